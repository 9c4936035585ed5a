package bantin.body;

import bantin.testsupport.Cpu;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Markdown costs no more than in proportion to its length, whatever its constructs. */
class MarkdownCostTest {

    /** Half of a body's largest size, in characters. */
    private static final int SIZE = 512 * 1024;

    private static void read(String markdown) {
        MarkdownReader.read(markdown, Map.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "~a~~",
                "~~a~",
                "~a",
                "*a_ ",
                "**a*",
                "*",
                "_",
                "~",
                "[a](",
                "![",
                "]",
                "[a][",
                "[a]: b\n\n[a]\n\n",
                "<",
                "<a ",
                "<!--",
                "`a``",
                "|a",
                "> ",
                "- ",
                "&#769;&#807;",
                "\u0301\u0327",
                "![a](b)\n\n*c*\n\n",
                "\\"
            })
    void repeated(String piece) {
        Cpu.growsLinearly(piece, SIZE, size -> read(piece.repeat(size / piece.length())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p><a href=/b>a</a>",
                "<a href=/b>a</a> ",
                "<p><i>a",
                "<i>a</i> ",
                "<b>a</b>b",
                "<p>*_",
                "*",
                "<li><i>a",
                "<blockquote>[a](b)</blockquote>",
                "<h2><code>`</code>",
                "a<br>",
                "<table><tr><td>|<td>*<tr><td><i>a</i><td>b</table>"
            })
    void written(String piece) {
        Cpu.growsLinearly(piece, SIZE / 2, size -> {
            Body body = HtmlReader.read(piece.repeat(size / piece.length()), Map.of())
                    .body();
            MarkdownWriter.write(body, Bodies.noPictures());
        });
    }

    @ParameterizedTest
    @CsvSource({"![,](/b)", "[,](/b)", "[,]", "*,*", "~~a ,' a~~'", "*a ,' a*'", "(,)"})
    void nested(String open, String close) {
        Cpu.growsLinearly(open + close, SIZE, size -> {
            var times = size / (open.length() + close.length());
            read(open.repeat(times) + "a" + close.repeat(times));
        });
    }

    @Test
    void a_long_reference_that_is_mentioned_often() {
        Cpu.growsLinearly(
                "reference",
                SIZE / 4,
                size -> read("[a]: /" + "u".repeat(size / 2) + "\n\n" + "[a] ".repeat(size / 8)));
    }

    @Test
    void runs_of_backticks_of_all_lengths() {
        Cpu.growsLinearly("backticks", SIZE, size -> {
            var runs = new StringBuilder();
            IntStream.iterate(1, length -> runs.length() < size, length -> length + 1)
                    .forEach(length -> runs.append("`".repeat(length)).append('a'));
            read(runs.toString());
        });
    }

    @Test
    void a_wide_head_over_short_rows() {
        Cpu.growsLinearly(
                "table",
                SIZE,
                size -> read("|a".repeat(size / 8) + "\n" + "|-".repeat(size / 8) + "\n" + "|b\n".repeat(size / 6)));
    }
}
