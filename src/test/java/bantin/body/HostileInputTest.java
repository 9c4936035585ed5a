package bantin.body;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Input made to exhaust the stack, the heap or patience. The bound is generous: quadratic work takes far longer. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class HostileInputTest {

    private static final int MEBIBYTE = 1 << 20;

    private static void drawEverything(ImportedBody imported) {
        Map<String, Picture> pictures = new HashMap<>();
        imported.pictures()
                .forEach(found -> pictures.put(
                        found.key(),
                        new Picture(
                                found.key(),
                                null,
                                found.url(),
                                found.caption(),
                                found.credit(),
                                found.alt(),
                                null,
                                null)));
        assertThat(HtmlWriter.write(imported.body(), key -> Optional.ofNullable(pictures.get(key))))
                .isNotNull();
        assertThat(MarkdownWriter.write(imported.body(), key -> Optional.ofNullable(pictures.get(key))))
                .isNotNull();
        assertThat(TextWriter.write(imported.body(), key -> Optional.ofNullable(pictures.get(key))))
                .isNotNull();
    }

    private static String mebibyteOf(String piece) {
        return piece.repeat(MEBIBYTE / piece.length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "div",
                "blockquote",
                "ul",
                "ul><li",
                "table><tr><td",
                "figure><figcaption",
                "b",
                "span style='font-weight:bold'",
                "q",
                "pre",
                "b><p"
            })
    void ten_thousand_nested_elements_are_flattened_and_their_text_is_kept(String tag) {
        ImportedBody imported = Bodies.read(("<" + tag + ">").repeat(10_000) + "Thành phố");

        assertThat(TextWriter.write(imported.body(), Bodies.noPictures())).contains("Thành phố");
        assertThat(Bodies.cleaned(Bodies.html(imported))).isEqualTo(Bodies.html(imported));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<div>x", "<li>x", "<b><p>", "<br>x", "<img src=/a.jpg>", "<", "<figure><img src=/a.jpg>"})
    void a_mebibyte_of_the_same_html_is_read(String piece) {
        drawEverything(Bodies.read(mebibyteOf(piece)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img aria-hidden=true src=/a.jpg>",
                "<img class=lazy><noscript><img src=/a.jpg></noscript>",
                "<noscript><img src=/a.jpg></noscript>",
                "<picture><source srcset=/a.jpg>",
                "<source srcset=/a.jpg><img>",
                "<img src=/a.jpg><p class=caption>x</p>",
                "<img src=/a.jpg><span class=caption>x</span>",
                "<figure><img src=/a.jpg><figcaption><cite>a</cite>",
                "<p class=MsoListParagraph>1.&nbsp; x",
                "<p style='mso-list:l0 level9 lfo1'><![if !supportLists]>x",
                "<ul class=lst-kix_a-9><li>x",
                "<ol><li>x<img src=/a.jpg>",
                "<a href='https://www.google.com/url?q=/x'>x"
            })
    void a_mebibyte_of_what_is_tidied_is_read(String piece) {
        drawEverything(Bodies.read("<div>" + mebibyteOf(piece)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<figure>https://a.example/x",
                "<figure data-embed=x><a href=/a>",
                "<figure><iframe src=https://a.example/x></iframe>",
                "<video><source src=x>",
                "<object><param name=x>",
                "<p data-exact>x  ",
                "<ul><li data-exact>",
                "<table data-exact><tr><td>",
                "<pre data-exact>x"
            })
    void a_mebibyte_of_what_is_shown_from_elsewhere_or_exact_is_read(String piece) {
        drawEverything(Bodies.read("<div>" + mebibyteOf(piece)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://www.facebook.com/plugins/a?&",
                "https://www.youtube.com/embed/videoseries?&",
                "https://w.soundcloud.com/player/?&",
                "https://platform.x.com/embed/&",
                "https://a.example/a.mp",
                "https://@"
            })
    void a_frame_with_a_mebibyte_of_address_is_read(String piece) {
        drawEverything(Bodies.read("<iframe src='" + mebibyteOf(piece) + "'></iframe>x"));
    }

    @Test
    void long_names_sets_and_sheets_are_read() {
        drawEverything(Bodies.read("<img src='/blank" + mebibyteOf("-gif") + ".gif'>x"));
        drawEverything(Bodies.read("<img srcset='" + mebibyteOf("/a 1w,") + "'>x"));
        drawEverything(Bodies.read("<picture>" + mebibyteOf("<source srcset=/a>") + "<img>".repeat(10_000) + "x"));
        drawEverything(Bodies.read("<style>" + mebibyteOf("/*") + "</style>x"));
        drawEverything(Bodies.read(
                "<style>" + mebibyteOf(".a{font-weight:700}") + "</style><p class='" + mebibyteOf("a ") + "'>x"));
        drawEverything(Bodies.read(
                "<p class='" + mebibyteOf("aB-") + "'>x<img src=/a.jpg><p class='" + mebibyteOf("caption ") + "'>y"));
    }

    @Test
    void long_attributes_and_blank_lines_are_read() {
        drawEverything(
                Bodies.read("<p style='" + mebibyteOf("a:b;") + "'>x<a href='" + mebibyteOf("\u0001") + "x'>y</a>"));
        drawEverything(Bodies.read("<pre>" + mebibyteOf(" \n") + "x</pre>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {">", "- ", "*a ", "**", "[a](", "<", "a <!-- > ", "`", "|", "|\n"})
    void a_mebibyte_of_the_same_markdown_is_read(String piece) {
        drawEverything(MarkdownReader.read(mebibyteOf(piece), Map.of()));
    }

    @ParameterizedTest
    @CsvSource({"*a ,' a*'", "**a,**", "![,](a)", "[,](a)"})
    void nested_marks_in_markdown_do_not_exhaust_the_stack(String open, String close) {
        String markdown = open.repeat(30_000) + "Thành phố" + close.repeat(30_000);

        drawEverything(MarkdownReader.read(markdown, Map.of()));
        assertThat(TextWriter.write(
                        MarkdownReader.read(open.repeat(500) + "Thành phố" + close.repeat(500), Map.of())
                                .body(),
                        Bodies.noPictures()))
                .isNotNull();
    }

    @Test
    void nested_references_in_markdown_are_not_looked_up_forever() {
        String markdown = "[a]: /x\n\n" + "![".repeat(170_000) + "a" + "]".repeat(170_000);

        assertThat(TextWriter.write(MarkdownReader.read(markdown, Map.of()).body(), Bodies.noPictures()))
                .contains("[a]: /x");
    }

    @Test
    void a_wide_head_over_many_short_rows_makes_no_gigantic_table() {
        String head = "|a".repeat(50_000) + "|\n" + "|-".repeat(50_000) + "|\n";

        drawEverything(MarkdownReader.read(head + "|b|\n".repeat(20_000), Map.of()));
    }

    @Test
    void ten_thousand_marks_on_a_span_are_drawn() {
        ArrayNode body = JsonNodeFactory.instance.arrayNode();
        ObjectNode block = body.addObject().put("_type", "block");
        ArrayNode markDefs = block.putArray("markDefs");
        for (int i = 0; i < 10_000; i++) {
            markDefs.addObject().put("_type", "link").put("_key", "k" + i).put("href", "/" + i);
        }
        ArrayNode children = block.putArray("children");
        for (int i = 0; i < 3; i++) {
            ArrayNode marks =
                    children.addObject().put("_type", "span").put("text", "Tin").putArray("marks");
            for (int j = 0; j < 10_000; j++) {
                marks.add("k" + j);
            }
        }

        drawEverything(new ImportedBody(Body.of(body), List.of(), List.of(), List.of()));
    }

    @Test
    void a_hundred_thousand_faults_are_reported() {
        ArrayNode body = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < 100_000; i++) {
            body.add(i);
        }

        assertThat(Bodies.violations(body.toString())).hasSize(100_000);
    }
}
