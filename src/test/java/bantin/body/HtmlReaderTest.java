package bantin.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text and structure; {@link HtmlPicturesTest} has the pictures. What was read is shown as the HTML it writes. */
class HtmlReaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "&nbsp;",
                "<p></p>",
                "<div><p>&nbsp;</p><br></div>",
                "<!-- x -->",
                "<p>\u200B\uFEFF</p>"
            })
    void nothing_is_an_empty_body(String html) {
        assertThat(Bodies.read(html)).isEqualTo(new ImportedBody(Body.EMPTY, List.of(), List.of(), List.of()));
    }

    @Test
    void a_paragraph_is_a_block_with_spans_marks_and_links() {
        Body body = Bodies.read("<p>Chợ <b><i>nổi</i></b> <a href='/cho'>Cái Răng</a></p>")
                .body();

        assertThat(body.toJson()).isEqualTo(Bodies.json("""
                [{_type: 'block', _key: 'b1', style: 'normal', children: [
                    {_type: 'span', _key: 's1', text: 'Chợ ', marks: []},
                    {_type: 'span', _key: 's2', text: 'nổi', marks: ['strong', 'em']},
                    {_type: 'span', _key: 's3', text: ' ', marks: []},
                    {_type: 'span', _key: 's4', text: 'Cái Răng', marks: ['l1']}],
                  markDefs: [{_type: 'link', _key: 'l1', href: '/cho'}]}]"""));
    }

    @Test
    void nested_divs_fonts_and_loose_text_become_paragraphs() {
        assertThat(Bodies.cleaned("""
                Sáng nay <div class=body><div><font face="Arial" size=2>Phường họp</font><div>Bà con góp ý</div></div>
                Chiều <o:p>mưa</o:p><section><article><main><span>Tối tạnh</span></main></article></section></div>hết"""))
                .isEqualTo(
                        "<p>Sáng nay</p><p>Phường họp</p><p>Bà con góp ý</p><p>Chiều mưa</p><p>Tối tạnh</p><p>hết</p>");
    }

    @Test
    void white_space_collapses_as_in_a_browser_and_goes_at_the_edges() {
        assertThat(Bodies.cleaned("<p>&nbsp; \n Mưa <b> &nbsp;to</b>\t\n<i> gió </i> lớn &nbsp;</p>"))
                .isEqualTo("<p>Mưa <strong>to</strong> <em>gió </em>lớn</p>");
    }

    @Test
    void a_break_is_a_line_feed_and_two_part_paragraphs() {
        Body body =
                Bodies.read("<p>Một <br> hai<br>ba<br>&nbsp;<br/>bốn<br></p>").body();

        assertThat(body.nodes()).extracting(node -> ((Block) node).text()).containsExactly("Một\nhai\nba", "bốn");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            <b>x</b>                                             | <strong>x</strong>
            <strong>x</strong>                                   | <strong>x</strong>
            <i>x</i>                                             | <em>x</em>
            <em>x</em>                                           | <em>x</em>
            <u>x</u>                                             | <span style="text-decoration:underline">x</span>
            <ins>x</ins>                                         | <span style="text-decoration:underline">x</span>
            <s>x</s>                                             | <del>x</del>
            <strike>x</strike>                                   | <del>x</del>
            <del>x</del>                                         | <del>x</del>
            <code>x</code>                                       | <code>x</code>
            <sub>x</sub>                                         | <sub>x</sub>
            <sup>x</sup>                                         | <sup>x</sup>
            <q>x</q>                                             | “x”
            <span style="font-weight:bold">x</span>              | <strong>x</strong>
            <span style="COLOR:red;FONT-WEIGHT: 700">x</span>    | <strong>x</strong>
            <span style="font-weight:400">x</span>               | x
            <b style="font-weight:normal">x</b>                  | x
            <span style="font-style: italic !important">x</span> | <em>x</em>
            <i style="font-style:normal">x</i>                   | x
            <span style="text-decoration: underline">x</span>    | <span style="text-decoration:underline">x</span>
            <u style="text-decoration:none">x</u>                | x
            <span style="text-decoration:line-through">x</span>  | <del>x</del>
            <span style="vertical-align: super">x</span>         | <sup>x</sup>
            <font color="red">x</font>                           | x
            <blink>x</blink>                                     | x
            """)
    void marks_come_from_elements_and_styles(String html, String written) {
        assertThat(Bodies.cleaned("<p>a " + html + "</p>")).isEqualTo("<p>a " + written + "</p>");
    }

    @Test
    void a_style_of_the_block_marks_its_text_and_alignment_does_not() {
        assertThat(Bodies.cleaned("<p style='font-weight:bold;text-align:justify'>Đậm</p><p align=right>Thường</p>"))
                .isEqualTo("<p><strong>Đậm</strong></p><p>Thường</p>");
    }

    @Test
    void headings_and_quotations_keep_their_rank() {
        assertThat(Bodies.cleaned("<h1>Một</h1><div><h6>Sáu</h6></div><blockquote><p>Hai</p><p>Ba</p>bốn</blockquote>"))
                .isEqualTo("<h1>Một</h1><h6>Sáu</h6><blockquote>Hai</blockquote><blockquote>Ba</blockquote>"
                        + "<blockquote>bốn</blockquote>");
    }

    @Test
    void lists_nest_and_items_are_one_block_each() {
        assertThat(Bodies.cleaned("""
                <ul><li>Điện<ol><li><p>Trạm</p><p>Dây</p></li></ol></li><li><b>Đường</b></li><ul><li>Liên xã</li></ul></ul>
                <ol><li>Một<li>Hai</ol>"""))
                .isEqualTo(
                        "<ul><li>Điện<ol><li>Trạm<br/>Dây</li></ol></li><li><strong>Đường</strong><ul><li>Liên xã</li>"
                                + "</ul></li></ul><ol><li>Một</li><li>Hai</li></ol>");
        assertThat(Bodies.keyless(Bodies.read("<ul><li><ol><li>sâu").body())
                        .at("/0/level")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void text_after_an_inner_list_is_an_item_of_its_own() {
        assertThat(Bodies.cleaned("<ul><li>Một<ul><li>Hai</li></ul>Ba</li></ul>"))
                .isEqualTo("<ul><li>Một<ul><li>Hai</li></ul></li><li>Ba</li></ul>");
    }

    @Test
    void quotations_in_lists_and_lists_in_quotations_are_items_in_that_style() {
        assertThat(Bodies.cleaned("<blockquote><ul><li>Một</ul></blockquote>"))
                .isEqualTo("<ul><li><blockquote>Một</blockquote></li></ul>")
                .isEqualTo(Bodies.cleaned("<ul><li><blockquote>Một</blockquote></ul>"));
    }

    @Test
    void a_rule_is_a_break_and_preformatted_text_a_listing() {
        Body body = Bodies.read(
                        "Một<hr>Hai<pre>\n\n  Trăng lên\n\n    đầu&nbsp;núi\n</pre><pre><code class='language-sql'>"
                                + "select  1</code></pre>")
                .body();

        assertThat(Bodies.keyless(body).toString())
                .contains(
                        "{\"_type\":\"break\",\"style\":\"lineBreak\"}",
                        "{\"_type\":\"code\",\"code\":\"  Trăng lên\\n\\n    đầu núi\"}",
                        "{\"_type\":\"code\",\"language\":\"sql\",\"code\":\"select  1\"}");
    }

    @Test
    void preformatted_text_with_structure_inside_is_ordinary_text() {
        assertThat(Bodies.cleaned("<pre><p>Một\n  hai</p></pre>")).isEqualTo("<p>Một hai</p>");
    }

    @Test
    void a_table_of_text_is_rows_of_plain_cells() {
        Body body = Bodies.read("""
                <table border=1><caption>Hộ nghèo</caption><thead><tr><th>Xã</th><th>Số hộ</th></tr></thead>
                <tr><td><p>An Phú</p><p>(mới)</p></td><td>&nbsp;12</td></tr><tr><td></td><td>&nbsp;</td></tr></table>""").body();

        assertThat(body.toJson().get(1)).isEqualTo(Bodies.json("""
                {_type: 'table', _key: 'b2', rows: [
                    {_type: 'tableRow', _key: 'r1', cells: ['Xã', 'Số hộ']},
                    {_type: 'tableRow', _key: 'r2', cells: ['An Phú\\n(mới)', '12']}]}"""));
        assertThat(((Block) body.nodes().get(0)).text()).isEqualTo("Hộ nghèo");
    }

    @Test
    void a_table_that_is_only_layout_is_read_cell_by_cell() {
        assertThat(Bodies.cleaned("<table><tr><td><h2>Tin</h2><p>Một</p></td><td>Hai</td></tr></table>"))
                .isEqualTo("<h2>Tin</h2><p>Một</p><p>Hai</p>");
        assertThat(Bodies.cleaned("<table><tr><td><p>Một</p><p>Hai</p></td></tr></table>"))
                .isEqualTo("<p>Một</p><p>Hai</p>");
        assertThat(Bodies.cleaned("<table><tr><td><p>Một</p></td></tr><tr><td>Hai</td></tr></table>"))
                .isEqualTo("<p>Một</p><p>Hai</p>");
        assertThat(Bodies.cleaned("<table><tr><td>Một</td></tr></table>")).isEqualTo("<p>Một</p>");
    }

    @Test
    void a_column_of_plain_cells_is_a_table() {
        assertThat(Bodies.cleaned("<table><tr><td>Một</td></tr><tr><td>Hai</td></tr></table>"))
                .isEqualTo("<table><tbody><tr><td>Một</td></tr><tr><td>Hai</td></tr></tbody></table>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<style>p{}</style>",
                "<iframe src='about:blank'>x</iframe>",
                "<iframe src='https://theo-doi.example' width=1 height=1></iframe>",
                "<object><p>x</p></object>",
                "<embed src=x>",
                "<svg><text>x</text><script>alert(1)</script></svg>",
                "<math><mi>x</mi></math>",
                "<select><option>x</select>",
                "<textarea>x</textarea>",
                "<button>x</button>",
                "<input value=x>",
                "<noscript>x</noscript>",
                "<template><p>x</p></template>",
                "<!-- x -->",
                "<video src='blob:x'>x</video>",
                "<span style='display:none'>x</span>",
                "<p style='display : NONE !important'>x</p>",
                "<div hidden>x</div>",
                "<div style='visibility:hidden'>x</div>",
                "<title>x</title>"
            })
    void what_is_no_prose_goes_with_all_that_is_in_it(String html) {
        assertThat(Bodies.cleaned("<p>trước</p>" + html + "<p>sau</p>")).isEqualTo("<p>trước</p><p>sau</p>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JAVASCRIPT:alert(1)",
                " &#1; javascript:alert(1)",
                "java&#9;script:alert(1)",
                "java\nscript:alert(1)",
                "&#x6A;avascript&colon;alert(1)",
                "data:text/html,x",
                "vbscript:x",
                "javascript&amp;colon;x"
            })
    void an_unsafe_link_goes_and_its_text_stays(String href) {
        assertThat(Bodies.cleaned("<a href=\"" + href + "\" onclick=\"alert(1)\">Xem</a>"))
                .isEqualTo("<p>Xem</p>");
    }

    @Test
    void links_are_tidied_and_one_address_is_one_definition() {
        assertThat(Bodies.cleaned("<a href=' /tin tuc\n'>Tin</a> và <a href='/tin tuc' target=_blank><b>tức</b></a>"))
                .isEqualTo("<p><a href=\"/tin%20tuc\">Tin</a> và <a href=\"/tin%20tuc\"><strong>tức</strong></a></p>");
    }

    @Test
    void text_arrives_composed_and_without_control_characters() {
        assertThat(Bodies.cleaned("<p>Tie&#x302;&#x301;ng Vie&#x323;&#x302;t&#1;\uFEFF</p>"))
                .isEqualTo("<p>Tiếng Việt</p>");
    }

    @Test
    void a_whole_document_gives_its_body() {
        assertThat(Bodies.cleaned(
                        "<!doctype html><html><head><title>x</title><style>y</style></head><body><p>Tin</body></html>"))
                .isEqualTo("<p>Tin</p>");
    }
}
