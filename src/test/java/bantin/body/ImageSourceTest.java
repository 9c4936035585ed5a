package bantin.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of the addresses that a page gives for a picture is the real one, and which pictures are none. */
class ImageSourceTest {

    private static final String REAL = "https://anh.example.vn/2026/cau-moi.jpg";
    private static final String BLANK = "data:image/gif;base64,R0lGODlhAQABAAAAACw=";

    private static List<String> urls(String html) {
        ImportedBody imported = Bodies.read(html.replace("REAL", REAL).replace("BLANK", BLANK));
        assertThat(imported.unusable()).isEmpty();
        return imported.pictures().stream().map(FoundPicture::url).toList();
    }

    private static String text(String html) {
        return TextWriter.write(Bodies.read(html).body(), Bodies.noPictures());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img class='lazy' src='/skin/grey.gif' data-original='REAL' alt='Cầu mới'>",
                "<img src='/wp-content/plugins/lazy-load/images/1x1.trans.gif' data-lazy-src='REAL'>",
                "<img src='https://anh.example.vn/w_32,blur/a.jpg' data-src='REAL'>",
                "<img src='BLANK' data-lazy='REAL'>",
                "<img src='//zhstatic.example.com/assets/whitedot.jpg' data-actualsrc='REAL'>",
                "<img data-src='REAL'>",
                "<img src='' data-ll-src='REAL'>",
                "<img src='/images/blank.png' data-echo='REAL'>",
                "<img src='BLANK' data-my-own-loader='REAL'>",
                "<img src='/loading.svg' data-lazy-srcset='https://anh.example.vn/s.jpg 300w, REAL 1024w'>",
                "<img src='a.jpg' data-src='REAL'>",
                "<img src='https://cdn.example.vn/thumb_w/730/cau.jpg' data-original='REAL' rel='lightbox'>",
                "<img src='https://bao.example.vn/cau-300x200.jpg' data-orig-file='REAL' data-large-file='https://b.example/l.jpg'>"
            })
    void a_lazily_loaded_picture_is_where_its_attribute_says(String img) {
        assertThat(urls("<p>Mở đầu</p><p>" + img + "</p><p>Kết</p>")).containsExactly(REAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img srcset='/s.jpg 400w, REAL 1200w' sizes='100vw'>",
                "<img srcset='REAL 1200w,/s.jpg 400w,' src='/m.jpg'>",
                "<img srcset='/1.jpg, REAL 2x, /15.jpg 1.5x' src='/1.jpg'>",
                "<img src='/m.jpg' width='640' srcset='/m.jpg 640w, /s.jpg 300w, REAL 1920w'>",
                "<img src='REAL' width='1920' srcset='/m.jpg 640w, /s.jpg 300w'>",
                "<img src='REAL' srcset='not,an/address 400w'>",
                "<picture><source srcset='REAL' type='image/webp'><img src='BLANK' alt='Bến cảng'></picture>",
                "<picture><source srcset='/c.webp' type='image/webp'><img src='REAL'></picture>",
                "<picture><source media='(max-width: 600px)' srcset='/narrow.jpg 1600w'><img src='REAL'></picture>",
                "<picture><source media='(min-width: 1000px)' srcset='REAL'><source srcset='/m.jpg'><img src='/s.jpg'></picture>",
                "<picture><source srcset='/a.avif' type='image/avif'><source srcset='REAL' type='image/jpeg'><img src='BLANK'></picture>",
                "<picture><source srcset='BLANK' data-srcset='/680.jpg 1x, /1020.jpg 1.5x, REAL 2x'>"
                        + "<img loading='lazy' class='lazy' src='BLANK' data-src='/680.jpg'></picture>",
                "<picture><source srcset='REAL'></picture>"
            })
    void of_a_source_set_the_largest_counts(String html) {
        assertThat(urls(html)).containsExactly(REAL);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /c/w_400,h_300/a.jpg 400w, /c/w_1200,h_900/b.jpg 1200w | /c/w_1200,h_900/b.jpg
            /a.jpg, /b.jpg 2x                                      | /b.jpg
            data:image/gif;base64,R0lG,AA 3x, /a.jpg 2x            | /a.jpg
            /a.jpg 1x,/b.jpg 4x,                                   | /b.jpg
            /a.jpg 100w 50h, /b.jpg 200w 100h                      | /b.jpg
            ,,/a.jpg (a, b) 2x,, /b.jpg 3x                         | /b.jpg
            /a.jpg x, /b.jpg -2x                                   | /a.jpg
            """)
    void a_source_set_is_parsed_as_browsers_do(String srcset, String url) {
        assertThat(urls("<img srcset='" + srcset + "'>")).containsExactly(url);
    }

    @Test
    void pictures_of_amp_are_pictures() {
        assertThat(urls("<p>a</p><amp-img src='REAL' width='600' height='400' layout='responsive'></amp-img><p>b</p>"))
                .containsExactly(REAL);
        assertThat(urls("<amp-img src='/s.webp' srcset='REAL 1200w'><div fallback>x</div>"
                        + "<noscript><img src='/s.webp'></noscript></amp-img>"))
                .containsExactly(REAL);
        assertThat(Bodies.cleaned("<p>a</p><amp-img src='/a.jpg'><div fallback>x</div></amp-img><p>b</p>"))
                .doesNotContain("x</p>")
                .startsWith("<p>a</p><figure")
                .endsWith("<p>b</p>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img class='lazy' src='BLANK'><noscript><img src='REAL'></noscript>",
                "<img src='BLANK' data-src='REAL'><noscript><img src='REAL'></noscript>",
                "<a href='/x'><img src='BLANK'></a> <noscript><img src='REAL'></noscript>",
                "<noscript><img src='REAL'></noscript><img src='BLANK'>",
                "<picture><img src='BLANK'></picture><noscript><img src='REAL'></noscript>",
                "<p>x</p><noscript><img src='REAL'></noscript>",
                "<noscript><img src='REAL'></noscript>",
                "<div><div><img alt='' aria-hidden='true' src='data:image/svg+xml;base64,AA'></div>"
                        + "<img src='BLANK'><noscript><img src='REAL' srcset='/s.jpg 640w, REAL 1200w'></noscript></div>",
                "<div><img aria-hidden='true' src='BLANK'><noscript><img src='REAL'></noscript></div>",
                "<figure><div><img class='thumbnail' src='/max/60/cau-moi.jpg'><canvas></canvas>"
                        + "<img data-src='REAL'><noscript><img src='REAL'></noscript></div></figure>"
            })
    void what_stands_in_where_no_scripts_run_is_the_same_picture(String html) {
        assertThat(urls("<div>" + html + "</div>")).containsExactly(REAL);
    }

    @Test
    void small_pictures_of_a_gallery_are_no_previews() {
        assertThat(urls("<div><img class='thumbnail' src='/1/a.jpg'><img class='thumbnail' src='/2/a.jpg'></div>"))
                .containsExactly("/1/a.jpg", "/2/a.jpg");
        assertThat(urls("<div><img class='size-thumbnail' src='/a.jpg'><img src='/b.jpg'></div>"))
                .containsExactly("/a.jpg", "/b.jpg");
        assertThat(
                        urls(
                                "<div><img class='media-thumbnail' src='/max/60/1*a.jpg?q=20'><img data-src='/max/1200/1*a.jpg'></div>"))
                .containsExactly("/max/1200/1*a.jpg");
    }

    @Test
    void each_picture_has_its_own_stand_in() {
        String lazy = "<img src='BLANK'>";
        String one = "<noscript><img src='/1.jpg'></noscript>";
        String two = "<noscript><img src='/2.jpg'></noscript>";
        assertThat(urls("<p>" + lazy + one + lazy + two + "</p>")).containsExactly("/1.jpg", "/2.jpg");
        assertThat(urls("<p>" + one + lazy + two + lazy + "</p>")).containsExactly("/1.jpg", "/2.jpg");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<noscript><img src='https://dem.example.com/tr?id=1'></noscript>",
                "<noscript><img src='/a.jpg' width=1 height=1></noscript>",
                "<noscript>Xin bật JavaScript</noscript>"
            })
    void counters_and_words_for_browsers_without_scripts_go(String html) {
        assertThat(Bodies.cleaned("<p>a</p>" + html + "<p>b</p>")).isEqualTo("<p>a</p><p>b</p>");
    }

    @Test
    void a_placeholder_never_makes_one_picture_of_two() {
        String first = "<img src='/images/1x1.trans.gif' data-lazy-src='https://bao.example.vn/anh/mot.jpg'>";
        String second = "<img src='/images/1x1.trans.gif' data-lazy-src='https://bao.example.vn/anh/hai.jpg'>";
        assertThat(urls("<p>a</p><p>" + first + "</p><p>b</p><p>" + second + "</p>"))
                .containsExactly("https://bao.example.vn/anh/mot.jpg", "https://bao.example.vn/anh/hai.jpg");
        assertThat(Bodies.read("<img class=lazy src='/blank.gif'><p>a</p><img class=lazy src='/blank.gif'>")
                        .pictures())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img>",
                "<img src=''>",
                "<img src='anh/a.jpg'>",
                "<img src='data:image/png;base64,AA'>",
                "<img class='lazy' src='/skin/grey.gif'>",
                "<img src='file:///C:/Users/a/image001.png'>",
                "<img src='blob:https://a.example/1'>",
                "<img srcset='a.jpg 2x'>",
                "<amp-img></amp-img>",
                "<picture><source srcset='a.webp'></picture>"
            })
    void a_picture_without_usable_address_is_named(String html) {
        ImportedBody imported = Bodies.read("<p>Trước" + html + "sau</p>");
        assertThat(imported.unusable()).hasSize(1);
        assertThat(imported.pictures()).isEmpty();
    }

    @Test
    void an_embedded_picture_is_named_in_short() {
        assertThat(Bodies.read("<img src='data:image/png;base64," + "A".repeat(100_000) + "'>")
                        .unusable()
                        .get(0))
                .startsWith("data:image/png;base64,AAA")
                .hasSizeLessThan(300);
    }

    @Test
    void an_address_that_the_caller_knows_is_the_one() {
        String img = "<img src='/s.jpg' srcset='/m.jpg 640w, /l.jpg 1200w' data-original='/xl.jpg'>";
        assertThat(HtmlReader.read(img, Map.of("/m.jpg", "hall")).pictures())
                .containsExactly(new FoundPicture("hall", Picture.Kind.IMAGE, "/m.jpg", null, null, null));
        assertThat(HtmlReader.read("<img src='/blank.png'>", Map.of("/blank.png", "a"))
                        .pictures())
                .hasSize(1);
        assertThat(urls("<figure data-key='a'><img src='/blank.png'></figure>")).containsExactly("/blank.png");
    }

    @Test
    void a_relative_address_counts_from_the_base_of_the_page() {
        assertThat(urls("<base href='https://bao.example.vn/2026/'><img src='anh/a.jpg'><img src='/b.jpg'>"))
                .containsExactly("https://bao.example.vn/2026/anh/a.jpg", "https://bao.example.vn/b.jpg");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            <img height="16" width="16" alt="🎉" src="https://static.example.net/images/emoji.php/v9/t72/1/16/1f389.png"> | 🎉
            <img class="emoji" alt="🏆" src="https://s.w.example.org/images/core/emoji/15/svg/1f3c6.svg">               | 🏆
            <img class="wp-smiley" alt=":)" src="/wp-includes/images/smilies/icon_smile.gif">                            | :)
            <img class="emoji" alt="" src="https://s.w.example.org/images/core/emoji/72x72/1f468-200d-1f469.png">        | 👨‍👩
            <img class="emoji" alt=":tada:" src="https://chat.example/emoji/1f389.png">                                  | 🎉
            <img src="data:image/png;base64,AA" class="emoji" alt="❤️">                                                  | ❤️
            <img src="https://a.example/mesg/emoticons7/1.gif" alt="=))">                                                | =))
            <img src="/x.png" alt="1️⃣" style="width:20px;height:20px">                                                  | 1️⃣
            """)
    void a_picture_of_an_emoji_is_the_emoji(String img, String emoji) {
        assertThat(text("<p>Chúc mừng " + img + " đội tuyển</p>")).isEqualTo("Chúc mừng " + emoji + " đội tuyển");
        assertThat(Bodies.read("<figure><img src='/a.jpg'><figcaption>Vui " + img + "</figcaption></figure>")
                        .pictures()
                        .get(0)
                        .caption())
                .isEqualTo("Vui " + emoji);
        assertThat(text("<table><tr><td>a " + img + "</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>"))
                .startsWith("a " + emoji + "\tb");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src='/a.jpg' alt='🎉' width=640 height=480>",
                "<img src='/a.jpg' alt='🎉'>",
                "<img src='/a.jpg' alt='Lá cờ' width=16 height=16>",
                "<img src='/cam-xuc/1f389.jpg' class='emojis-of-the-year' alt='x'>"
            })
    void other_pictures_with_small_sizes_or_emoji_as_text_stay_pictures(String img) {
        assertThat(Bodies.read(img).pictures()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src='https://counter.example.com/content/123/count.gif?x=y' alt='Bộ đếm' width='1' height='1'>",
                "<img src='/p.gif' width='0' height='0'>",
                "<img src='https://dem.example/p' style='width:1px; height:1px'>",
                "<img src='/line.gif' width='500' height='1'>",
                "<img src='/line.gif' height='2px' width='100%'>",
                "<img width='1' height='1'>",
                "<img src='/images/spacer.gif' width='10' height='20'>"
            })
    void a_picture_that_nobody_sees_is_left_out_with_a_warning(String img) {
        ImportedBody imported = Bodies.read("<p>Bài đăng lại. " + img + " Tác giả là giảng viên.</p>");
        assertThat(TextWriter.write(imported.body(), Bodies.noPictures()))
                .isEqualTo("Bài đăng lại. Tác giả là giảng viên.");
        assertThat(imported.pictures()).isEmpty();
        assertThat(imported.unusable()).isEmpty();
        assertThat(imported.warnings()).extracting(Warning::code).containsExactly("removed-picture");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src='/a.svg' width='3' height='3'>",
                "<img src='/a.jpg' width='0' height='480'>",
                "<img src='/a.jpg' width='1%'>",
                "<img src='/a.jpg' width='1' style='width:640px'>"
            })
    void other_sizes_leave_the_picture(String img) {
        assertThat(urls(img)).hasSize(1);
    }

    @Test
    void the_same_picture_twice_on_purpose_stays_twice() {
        assertThat(Bodies.read("<p><img src='/a.jpg'></p><p>x</p><p><img src='/a.jpg'></p>")
                        .body()
                        .pictureKeys())
                .containsExactly("picture-1", "picture-1");
    }
}
