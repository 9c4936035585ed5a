package bantin.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tables of a page are data, and how their cells lie in rows and columns. */
class TablesTest {

    private static String rows(String table) {
        List<Node> nodes = Bodies.read(table).body().nodes();
        Table data = nodes.stream()
                .filter(CustomNode.class::isInstance)
                .flatMap(node -> ((CustomNode) node).asTable().stream())
                .findFirst()
                .orElseThrow();
        return String.join(
                " / ", data.rows().stream().map(row -> String.join(",", row)).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            <tr><td>a<td>b<td>c<tr><td rowspan=2>d<td>e<td>1<tr><td>f<td>2                     | a,b,c / d,e,1 / d,f,2
            <tr><th rowspan=2>a<th colspan=2>b<tr><th>c<th>d<tr><td>1<td>2<td>3                | a,b, / a,c,d / 1,2,3
            <tr><td>a<td>b<tr><td rowspan=0>c<td>1<tr><td>2<tr><td>3                           | a,b / c,1 / c,2 / c,3
            <tr><td>a<td>b<tr><td rowspan=99>c<td>1<tr><td>2                                   | a,b / c,1 / c,2
            <tbody><tr><td rowspan=3>a<td>1<tr><td>2<tbody><tr><td>b<td>3<tr><td>c<td>4        | a,1 / a,2 / b,3 / c,4
            <tr><td>a<td>b<td>c<tr><td>d<tr><td>e<td>f                                         | a,b,c / d,, / e,f,
            <tr><td colspan=2>a<td>b<tr><td>1<td>2<td>3                                        | a,,b / 1,2,3
            <tr><td colspan=9>a<tr><td>1<td>2<tr><td>3<td>4                                    | a, / 1,2 / 3,4
            <tr><td>a<td rowspan=2>b<td>c<tr><td>1<td>3                                        | a,b,c / 1,b,3
            <tr><td rowspan=2 colspan=2>a<td>1<tr><td>2<tr><td>b<td>c<td>3                     | a,,1 / a,,2 / b,c,3
            <tr><td rowspan=x colspan=-1>a<td>b<tr><td>1<td>2                                  | a,b / 1,2
            <tr><td>a<td>b<tr><td><td><tr><td>1<td>2                                           | a,b / 1,2
            """)
    void every_row_has_all_columns(String html, String rows) {
        assertThat(rows("<table>" + html + "</table>")).isEqualTo(rows);
    }

    @Test
    void a_table_with_spans_is_rectangular_in_all_forms() {
        Body body = Bodies.read(
                        "<table><tr><td>Tỉnh<td>Huyện<td>Số ca<tr><td rowspan=2>Quảng Ninh<td>Hạ Long<td>12<tr><td>Cẩm Phả<td>7</table>")
                .body();
        assertThat(TextWriter.write(body, Bodies.noPictures()))
                .isEqualTo("Tỉnh\tHuyện\tSố ca\nQuảng Ninh\tHạ Long\t12\nQuảng Ninh\tCẩm Phả\t7");
        assertThat(HtmlWriter.write(body, Bodies.noPictures()))
                .contains("<tr><td>Quảng Ninh</td><td>Cẩm Phả</td><td>7</td></tr>");
        assertThat(MarkdownWriter.write(body, Bodies.noPictures())).contains("|Quảng Ninh|Cẩm Phả|7|");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<thead><tr><th>Hạng<th>Đội<th>Điểm</thead><tr><td>1<td><img src='/co/vn.png' width=16 height=11 alt=''> Hà Nội<td>31",
                "<tr><th>Hạng<th>Đội<th>Điểm<tr><td>1<td><h4>Hà Nội</h4><td>31",
                "<tr><td>Hạng<td>Đội<td>Điểm<tr><td>1<td><img src='/vn.png' width=20> Hà Nội<td>31",
                "<tr><td><h3>Hạng</h3><td><h3>Đội</h3><td><h3>Điểm</h3><tr><td>1<td>Hà Nội<td>31",
                "<tr><td scope=col>Hạng<td>Đội<td>Điểm<tr><td>1<td><p>Hà Nội</p><td>31",
                "<tr><th>Hạng<th>Đội<th>Điểm<tr><td>1<td><img src='/vn.png' alt='Hà Nội' width=24 height=24><td>31",
                "<tr><td>Hạng<td>Đội<td>Điểm<tr><td>1<td><img src='/vn.png'> Hà Nội<td>31"
            })
    void data_with_small_pictures_or_headings_in_it_is_data(String html) {
        assertThat(rows("<table>" + html + "</table>")).isEqualTo("Hạng,Đội,Điểm / 1,Hà Nội,31");
    }

    @Test
    void the_caption_of_data_stands_before_it() {
        Body body = Bodies.read("<table><caption>Bảng</caption><tr><td><h4>a</h4><td>b<tr><td>1<td>2</table>")
                .body();
        assertThat(TextWriter.write(body, Bodies.noPictures())).isEqualTo("Bảng\n\na\tb\n1\t2");
    }

    @Test
    void marks_and_links_in_cells_stay_in_all_forms() {
        Body body = Bodies.read(
                        "<table><tr><th>Đội<th>Điểm<tr><td><p><a href='/ha-noi'>Hà Nội</a> <b>FC</b></p><p>mới</p>"
                                + "<td style='font-style:italic'>3<sup>*</sup></table>")
                .body();
        assertThat(body.toJson().at("/0/rows/1")).isEqualTo(Bodies.json("""
                {_type: 'tableRow', _key: 'r2', cells: ['Hà Nội FC\\nmới', '3*'], blocks: [
                  {_type: 'block', _key: 'b2', style: 'normal', children: [
                    {_type: 'span', _key: 's1', text: 'Hà Nội', marks: ['l1']},
                    {_type: 'span', _key: 's2', text: ' ', marks: []},
                    {_type: 'span', _key: 's3', text: 'FC', marks: ['strong']},
                    {_type: 'span', _key: 's4', text: '\\nmới', marks: []}],
                   markDefs: [{_type: 'link', _key: 'l1', href: '/ha-noi'}]},
                  {_type: 'block', _key: 'b3', style: 'normal', children: [
                    {_type: 'span', _key: 's5', text: '3', marks: ['em']},
                    {_type: 'span', _key: 's6', text: '*', marks: ['em', 'sup']}], markDefs: []}]}"""));
        String html = HtmlWriter.write(body, Bodies.noPictures());
        assertThat(html)
                .contains("<td><a href=\"/ha-noi\">Hà Nội</a> <strong>FC</strong><br/>mới</td>"
                        + "<td><em>3<sup>*</sup></em></td>");
        assertThat(Bodies.read(html).body()).isEqualTo(body);
        String markdown = MarkdownWriter.write(body, Bodies.noPictures());
        assertThat(markdown).contains("[Hà Nội](/ha-noi) **FC**");
        assertThat(MarkdownReader.read(markdown, Map.of()).body()).isEqualTo(body);
        assertThat(TextWriter.write(body, Bodies.noPictures())).startsWith("Đội\tĐiểm\nHà Nội FC");
    }

    @Test
    void a_block_that_says_something_else_than_its_cell_does_not_count() {
        String row = "[{_type: 'table', rows: [{_type: 'tableRow', cells: ['a', 'b'], blocks: [null, {_type: 'block', "
                + "children: [{_type: 'span', text: '%s', marks: ['strong']}]}]}]}]";
        assertThat(HtmlWriter.write(Bodies.body(row.formatted("b")), Bodies.noPictures()))
                .contains("<td>a</td><td><strong>b</strong></td>");
        assertThat(HtmlWriter.write(Bodies.body(row.formatted("c")), Bodies.noPictures()))
                .contains("<td>a</td><td>b</td>");
    }

    @Test
    void a_link_in_a_cell_is_as_safe_as_any() {
        assertThat(Bodies.violations(
                        "[{_type: 'table', rows: [{_type: 'tableRow', cells: ['a'], blocks: [{_type: 'block', "
                                + "children: [], markDefs: [{_type: 'link', _key: 'l', href: 'javascript:x'}]}]}]}]"))
                .containsExactly("/0/rows/0/blocks/0/markDefs/0/href unsafe-url");
        assertThat(Bodies.cleaned("<table><tr><th>a<th>b<tr><td><a href='javascript:x'>c</a><td><b>d</b></table>"))
                .doesNotContain("javascript");
    }

    @Test
    void a_real_picture_in_data_stands_behind_it() {
        ImportedBody imported = Bodies.read(
                "<table><tr><th>Ảnh<th>Tên<tr><td><img src='/a.jpg' width=300><td>Mộc<tr><td><img src='/b.jpg'><td>Hà</table>");
        assertThat(imported.pictures()).extracting(FoundPicture::url).containsExactly("/a.jpg", "/b.jpg");
        assertThat(TextWriter.write(imported.body(), Bodies.noPictures())).isEqualTo("Ảnh\tTên\n\tMộc\n\tHà");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<table role='presentation'><tr><td>a<td>b<tr><td>c<td>d</table>",
                "<table><tr><td><table><tr><td>a</table><td>b<tr><td>c<td>d</table>",
                "<table><tr><td><h2>a</h2><p>b</p><td>c<p>d</table>",
                "<table><tr><td><img src='/a.jpg'><p>a</p><td><img src='/b.jpg'><p>b</p><tr><td>c<td>d</table>"
            })
    void a_frame_is_no_data(String html) {
        assertThat(Bodies.cleaned(html)).doesNotContain("<table").contains("a</", "b</", "c</p>", "<p>d</p>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<td rowspan=65534 colspan=1000>x",
                "<tr><td rowspan=65534>x<td>y",
                "<tr><td colspan=1000>x",
                "<tr><td rowspan=0 colspan=1000>x<tr>",
                "<td><img src=/a.gif width=9>x",
                "<tr><td rowspan=99>"
            })
    void a_mebibyte_of_spans_is_read(String piece) {
        ImportedBody imported = Bodies.read("<table>" + piece.repeat((1 << 20) / piece.length()) + "</table>");
        assertThat(imported.body().toJson().toString().length()).isLessThan(20 << 20);
    }

    @Test
    void a_long_text_over_many_rows_is_not_copied_into_each() {
        String page = "<table><tr><td rowspan=65534>" + "x ".repeat(200_000) + "<td>1" + "<tr><td>2".repeat(50_000);
        assertThat(Bodies.read(page).body().toJson().toString().length()).isLessThan(20 << 20);
    }
}
