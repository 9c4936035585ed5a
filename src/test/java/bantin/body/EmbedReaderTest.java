package bantin.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Videos, sounds, frames and embeds of pages. */
class EmbedReaderTest {

    private static ImportedBody read(String html) {
        return Bodies.read(html);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            <video controls src="https://cdn.example.vn/lu.mp4"></video>                   | VIDEO | https://cdn.example.vn/lu.mp4
            <video><source src="/lu.webm" type="video/webm"><track src="/x.vtt"></video>   | VIDEO | /lu.webm
            <video data-src="//cdn.example.vn/stream/7">không xem được</video>             | VIDEO | https://cdn.example.vn/stream/7
            <amp-video src="https://cdn.example.vn/lu.mp4"></amp-video>                    | VIDEO | https://cdn.example.vn/lu.mp4
            <iframe src="https://cdn.example.vn/lu.mp4?a=1"></iframe>                      | VIDEO | https://cdn.example.vn/lu.mp4?a=1
            <object data="/lu.mp4"></object>                                               | VIDEO | /lu.mp4
            <audio controls><source src="/loa.mp3"></audio>                                | AUDIO | /loa.mp3
            <embed src="https://cdn.example.vn/loa.m4a">                                   | AUDIO | https://cdn.example.vn/loa.m4a
            """)
    void videos_and_sounds_become_media(String html, Picture.Kind kind, String url) {
        ImportedBody imported =
                read("<p>a</p><figure>" + html + "<figcaption>Cảnh lũ <cite>An</cite></figcaption></figure>");

        assertThat(imported.pictures())
                .containsExactly(new FoundPicture("picture-1", kind, url, "Cảnh lũ", "An", null));
        assertThat(imported.body().toJson().at("/1/_type").textValue())
                .isEqualTo(kind == Picture.Kind.VIDEO ? "video" : "audio");
        assertThat(imported.warnings()).isEmpty();
        AllowedHtml.check(Bodies.html(imported));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            <iframe src="https://www.youtube.com/embed/abc_-12?rel=0" allowfullscreen></iframe>  | youtube | https://www.youtube.com/watch?v=abc_-12
            <iframe data-src="//www.youtube-nocookie.com/embed/abc_-12"></iframe>                | youtube | https://www.youtube.com/watch?v=abc_-12
            <object><param name="movie" value="http://www.youtube.com/v/abc_-12"></object>       | youtube | https://www.youtube.com/watch?v=abc_-12
            <object><embed src="http://www.youtube.com/v/abc_-12"></object>                      | youtube | https://www.youtube.com/watch?v=abc_-12
            <amp-youtube data-videoid="abc_-12"></amp-youtube>                                   | youtube | https://www.youtube.com/watch?v=abc_-12
            <oembed url="https://youtu.be/abc_-12"></oembed>                                     | youtube | https://www.youtube.com/watch?v=abc_-12
            <iframe src="https://player.vimeo.com/video/123?h=1"></iframe>                       | vimeo | https://vimeo.com/123
            <iframe src="https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fxa%2Fvideos%2F1%2F&show_text=0"></iframe> | facebook | https://www.facebook.com/xa/videos/1/
            <iframe src="https://www.tiktok.com/embed/v2/123"></iframe>                          | tiktok | https://www.tiktok.com/embed/v2/123
            <iframe src="https://platform.twitter.com/embed/Tweet.html?dnt=true&id=123"></iframe> | x | https://x.com/i/status/123
            <iframe src="https://www.instagram.com/p/aB-1/embed/captioned"></iframe>             | instagram | https://www.instagram.com/p/aB-1/
            <iframe src="https://open.spotify.com/embed/episode/aB1"></iframe>                   | spotify | https://open.spotify.com/episode/aB1
            <iframe src="https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/1&auto_play=false"></iframe> | soundcloud | https://api.soundcloud.com/tracks/1
            <div class="wp-block-embed__wrapper"> https://www.youtube.com/watch?v=abc </div>   | youtube | https://www.youtube.com/watch?v=abc
            """)
    void what_known_sites_show_becomes_an_embed(String html, String provider, String url) {
        ImportedBody imported =
                read("<p>a</p><figure>" + html + "<figcaption>Phim ngắn</figcaption></figure><p><i>Kết</i></p>");

        assertThat(Bodies.keyless(imported.body()).get(1))
                .isEqualTo(Bodies.json(
                        "{_type: 'embed', url: '" + url + "', provider: '" + provider + "', caption: 'Phim ngắn'}"));
        assertThat(imported.body().nodes()).hasSize(3);
        assertThat(imported.pictures()).isEmpty();
        assertThat(imported.warnings()).isEmpty();
    }

