package bantin.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {

    private static ImportedBody read(String markdown) {
        return MarkdownReader.read(markdown, Map.of());
    }

    private static String html(String markdown) {
        return Bodies.html(read(markdown));
    }

    private static String written(String html) {
        ImportedBody imported = Bodies.read(html);
        return MarkdownWriter.write(imported.body(), Bodies.picturesOf(imported));
    }

    @Test
    void markdown_is_read_as_commonmark_with_tables_and_strikethrough() {
        assertThat(html("""
                # Chợ nổi

                Sáng **sớm**, *trời* ~~nắng~~ `mưa`\\
                to, xem [tin](https://example.vn/tin "Tin").

                > Đông vui

                1. Điện
                   - Trạm
                2. Nước

                ---

                | Xã     | Hộ |
                |--------|---:|
                | An Phú | 12 |

                ```sql
                select  1
                ```
                """))
                .isEqualTo(
                        "<h1>Chợ nổi</h1><p>Sáng <strong>sớm</strong>, <em>trời</em> <del>nắng</del> <code>mưa</code><br/>to, "
                                + "xem <a href=\"https://example.vn/tin\">tin</a>.</p><blockquote>Đông vui</blockquote>"
                                + "<ol><li>Điện<ul><li>Trạm</li></ul></li><li>Nước</li></ol><hr><table><tbody><tr><td>Xã</td><td>Hộ</td>"
                                + "</tr><tr><td>An Phú</td><td>12</td></tr></tbody></table>"
                                + "<pre><code class=\"language-sql\">select  1</code></pre>");
    }

    @Test
    void nothing_is_an_empty_body_and_back() {
        assertThat(read(" \n\n")).isEqualTo(new ImportedBody(Body.EMPTY, List.of(), List.of(), List.of()));
        assertThat(MarkdownWriter.write(Body.EMPTY, Bodies.noPictures())).isEmpty();
    }

    @Test
    void an_image_takes_its_title_as_caption() {
        ImportedBody imported = read("Trước\n\n![Ghe *hàng*](/cho.jpg \"Chợ \\\"nổi\\\"\")\n\nSau");

        assertThat(imported.pictures())
                .containsExactly(
                        new FoundPicture("picture-1", Picture.Kind.IMAGE, "/cho.jpg", "Chợ \"nổi\"", null, "Ghe hàng"));
        assertThat(imported.body().nodes()).hasSize(3);
    }

    @Test
    void an_image_without_title_takes_the_italic_paragraph_after_it() {
        assertThat(read("![](/cho.jpg)\n\n*Chợ nổi*\n\nSau").pictures().get(0).caption())
                .isEqualTo("Chợ nổi");
        assertThat(read("![](/cho.jpg)\n*Chợ nổi*").pictures().get(0).caption()).isEqualTo("Chợ nổi");
    }

    @Test
    void known_addresses_keep_their_keys() {
        assertThat(MarkdownReader.read("![](/cho.jpg)", Map.of("/cho.jpg", "cho"))
                        .body()
                        .pictureKeys())
                .containsExactly("cho");
    }

    @Test
    void raw_html_is_read_like_any_page() {
        assertThat(
                        html(
                                "Khối <u>lượng</u> m<sup>2</sup><script>alert(1)</script>\n\n<div align=center><p>Giữa</p></div>"))
                .isEqualTo(
                        "<p>Khối <span style=\"text-decoration:underline\">lượng</span> m<sup>2</sup></p><p>Giữa</p>");
    }

    @Test
    void markdown_is_written_as_people_write_it() {
        assertThat(written("""
                <h2>Chợ nổi</h2><p>Sáng <b>sớm </b>và <i>chiều</i><br>xem <a href='https://example.vn/tin'>tin</a></p>
                <blockquote>Đông vui</blockquote><ul><li>Điện<ol><li>Trạm</li></ol></li><li>Nước</li></ul>
                <figure><img src='/cho.jpg' alt='Ghe'><figcaption>Chợ <cite>Trần Mộc</cite></figcaption></figure>
                <table><tr><td>Xã</td><td>Hộ</td></tr><tr><td>An | Phú</td><td>1<br>2</td></tr></table><pre>a</pre>""")).isEqualTo("""
                ## Chợ nổi

                Sáng **sớm** và *chiều* \s
                xem [tin](https://example.vn/tin)

                > Đông vui

                - Điện
                  1. Trạm
                - Nước

                ![Ghe](/cho.jpg "Chợ")

                |Xã|Hộ|
                |---|---|
                |An \\| Phú|1<br>2|

                ```
                a
                ```
                """);
    }

    @Test
    void a_rich_body_survives_markdown() {
        ImportedBody imported = Bodies.read(Bodies.resource("markdown-survivor.html"));
        ImportedBody back = read(MarkdownWriter.write(imported.body(), Bodies.picturesOf(imported)));

        assertThat(Bodies.keyless(back.body())).isEqualTo(Bodies.keyless(imported.body()));
        assertThat(back.pictures()).isEqualTo(imported.pictures());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# không phải tiêu đề",
                "1. không phải danh sách",
                "- gạch",
                "+ cộng",
                "* sao *sao* _gạch_ **đậm**",
                "> lớn",
                "`mã`",
                "[a](b) ![c](d)",
                "a &amp;amp; b &amp;lt; c",
                "&lt;script>alert(1)&lt;/script>",
                "\\* \\\\",
                "~~x~~",
                "| a | b |",
                "===",
                "---",
                "<b>“Đoàn kết”</b>thắng lợi",
                "<b>đậm</b><i>nghiêng</i>",
                "<b>đậm<i>cả hai</i></b>chữ",
                "<i>a<b>b</b></i><b>c</b>",
                "<i><b>x</b></i>y",
                "<code>`</code> <code>a`b</code><code>c</code>",
                "<b>a</b><br><i>b</i>",
                "<a href='/a_(b)?c=[d]*e*'>x]y</a>",
                "<a href='https://x.vn'>https://x.vn</a>",
                "<sub>a</sub><u>b<s>c</s></u>",
                "<b>*</b>",
                "<i>_</i>x",
                "!<a href='/x'>y</a>",
                "http://example.vn/a_b_c",
                "a  <b> b </b>  c",
                "<s>~</s>",
                "<code>\\</code>"
            })
    void text_that_looks_like_markdown_stays_what_it_is(String html) {
        for (String wrapped : List.of(
                "<p>" + html + "</p>",
                "<h3>" + html + "</h3>",
                "<ul><li>" + html + "</li></ul>",
                "<blockquote>" + html + "</blockquote>")) {
            assertThat(html(written(wrapped)).replaceAll("\\s*</?(em|strong)>\\s*", " $1 "))
                    .isEqualTo(Bodies.cleaned(wrapped).replaceAll("\\s*</?(em|strong)>\\s*", " $1 "));
        }
    }

    @Test
    void portable_text_beyond_markdown_loses_only_what_markdown_lacks() {
        Body body = Bodies.bodyFrom("reference-article.json");
        ImportedBody back = read(MarkdownWriter.write(body, Bodies.referencePictures()));

        String before = TextWriter.write(body, Bodies.referencePictures());
        assertThat(TextWriter.write(back.body(), Bodies.picturesOf(back)).replaceAll("\\s+", " "))
                .isEqualTo(before.replaceAll("\\s+", " "));
    }

    private static String span(String text, String marks) {
        return "{_type: 'span', text: '" + text + "', marks: [" + marks + "]}";
    }

    @Test
    void line_breaks_in_code_and_marked_spaces_are_written_again_just_the_same() {
        for (String spans : List.of(
                span("i", "") + "," + span(")\\n\\nn", "'em', 'code'"),
                span("Đ", "") + "," + span(">\\n~", "'strike-through', 'code'"),
                span("_", "") + "," + span("\u2003\\n>", "'em', 'code'"),
                span("a", "") + "," + span(" ", "'em'") + "," + span("b", ""))) {
            for (String kind : List.of("", ", listItem: 'bullet'", ", style: 'h2'", ", style: 'blockquote'")) {
                Body body = Bodies.body(
                        "[{_type: 'image', _key: 'p'}, {_type: 'block'" + kind + ", children: [" + spans + "]}]");
                var picture = new Picture("p", null, "/a.jpg", null, null, null, null, null);
                String written = MarkdownWriter.write(body, key -> Optional.of(picture));
                Body back = MarkdownReader.read(written, Map.of("/a.jpg", "p")).body();

                assertThat(MarkdownWriter.write(back, key -> Optional.of(picture)))
                        .isEqualTo(written);
            }
        }
    }
}
