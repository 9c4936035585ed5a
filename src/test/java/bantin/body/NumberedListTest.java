package bantin.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a numbered list begins to count. */
class NumberedListTest {

    private static String item(String text, String more) {
        return "{_type: 'block', listItem: 'number', children: [{_type: 'span', text: '" + text + "'}]" + more + "}";
    }

    private static Body steps() {
        return Bodies.body("[" + item("a", "") + ", " + item("b", ", start: 8") + ", " + item("c", ", level: 2") + ", "
                + item("d", "") + "]");
    }

    @Test
    void a_start_begins_a_list_of_its_own() {
        assertThat(HtmlWriter.write(steps(), Bodies.noPictures()))
                .isEqualTo("<ol><li>a</li></ol><ol start=\"8\"><li>b<ol><li>c</li></ol></li><li>d</li></ol>");
        assertThat(TextWriter.write(steps(), Bodies.noPictures())).isEqualTo("1. a\n8. b\n  1. c\n9. d");
        assertThat(MarkdownWriter.write(steps(), Bodies.noPictures())).isEqualTo("1. a\n\n8) b\n   1. c\n9) d\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<ol start='8'><li>Tám</li><li>Chín</li></ol>",
                "<ol><li value='8'>Tám</li><li>Chín</li></ol>",
                "<ol start='3'><li value='8'>Tám<p>nữa</p></li><li>Chín</li></ol>"
            })
    void a_start_is_read_from_lists_and_items(String html) {
        Body body = Bodies.read(html).body();
        assertThat(TextWriter.write(body, Bodies.noPictures()))
                .startsWith("8. Tám")
                .endsWith("9. Chín");
        assertThat(body.toJson().at("/0/start").intValue()).isEqualTo(8);
        assertThat(body.toJson().at("/1").has("start")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "'8'", "1000000000", "99999999999999999999", "{}"})
    void a_start_that_no_list_can_have_is_kept_as_the_writers_own(String start) {
        Body body = Bodies.body("[" + item("a", ", start: " + start) + "]");
        assertThat(HtmlWriter.write(body, Bodies.noPictures())).isEqualTo("<ol><li>a</li></ol>");
        assertThat(body.toJson().at("/0/start")).isEqualTo(Bodies.json(start));
    }

    @Test
    void numbers_survive_markdown() {
        Body body = Bodies.read("<ol start='8'><li>Tám</li><li>Chín</li></ol>").body();
        assertThat(MarkdownReader.read(MarkdownWriter.write(body, Bodies.noPictures()), Map.of())
                        .body())
                .isEqualTo(body);
    }
}
