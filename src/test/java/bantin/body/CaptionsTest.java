package bantin.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which words of a page are captions and credits, and which are only near a picture. */
class CaptionsTest {

    private static final String IMG = "<img src='/a.jpg'>";

    private static FoundPicture picture(String html) {
        List<FoundPicture> pictures = Bodies.read(html.replace("IMG", IMG)).pictures();
        assertThat(pictures).hasSize(1);
        return pictures.get(0);
    }

    private static String text(String html) {
        return TextWriter.write(Bodies.read(html.replace("IMG", IMG)).body(), Bodies.noPictures());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Bà <a class="author-link" href="/le-thi-a">Lê Thị A</a> phát biểu          | Bà Lê Thị A phát biểu |
            Cảnh trong phim <cite>Mùa gặt</cite> chiếu ở Hội An                        | Cảnh trong phim Mùa gặt chiếu ở Hội An |
            Bà <a class="author" href="/x">Lê Thị A</a> phát biểu                      | Bà Lê Thị A phát biểu |
            <cite>Mùa gặt</cite>, phim của Mộc                                         | Mùa gặt, phim của Mộc |
            <span class="resource-name">Kho</span> báu                                 | Kho báu |
            <span class="sources-list">Nguồn</span> nước                               | Nguồn nước |
            Chợ nổi <cite>Trần Mộc</cite>                                              | Chợ nổi | Trần Mộc
            Chợ nổi <cite>Trần Mộc</cite> <cite>Thu Hà</cite>                          | Chợ nổi | Trần Mộc Thu Hà
            <cite>Trần Mộc</cite>                                                      | | Trần Mộc
            <p>Chợ nổi</p><p><cite>Trần Mộc</cite></p>                                 | Chợ nổi | Trần Mộc
            Chợ nổi <span class="PhotoCredit">Trần Mộc</span>                          | Chợ nổi | Trần Mộc
            Chợ nổi <span class="image__credit-text">Trần Mộc</span> sáng nay          | Chợ nổi sáng nay | Trần Mộc
            <span class="author-name">Trần Mộc</span> Chợ nổi                          | Chợ nổi | Trần Mộc
            """)
    void in_a_figcaption_only_what_credits_is_the_credit(String figcaption, String caption, String credit) {
        FoundPicture picture = picture("<figure>IMG<figcaption>" + figcaption + "</figcaption></figure>");
        assertThat(picture.caption()).isEqualTo(caption);
        assertThat(picture.credit()).isEqualTo(credit);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p style='text-align:right'><em>Bài, ảnh: Thu Hà</em></p>",
                "<p><em>Bài, ảnh: Thu Hà</em></p>",
                "<p align=center><i>Tin và ảnh: Thu Hà</i></p>",
                "<p><em>Ảnh và bài: Thu Hà</em></p>",
                "<p><em>Tác giả: Thu Hà</em></p>",
                "<p><em>Theo hãng tin X, ngày 11/10.</em></p>",
                "<p><em>(Theo Báo Y)</em></p>",
                "<p align=right><em>Thu Hà</em></p>",
                "<p style='text-align: end'><i>Thu Hà</i></p>",
                "<p align=center>***</p>",
                "<p><em>* * *</em></p>",
                "<p align=center>---</p>",
                "<p align=center><b>Hàng nghìn người đến dự</b></p>",
                "<p align=center>HÀNG NGHÌN NGƯỜI ĐẾN DỰ</p>",
                "<p align=center><a href='/x'>Xem thêm: Cầu mới</a></p>",
                "<p align=center>Đoạn một.</p><p align=center>Đoạn hai.</p>",
                "<div class='has-captions'><p>Đoạn một.</p><p>Đoạn hai.</p></div>",
                "<div class='caption'><p>Một.</p><p>Hai.</p><p>Ba.</p></div>",
                "<p class='no-caption'>Đoạn một.</p>",
                "<p class='captions'>Đoạn một.</p>",
                "<p class='captioned-story'>Đoạn một.</p>",
                "<p>Đoạn <span class=caption>một</span> và hai.</p>"
            })
    void what_only_stands_near_a_picture_is_no_caption(String html) {
        String page = "<p>Đầu.</p><p>IMG</p>" + html + "<p>Kết.</p>";
        assertThat(picture(page).caption()).isNull();
        assertThat(text(page)).isEqualTo(text("<p>Đầu.</p>" + html + "<p>Kết.</p>"));
    }

    @Test
    void the_class_of_a_wrapper_says_nothing() {
        assertThat(picture("<div class='post-content has-captions'><p>Đoạn một.</p><p>IMG</p>"
                                + "<p>Đây là một đoạn văn bình thường sau ảnh.</p><p>Đoạn ba.</p></div>")
                        .caption())
                .isNull();
        assertThat(picture("<div class='caption'><p>IMG</p><p>Đoạn hai.</p></div>")
                        .caption())
                .isNull();
    }

    @Test
    void on_a_page_that_is_centred_throughout_nothing_is_a_caption() {
        String page = "<center><p>Đoạn một.</p><p>IMG</p><p>Đoạn hai.</p></center>";
        assertThat(picture(page).caption()).isNull();
        assertThat(text(page)).isEqualTo("Đoạn một.\n\nĐoạn hai.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>IMG</p><p class='image-caption'>Chợ nổi <cite>Trần Mộc</cite></p>",
                "<div class='wp-caption'>IMG<p class='wp-caption-text'>Chợ nổi <small>Trần Mộc</small></p></div>",
                "<div type='Photo'><div>IMG</div><div class='PhotoCMS_Caption'><p>Chợ nổi</p><p class='author'>Trần Mộc</p></div></div>",
                "<p>IMG<br><span class='caption'>Chợ nổi <span class='credit'>Trần Mộc</span></span></p>",
                "<table class='tr-caption-container'><tr><td><a href='/x'>IMG</a></td></tr>"
                        + "<tr><td class='tr-caption'>Chợ nổi <cite>Trần Mộc</cite></td></tr></table>",
                "IMG<figcaption>Chợ nổi <cite>Trần Mộc</cite></figcaption>",
                "<p>IMG</p><p class='pCaption'>Chợ nổi</p><div class='photo-credit'>Trần Mộc</div>",
                "<figure>IMG<div class='imgcaption'>Chợ nổi <span class='source'>Trần Mộc</span></div></figure>",
                "<dl><dt>IMG</dt><dd class='wp-caption-text gallery-caption'>Chợ nổi <cite>Trần Mộc</cite></dd></dl>"
            })
    void a_caption_by_its_class_has_its_credit(String html) {
        FoundPicture picture = picture("<p>Đầu.</p>" + html + "<p>Kết.</p>");
        assertThat(picture.caption()).isEqualTo("Chợ nổi");
        assertThat(picture.credit()).isEqualTo("Trần Mộc");
        assertThat(text("<p>Đầu.</p>" + html + "<p>Kết.</p>")).isEqualTo("Đầu.\n\nKết.");
    }

    @Test
    void the_caption_of_a_table_with_one_picture_is_that_of_the_picture() {
        assertThat(picture("<table><caption>Chợ nổi</caption><tr><td>IMG</td></tr></table>")
                        .caption())
                .isEqualTo("Chợ nổi");
    }

    @Test
    void a_heading_in_front_does_not_make_a_page_centred() {
        assertThat(picture(
                                "<p align=center><b>TIÊU ĐỀ</b></p><p align=center>IMG</p><p align=center>Chợ nổi</p><p>x</p>")
                        .caption())
                .isEqualTo("Chợ nổi");
    }
}
