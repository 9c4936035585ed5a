package bantin.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlPicturesTest {

    private static final String HALL = "https://anh.example.vn/hoi-truong.jpg";
    private static final String IMG = "<img src='" + HALL + "'>";

    private static FoundPicture only(String html) {
        List<FoundPicture> pictures = Bodies.read(html).pictures();
        assertThat(pictures).hasSize(1);
        return pictures.get(0);
    }

    private static List<String> keys(String html) {
        return Bodies.read(html).body().pictureKeys();
    }

    /** The body in short: texts of blocks, and {@code [caption]} for pictures. */
    private static List<String> outline(String html) {
        ImportedBody imported = Bodies.read(html);
        var pictures = Bodies.picturesOf(imported);
        return imported.body().nodes().stream()
                .map(node -> node instanceof Image image
                        ? "[" + pictures.apply(image.key()).orElseThrow().caption() + "]"
                        : ((Block) node).text())
                .toList();
    }

    @Test
    void a_figure_gives_picture_caption_credit_and_alt() {
        assertThat(only("<figure><img src='" + HALL
                        + "' alt=' Hội  trường '><figcaption> Toàn cảnh\n buổi <i>làm việc</i> "
                        + "<small>Ảnh: Lê Hoài An</small></figcaption></figure>"))
                .isEqualTo(new FoundPicture(
                        "picture-1",
                        Picture.Kind.IMAGE,
                        HALL,
                        "Toàn cảnh buổi làm việc",
                        "Ảnh: Lê Hoài An",
                        "Hội trường"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"cite", "small", "span class='photo-credit'", "div class='Author'", "span class='image_source'"})
    void a_credit_is_known_by_its_element_or_class(String tag) {
        FoundPicture picture = only("<figure>" + IMG + "<figcaption>Chợ nổi <" + tag + ">Trần Mộc</" + tag.split(" ")[0]
                + "></figcaption></figure>");

        assertThat(picture.caption()).isEqualTo("Chợ nổi");
        assertThat(picture.credit()).isEqualTo("Trần Mộc");
    }

    @Test
    void a_figcaption_may_stand_first_or_deep_or_hold_only_a_credit() {
        assertThat(only("<figure><figcaption>Trước</figcaption>" + IMG + "</figure>")
                        .caption())
                .isEqualTo("Trước");
        assertThat(only("<figure><div>" + IMG + "</div><div><figcaption>Sâu</figcaption></div></figure>")
                        .caption())
                .isEqualTo("Sâu");
        FoundPicture credited = only("<figure>" + IMG + "<figcaption><cite>Trần Mộc</cite></figcaption></figure>");
        assertThat(credited.caption()).isNull();
        assertThat(credited.credit()).isEqualTo("Trần Mộc");
    }

    @Test
    void a_figure_without_picture_is_its_text() {
        assertThat(outline("<figure><p>Một</p><figcaption>Hai</figcaption></figure>"))
                .containsExactly("Một", "Hai");
    }

    @Test
    void an_image_followed_by_an_italic_paragraph_takes_it_as_caption() {
        assertThat(outline("<p>Trước</p>" + IMG + "<p><i> Toàn cảnh </i><em>hội trường</em></p><p>Sau</p>"))
                .containsExactly("Trước", "[Toàn cảnh hội trường]", "Sau");
        assertThat(outline("<p>" + IMG + "</p><p style='font-style:italic'>Toàn cảnh</p>"))
                .containsExactly("[Toàn cảnh]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p align=center>Toàn cảnh</p>", "<p align=CENTER>Toàn cảnh</p>",
                        "<div style='text-align: center;'>Toàn cảnh</div>",
                "<center>Toàn cảnh</center>", "<p class='PhotoCaption'>Toàn cảnh</p>",
                        "<p><span class=caption>Toàn cảnh</span></p>",
                "<figcaption>Toàn cảnh</figcaption>", "<p>&nbsp;</p><p align=center>Toàn cảnh</p>"
            })
    void an_image_followed_by_a_centred_or_so_named_paragraph_takes_it_as_caption(String caption) {
        assertThat(outline("<p>" + IMG + "</p>" + caption + "<p>Sau</p>")).containsExactly("[Toàn cảnh]", "Sau");
    }

    @Test
    void a_caption_may_stand_in_the_paragraph_of_the_image() {
        assertThat(outline("<p align=center>" + IMG + "<br>Toàn cảnh</p>")).containsExactly("[Toàn cảnh]");
        assertThat(outline("<p>" + IMG + "<br><em>Toàn cảnh</em></p>")).containsExactly("[Toàn cảnh]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>Toàn cảnh</p>",
                "<p><i>Toàn</i> cảnh</p>",
                "<h2 align=center>Toàn cảnh</h2>",
                "<ul><li><i>Toàn cảnh</i></li></ul>",
                "<p align=left>Toàn cảnh</p>",
                "<hr><p><i>Toàn cảnh</i></p>"
            })
    void other_text_after_an_image_is_no_caption(String html) {
        assertThat(Bodies.read(IMG + html).pictures().get(0).caption()).isNull();
        assertThat(Bodies.cleaned(IMG + html)).containsPattern("Toàn(</em>)? cảnh");
    }

    @Test
    void a_long_paragraph_is_no_caption_and_a_second_one_neither() {
        String longText = "Toàn cảnh hội trường trong buổi sáng. ".repeat(9).strip();
        assertThat(outline(IMG + "<p><i>" + longText + "</i></p>")).containsExactly("[null]", longText);
        assertThat(outline(IMG + "<p><i>Một</i></p><p><i>Hai</i></p>")).containsExactly("[Một]", "Hai");
    }

    @Test
    void an_image_amid_a_paragraph_splits_it() {
        assertThat(outline("<p>Trước <b><a href='/x'>" + IMG + "</a></b> sau</p>"))
                .containsExactly("Trước", "[null]", "sau");
    }

    @Test
    void a_table_of_one_column_around_an_image_and_a_text_is_a_picture_with_that_caption() {
        assertThat(
                        outline(
                                "<p>Trước</p><table align=center><tbody><tr><td>" + IMG
                                        + "</td></tr><tr><td class=x><font>Toàn cảnh</font><br>buổi làm việc</td></tr></tbody></table><p>Sau</p>"))
                .containsExactly("Trước", "[Toàn cảnh buổi làm việc]", "Sau");
        assertThat(outline("<table><tr><td>" + IMG + "<p>Toàn cảnh</p></td><td>&nbsp;</td></tr></table>"))
                .containsExactly("[Toàn cảnh]");
    }

    @Test
    void a_table_around_a_whole_article_makes_no_captions() {
        String story = "Ông Phan Lạc Dân kể chuyện làng. ".repeat(20).strip();
        assertThat(outline("<table><tr><td><p>Sapo</p>" + IMG + "<p>" + story + "</p></td></tr></table>"))
                .containsExactly("Sapo", "[null]", story);
    }

    @Test
    void a_row_of_images_above_a_row_of_texts_is_pictures_with_captions() {
        assertThat(outline("<table><tr><td>" + IMG
                        + "</td><td><img src='/cau.jpg'></td></tr><tr><td>Trái</td><td>Phải</td>" + "</tr></table>"))
                .containsExactly("[Trái]", "[Phải]");
    }

    @Test
    void other_tables_with_images_give_what_is_in_their_cells() {
        assertThat(outline("<table><tr><td>" + IMG + "</td><td>Chữ bên phải</td></tr></table>"))
                .containsExactly("[null]", "Chữ bên phải");
    }

    @Test
    void addresses_are_tidied() {
        assertThat(only("<img src='//anh.example.vn/a.jpg'>").url()).isEqualTo("https://anh.example.vn/a.jpg");
        assertThat(only("<img src=' /Uploads/ảnh 1.jpg\n'>").url()).isEqualTo("/Uploads/ảnh%201.jpg");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a.jpg",
                "../a.jpg",
                "javascript:alert(1)",
                "data:image/png;base64,AA",
                "ftp://example.vn/a.jpg",
                "http:///a.jpg",
                "http:a.jpg",
                "#a",
                "///evil.example"
            })
    void an_image_without_usable_address_is_dropped(String src) {
        assertThat(outline("<p>Trước<img src='" + src + "'>sau</p>"))
                .isNotEmpty()
                .noneMatch(text -> text.startsWith("["));
    }

    @Test
    void a_key_in_the_page_is_kept_if_it_is_legal() {
        assertThat(keys("<figure data-key='hall'><img src='/a.jpg'></figure><img src='/b.jpg' data-key='cau_2'>"
                        + "<img src='/c.jpg' data-key='có dấu'><img src='/d.jpg' data-key='picture-1'>"))
                .containsExactly("hall", "cau_2", "picture-2", "picture-1");
    }

    @Test
    void a_key_that_the_caller_knows_for_the_address_comes_second() {
        ImportedBody imported = HtmlReader.read(
                "<img src='//anh.example.vn/a.jpg'><img src='/b.jpg' data-key='b'><img src='/c.jpg'><img src='/d d.jpg'>",
                Map.of("https://anh.example.vn/a.jpg", "hall", "/b.jpg", "other", "/d d.jpg", "picture-1"));

        assertThat(imported.body().pictureKeys()).containsExactly("hall", "b", "picture-2", "picture-1");
    }

    @Test
    void the_same_picture_with_the_same_caption_is_one_and_with_another_caption_another() {
        String captioned = IMG + "<p><i>Toàn cảnh</i></p>";
        assertThat(keys(IMG + "<p>x</p>" + IMG + "<p>y</p>" + captioned + captioned))
                .containsExactly("picture-1", "picture-1", "picture-2", "picture-2");
        assertThat(Bodies.read(captioned + captioned).pictures()).hasSize(1);
    }

    @Test
    void a_key_that_two_pictures_want_goes_to_the_first() {
        assertThat(keys("<img src='/a.jpg' data-key=hall><p>x</p><img src='/b.jpg' data-key=hall><p>y</p>"
                        + "<img src='/a.jpg' data-key=hall>"))
                .containsExactly("hall", "picture-1", "hall");
    }

    @Test
    void keys_of_two_pictures_may_not_fall_together_through_what_the_caller_knows() {
        ImportedBody imported =
                HtmlReader.read("<img src='/a.jpg'><img src='/b.jpg' data-key='hall'>", Map.of("/a.jpg", "hall"));

        assertThat(imported.body().pictureKeys()).containsExactly("picture-1", "hall");
    }

    @Test
    void the_link_of_a_picture_stays_with_it() {
        String html =
                "<figure data-key=\"a\"><a href=\"/bao-cao.pdf\"><img src=\"/a.jpg\" alt=\"\" loading=\"lazy\"></a></figure>";
        ImportedBody imported = Bodies.read(html);

        assertThat(imported.body().toJson())
                .isEqualTo(Bodies.json("[{_type: 'image', _key: 'a', link: '/bao-cao.pdf'}]"));
        assertThat(Bodies.html(imported)).isEqualTo(html);
        assertThat(MarkdownWriter.write(imported.body(), Bodies.picturesOf(imported)))
                .isEqualTo("[![](/a.jpg)](/bao-cao.pdf)\n");
    }

    @Test
    void a_link_of_a_picture_is_as_safe_as_any() {
        assertThat(Bodies.violations("[{_type: 'image', _key: 'a', link: 'javascript:x'}]"))
                .containsExactly("/0/link unsafe-url");
        assertThat(Bodies.violations(
                        "[{_type: 'image', _key: 'a', link: null}, {_type: 'image', _key: 'a', link: {}}]"))
                .containsExactly("/1/link invalid-address");
        assertThat(Bodies.cleaned("<a href='javascript:x'><img src=/a.jpg></a>"))
                .doesNotContain("<a");
    }
}
