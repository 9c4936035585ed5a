package bantin.body;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.testsupport.Cpu;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTML costs no more than in proportion to its length, whatever its elements and however they are left open. */
class HtmlCostTest {

    /** Half of a body's largest size, in characters. */
    private static final int SIZE = 512 * 1024;

    private static void read(String html) {
        HtmlReader.read(html, Map.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<table><tr><td>",
                "<TABLE><caption>",
                "<marquee>",
                "<object>",
                "<applet>",
                "<b></p>",
                "<ul><li>",
                "<div></p>",
                "<p><i></b>",
                "<select><option>",
                "<template><p>"
            })
    void repeated(String piece) {
        Cpu.growsLinearly(piece, SIZE, size -> read(piece.repeat(size / piece.length())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<b id=N><p>",
                "<p><b id=N></p>",
                "<a href=/N><div>",
                "<i id=N></b>",
                "<p class=cN>",
                "<xN>",
                "</xN>"
            })
    void numbered(String piece) {
        Cpu.growsLinearly(piece, SIZE, size -> read(numbered(piece, size)));
    }

    /** The parser forgets what is open beyond its depth, and may keep a note of it. */
    @ParameterizedTest
    @ValueSource(strings = {"<p><b id=N></p>", "<tr><td>", "<td>", "<p><b id=N></p><!--</b>-->", "<table></table><td>"})
    void below_many_open_elements(String piece) {
        Cpu.growsLinearly(
                piece, SIZE / 2, size -> read("<div>".repeat(300) + "<table><tr><td>" + numbered(piece, size)));
    }

    @Test
    void many_rules_for_one_class() {
        Cpu.growsLinearly("style", SIZE / 2, size -> {
            var rules = ".c{font-weight:bold}".repeat(size / 105);
            read("<style>" + rules + "</style>" + "<p class=c>a".repeat(size / 16));
        });
    }

    private static String numbered(String piece, int size) {
        var html = new StringBuilder(size);
        for (int i = 0; html.length() < size; i++) {
            html.append(piece.replace("N", Integer.toString(i)));
        }
        return html.toString();
    }

    @Test
    void of_very_many_tables_the_text_stays() {
        var n = HtmlLimits.MAX_MARKERS + 5;
        var body = Bodies.read("<table><tr><td>Tỉnh<td>Huyện<tr><td>Xã<td>Ấp</table>".repeat(n))
                .body();

        assertThat(body.nodes().stream()
                        .filter(node -> node.toJson().path("_type").asText().equals("table")))
                .hasSize(HtmlLimits.MAX_MARKERS);
        assertThat(TextWriter.write(body, Bodies.noPictures()).split("Huyện", -1))
                .hasSize(n + 1);
    }
}
