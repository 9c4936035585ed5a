package bantin.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Articles as WordPress stores them: with shortcodes, and with blank lines for paragraphs. */
class WordPressTest {

    private static String text(String html) {
        return TextWriter.write(Bodies.read(html).body(), Bodies.noPictures());
    }

    private static List<String> warnings(String html) {
        return Bodies.read(html).warnings().stream().map(Warning::code).toList();
    }

    @Test
    void an_article_of_the_classic_editor_has_paragraphs_captions_and_galleries() {
        ImportedBody imported = Bodies.read("""
                Đoạn đầu của bài.
                Vẫn đoạn đầu.

                Đoạn <strong>hai</strong>.

                [caption id="attachment_12" align="aligncenter" width="640"]<img src="https://bao.example.vn/cau.jpg" \
                alt="Cầu" width="640" height="427" class="size-large wp-image-12" /> Cầu lúc bình minh[/caption]

                [gallery ids="3,4,5"]

                <!--more-->

                Đoạn ba.""");

        assertThat(Bodies.keyless(imported.body())).isEqualTo(Bodies.json("""
                [{_type: 'block', style: 'normal', markDefs: [],
                  children: [{_type: 'span', text: 'Đoạn đầu của bài.\\nVẫn đoạn đầu.', marks: []}]},
                 {_type: 'block', style: 'normal', markDefs: [], children: [{_type: 'span', text: 'Đoạn ', marks: []},
                  {_type: 'span', text: 'hai', marks: ['strong']}, {_type: 'span', text: '.', marks: []}]},
                 {_type: 'image', _key: 'picture-1'},
                 {_type: 'shortcode', name: 'gallery', attributes: {ids: '3,4,5'}},
                 {_type: 'block', style: 'normal', markDefs: [],
                  children: [{_type: 'span', text: 'Đoạn ba.', marks: []}]}]"""));
        assertThat(imported.pictures())
                .extracting(FoundPicture::caption, FoundPicture::alt)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("Cầu lúc bình minh", "Cầu"));
        assertThat(imported.warnings()).extracting(Warning::code).containsExactly("kept-shortcode");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[caption id=\"a\"]IMG Chợ nổi[/caption]",
                "[caption id='a']<a href='/x'>IMG</a> Chợ <em>nổi</em>[/caption]",
                "[caption id=\"a\" caption=\"Chợ nổi\"]IMG[/caption]",
                "[wp_caption id=\"a\"]IMG Chợ nổi[/wp_caption]",
                "<p>[caption id=&#8220;a&#8221; align=&#8221;left&#8221;]IMG Chợ nổi[/caption]</p>",
                "[caption]IMG Chợ nổi[/caption]"
            })
    void a_caption_is_that_of_its_picture(String html) {
        String page = "Đầu.\n\n" + html.replace("IMG", "<img src=\"/a.jpg\" />") + "\n\nKết.";
        assertThat(Bodies.read(page).pictures())
                .extracting(FoundPicture::caption)
                .containsExactly("Chợ nổi");
        assertThat(text(page)).isEqualTo("Đầu.\n\nKết.");
    }

    @Test
    void a_gallery_of_pictures_that_the_page_shows_elsewhere_is_those_pictures() {
        String page =
                "<p><img class='wp-image-3' src='/3.jpg'></p><p>x</p><p><img class='a wp-image-4' src='/4.jpg'></p>[gallery ids='4,3']";
        assertThat(Bodies.read(page).body().pictureKeys())
                .containsExactly("picture-1", "picture-2", "picture-2", "picture-1");
        assertThat(warnings(page)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a [contact-form-7 id="12" title="Liên hệ"] b             | a b
            a [su_button url="/x" style='flat']Xem[/su_button] b     | a Xem b
            [vc_row][vc_column width="1/2"]a b[/vc_column][/vc_row]  | a b
            [dropcap]a[/dropcap] b                                   | a b
            a [toc] b                                                | a b
            a [ad id=3 /] b                                          | a b
            a [foo bar="x" baz='y z' n=3] b                          | a b
            [col]a[/col] [col]b[/col]                                | a b
            """)
    void no_shortcode_is_left_for_readers_to_see(String html, String text) {
        assertThat(text(html)).isEqualTo(text);
        assertThat(warnings(html)).isNotEmpty().containsOnly("removed-shortcode");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[Ảnh] Chợ nổi",
                "[video] Chợ nổi",
                "“Nó [con trâu] đi”",
                "Xem [1] và [2, 3]",
                "a[i] = b[j]",
                "[sic]",
                "[ x ]",
                "[VIDEO a=\"b\"]",
                "[x y z]",
                "[/b]",
                "[ids=3]",
                "Giá [từ 5 = 6] đồng"
            })
    void other_words_in_brackets_stay(String words) {
        assertThat(text("<p>" + words + "</p>")).isEqualTo(words);
        assertThat(warnings("<p>" + words + "</p>")).isEmpty();
    }

    @Test
    void brackets_doubled_are_brackets() {
        assertThat(text("Gõ [[gallery ids=\"3\"]] vào bài")).isEqualTo("Gõ [gallery ids=\"3\"] vào bài");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<pre>[gallery ids=\"3\"]</pre>", "<p><code>[gallery ids=\"3\"]</code></p>"})
    void a_listing_is_no_text(String html) {
        assertThat(Bodies.read(html).body().toJson().toString()).contains("[gallery ids=\\\"3\\\"]");
    }

    @Test
    void attributes_and_comments_are_no_text() {
        assertThat(Bodies.cleaned("<!-- [gallery ids='3'] --><p><a href='/x?a=[b c=\"d\"]' title='[gallery]'>x</a>"))
                .isEqualTo("<p><a href=\"/x?a=[b%20c=&quot;d&quot;]\">x</a></p>");
    }

    @Test
    void an_address_to_embed_is_not_lost() {
        assertThat(Bodies.read("[embed width=\"600\"]https://www.youtube.com/watch?v=abc&amp;t=1[/embed]")
                        .body()
                        .toJson()
                        .toString())
                .contains("https://www.youtube.com/watch?v=abc&t=1")
                .doesNotContain("embed]");
        assertThat(Bodies.read("[youtube=https://www.youtube.com/watch?v=abc]")
                        .body()
                        .toJson()
                        .toString())
                .contains("https://www.youtube.com/watch?v=abc");
    }

    @Test
    void an_address_alone_in_its_line_is_embedded() {
        String html = "a\n\nhttps://www.youtube.com/watch?v=abc\n\nb https://www.youtube.com/watch?v=abc";
        assertThat(Bodies.read(html).body().toJson())
                .extracting(node -> node.path("_type").asText())
                .containsExactly("block", "embed", "block");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `a\n\nb`                                        | `a\n\nb`
            `a\nb\n\nc`                                     | `a\nb\n\nc`
            `a <b>b</b>\n\n<em>c</em> d`                    | `a b\n\nc d`
            `a\n\n&nbsp;\n\nb`                              | `a\n\nb`
            `a<br />\nb\n\nc`                               | `a\nb\n\nc`
            `a\r\n\r\nb`                                    | `a\n\nb`
            `a\n\n<h2>b</h2>\nc\nd\n\ne`                    | `a\n\nb\n\nc\nd\n\ne`
            `a\n\nb\n<blockquote>c\n\nd</blockquote>\ne`    | `a\n\nb\n\nc\n\nd\n\ne`
            `a\n\nb\n<ul>\n<li>c\nd</li>\n</ul>`            | `a\n\nb\n\n- c d`
            `<p>a\n\nb</p>\n\n<p>c</p>`                     | `a b\n\nc`
            `<div>\n\na\n\nb\n\n</div>`                     | `a b`
            `a\nb`                                          | a b
            `<p>a</p>\n\nb\nc\n\n<p>d</p>`                  | `a\n\nb c\n\nd`
            `<!-- wp:paragraph -->\n<p>a</p>\n<!-- /wp:paragraph -->\n\nb\n\nc` | `a\n\nb c`
            """)
    void blank_lines_part_paragraphs_where_nothing_else_does(String html, String text) {
        assertThat(text(html.replace("\\n", "\n").replace("\\r", "\r"))).isEqualTo(text.replace("\\n", "\n"));
    }

    @Test
    void blocks_of_the_new_editor_are_plain_html() {
        assertThat(Bodies.cleaned("""
                <!-- wp:paragraph {"dropCap":true} -->
                <p class="has-drop-cap">Một</p>
                <!-- /wp:paragraph -->

                <!-- wp:list --><ul class="wp-block-list"><!-- wp:list-item -->
                <li>Hai</li>
                <!-- /wp:list-item --></ul><!-- /wp:list -->

                <!-- wp:latest-posts {"postsToShow":3} /-->""")).isEqualTo("<p>Một</p><ul><li>Hai</li></ul>");
    }

    @Test
    void markdown_knows_no_shortcodes_but_in_its_html() {
        assertThat(TextWriter.write(
                        MarkdownReader.read("Gõ [b]x[/b] hoặc [gallery]", Map.of())
                                .body(),
                        Bodies.noPictures()))
                .isEqualTo("Gõ [b]x[/b] hoặc [gallery]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[",
                "[a",
                "[caption a=b]",
                "[a b=\"",
                "[a b=\"\" ",
                "[a]",
                "<a b='",
                "<a ",
                "[embed]",
                "[/a]",
                "<!--",
                "a\n\n",
                "<br>\n\n\n",
                "[gallery ids=1]",
                "[caption]<img src=/a.jpg>x",
                "[a            ",
                "<img class=wp-image-1 src=/a.jpg>[gallery ids=1,1,1]"
            })
    void a_mebibyte_of_shortcodes_is_read(String piece) {
        String page = piece.repeat((1 << 20) / piece.length());
        assertThat(Bodies.read(page)).isNotNull();
        assertThat(Bodies.read(page + "x[/caption][/embed][/a]]'\">")).isNotNull();
    }
}
