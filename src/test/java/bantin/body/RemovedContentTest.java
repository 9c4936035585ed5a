package bantin.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RemovedContentTest {

    @Test
    void what_is_left_out_is_named_with_the_words_before_it() {
        assertThat(Bodies.read("""
            <script src="/dem.js"></script><p onclick="x()">Mở đầu.</p><form>Tên <input name="ten"></form>
            <p hidden>Ghi chú</p><p>Giữa<script>alert(1)</script></p><frame src="//la.example/x">
            <object data="/a.swf"></object><p>Xem <a href="javascript:x">tại đây</a></p>\
            """).warnings())
                .containsExactly(
                        new Warning("removed-script", "<script> (/dem.js) was removed at the beginning."),
                        new Warning("removed-script", "The attribute onclick of <p> was removed at the beginning."),
                        new Warning("removed-form-control", "<input> was removed after “Mở đầu. Tên”."),
                        new Warning("removed-hidden", "A hidden <p> was removed after “Mở đầu. Tên”."),
                        new Warning("removed-script", "<script> was removed after “Mở đầu. Tên Giữa”."),
                        new Warning(
                                "replaced-frame", "<object> (/a.swf) was replaced by a link after “Mở đầu. Tên Giữa”."),
                        new Warning(
                                "removed-link",
                                "The URL of <a> (javascript:x) was removed after “Mở đầu. Tên Giữa Xem”."));
    }

    @Test
    void what_says_nothing_to_readers_goes_without_a_word() {
        assertThat(Bodies.read("<title>t</title><style>p {}</style><meta name=a><!-- x --><link rel=y><p>Chữ"
                                + "<p style='color: red' class=x>Đỏ<p hidden></p><noscript><img src=/x></noscript>")
                        .warnings())
                .isEmpty();
    }

    @Test
    void markdown_is_warned_of_alike() {
        assertThat(MarkdownReader.read("Mở đầu.\n\n<script>alert(1)</script>\n", Map.of())
                        .warnings())
                .extracting(Warning::code)
                .isEqualTo(List.of("removed-script"));
    }

    @Test
    void a_page_full_of_scripts_is_warned_of_a_hundred_times() {
        assertThat(Bodies.read("a<script></script>".repeat(1_000)).warnings()).hasSize(Warnings.MAX);
    }
}
