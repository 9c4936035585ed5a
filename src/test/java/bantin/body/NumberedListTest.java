package bantin.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    void a_start_that_no_list_can_have_is_refused_and_does_no_harm_where_it_is_stored(String start) {
        String json = "[" + item("a", ", start: " + start) + "]";
        assertThat(Bodies.violations(json)).containsExactly("/0/start invalid-start");
        assertThat(HtmlWriter.write(Bodies.body(json), Bodies.noPictures())).isEqualTo("<ol><li>a</li></ol>");
    }

    @Test
    void numbers_survive_markdown() {
        Body body = Bodies.read("<ol start='8'><li>Tám</li><li>Chín</li></ol>").body();
        assertThat(MarkdownReader.read(MarkdownWriter.write(body, Bodies.noPictures()), Map.of())
                        .body())
                .isEqualTo(body);
    }

    /** Items as kind, level and start. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            number 4, number 1            | `1. 1. 1. 1. x\n2. x`
            number 4, bullet 3, number 1  | `1. 1. 1. 1. x\n      - x\n\n1) x`
            number 4, bullet 4, number 1  | `1. 1. 1. 1. x\n         - x\n\n1) x`
            bullet 4, number 4, number 1  | `- - - - x\n      1. x\n\n1. x`
            number 1, bullet 2, number 1  | `1. x\n   - x\n2. x`
            number 1 0, number 1 1        | `0. x\n1. x`
            number 1, number 1 2          | `1. x\n\n2) x`
            """)
    void what_markdown_makes_of_mixed_lists_is_written_again_just_the_same(String items, String markdown) {
        Body body = Bodies.body(Arrays.stream(items.split(", "))
                .map(item -> item.split(" "))
                .map(item -> "{_type: 'block', listItem: '" + item[0] + "', level: " + item[1]
                        + (item.length > 2 ? ", start: " + item[2] : "")
                        + ", children: [{_type: 'span', text: 'x'}]}")
                .collect(Collectors.joining(", ", "[", "]")));
        String written = MarkdownWriter.write(body, Bodies.noPictures());

        assertThat(written.strip()).isEqualTo(markdown.replace("\\n", "\n"));
        assertThat(MarkdownWriter.write(MarkdownReader.read(written, Map.of()).body(), Bodies.noPictures()))
                .isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            <ol><li>a</li><p>ghi chú</p><li>b</li></ol>                   | `1. a\n\nghi chú\n\n2. b`
            <ol><li>a</li></ol><p>ghi chú</p><ol start=2><li>b</li></ol>  | `1. a\n\nghi chú\n\n2. b`
            <ol><li>a<img src=/a.jpg></li><li>b</li></ol>                 | `1. a\n2. b`
            <ol><li>a<img src=/a.jpg>nữa</li><li>b</li></ol>              | `1. a\n\nnữa\n\n2. b`
            <ol><li>a</li></ol><ol><li>b</li></ol>                        | `1. a\n1. b`
            <ol><li>a<ul><li>x</li></ul>nữa</li><li>b</li></ol>           | `1. a\n  - x\n\nnữa\n\n2. b`
            <ol><li>a<ol><li>x</li><li>y</li></ol></li><li>b</li></ol>    | `1. a\n  1. x\n  2. y\n2. b`
            <ol><li>a</li><li value=5>b</li><li>c</li></ol>               | `1. a\n5. b\n6. c`
            <ol reversed><li>a</li><li>b</li></ol>                        | `2. a\n1. b`
            <ol><li></li><li>b</li></ol>                                  | 2. b
            <ol start=x><li value=y>a</li></ol>                           | 1. a
            <ol start=-3><li>a</li></ol>                                  | 1. a
            <ol start=0><li>a</li><li>b</li></ol>                         | `0. a\n1. b`
            <ul><li>a<img src=/a.jpg>nữa</li><li>b</li></ul>              | `- a\n\nnữa\n\n- b`
            """)
    void an_item_has_the_number_that_the_page_shows(String html, String text) {
        assertThat(TextWriter.write(Bodies.read(html).body(), Bodies.noPictures()))
                .isEqualTo(text.replace("\\n", "\n"));
    }
}