    @Test
    void an_embed_is_a_link_in_a_figure_and_nothing_is_fetched() {
        ImportedBody imported = read(
                "<figure><iframe src='https://www.youtube.com/embed/abc'></iframe>"
                        + "<figcaption>Phim ngắn</figcaption></figure><iframe src='https://player.vimeo.com/video/1'></iframe>");

        assertThat(Bodies.html(imported))
                .isEqualTo(
                        "<figure data-embed=\"youtube\"><a href=\"https://www.youtube.com/watch?v=abc\">"
                                + "https://www.youtube.com/watch?v=abc</a><figcaption>Phim ngắn</figcaption></figure>"
                                + "<figure data-embed=\"vimeo\"><a href=\"https://vimeo.com/1\">https://vimeo.com/1</a></figure>");
        assertThat(TextWriter.write(imported.body(), Bodies.noPictures()))
                .isEqualTo("Phim ngắn\n\nhttps://vimeo.com/1");
        assertThat(MarkdownWriter.write(imported.body(), Bodies.noPictures()))
                .isEqualTo("[Phim ngắn](https://www.youtube.com/watch?v=abc \"embed\")\n\n"
                        + "[https://vimeo.com/1](https://vimeo.com/1 \"embed\")\n");
    }

    @Test
    void a_frame_from_elsewhere_becomes_a_link_and_a_warning() {
        ImportedBody imported = read(
                "<p>Bản đồ:</p><iframe src='https://ban-do.example/x?a=1&amp;b=2' title='Vùng ngập'></iframe>"
                        + "<figure><iframe src='//bieu-do.example/1'></iframe><figcaption>Biểu đồ</figcaption></figure>");

        assertThat(Bodies.html(imported))
                .isEqualTo("<p>Bản đồ:</p><p><a href=\"https://ban-do.example/x?a=1&amp;b=2\">Vùng ngập</a></p>"
                        + "<p><a href=\"https://bieu-do.example/1\">https://bieu-do.example/1</a></p><p>Biểu đồ</p>");
        assertThat(imported.warnings()).extracting(Warning::code).containsExactly("replaced-frame", "replaced-frame");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<iframe src='javascript:alert(1)'></iframe>",
                "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
                "<iframe src='data:text/html,x'></iframe>",
                "<iframe src='https://theo-doi.example' style='display:none'></iframe>",
                "<iframe src='https://theo-doi.example' width='0' height='0'></iframe>",
                "<embed src='javascript:alert(1)'>",
                "<object data='javascript:alert(1)'></object>",
                "<video src='blob:https://example.vn/1'></video>",
                "<figure data-embed='youtube'><a href='javascript:alert(1)'></a></figure>",
                "<oembed url='javascript:alert(1)'></oembed>"
            })
    void what_has_no_address_of_use_goes(String html) {
        assertThat(Bodies.cleaned("<p>a</p>" + html)).isEqualTo("<p>a</p>");
    }

    @Test
    void a_link_alone_in_markdown_is_a_video_if_its_title_says_so() {
        ImportedBody imported = MarkdownReader.read(
                "[Cảnh *lũ*](/lu.mp4 \"video\")\n\n[/loa.mp3](/loa.mp3 \"audio\")\n\n*Chữ*\n\nxem [a](/b \"video\")",
                Map.of());

        assertThat(imported.pictures())
                .containsExactly(
                        new FoundPicture("picture-1", Picture.Kind.VIDEO, "/lu.mp4", "Cảnh lũ", null, null),
                        new FoundPicture("picture-2", Picture.Kind.AUDIO, "/loa.mp3", null, null, null));
        assertThat(Bodies.html(imported)).endsWith("<p><em>Chữ</em></p><p>xem <a href=\"/b\">a</a></p>");
    }

    @Test
    void a_video_is_drawn_as_one_whatever_the_node_calls_it() {
        var lu = new Picture("lu", Picture.Kind.VIDEO, "/lu.mp4", null, null, null, 640, 360);
        assertThat(HtmlWriter.write(Bodies.body("[{_type: 'image', _key: 'lu'}]"), key -> Optional.of(lu)))
                .isEqualTo(
                        "<figure data-key=\"lu\"><video controls src=\"/lu.mp4\" width=\"640\" height=\"360\"></video></figure>");
    }

    @Test
    void an_embed_or_video_of_another_make_is_the_writers_own() {
        String own =
                "[{_type: 'video', url: 'x'}, {_type: 'embed', html: '<b>'}, {_type: 'embed', _key: 'e', url: 'x.html'}]";
        assertThat(Bodies.violations(own)).isEmpty();
        assertThat(HtmlWriter.write(Bodies.body(own), Bodies.noPictures())).isEmpty();
        assertThat(Bodies.violations("[{_type: 'embed', url: 'javascript:x'}]")).containsExactly("/0/url unsafe-url");
    }
}
