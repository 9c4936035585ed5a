package bantin.body;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextWriterTest {

    private static String text(String html) {
        ImportedBody imported = Bodies.read(html);
        return TextWriter.write(imported.body(), Bodies.picturesOf(imported));
    }

    @Test
    void a_blank_line_parts_headings_paragraphs_captions_and_tables() {
        assertThat(text("""
                <h2>Chợ nổi</h2><p>Sáng <b>sớm</b><br>trời mưa</p><blockquote>“Đông vui”</blockquote>
                <figure><img src='/cho.jpg'><figcaption>Ghe hàng <cite>Trần Mộc</cite></figcaption></figure><img src='/x.jpg'><hr>
                <table><tr><td>Xã</td><td>Số<br>hộ</td></tr><tr><td>An Phú</td><td>12</td></tr></table><pre>a\n  b</pre>""")).isEqualTo("""
                Chợ nổi

                Sáng sớm
                trời mưa

                “Đông vui”

                Ghe hàng

                Xã	Số hộ
                An Phú	12

                a
                  b""");
    }

    @Test
    void items_of_lists_have_marks_numbers_and_indentation() {
        assertThat(text("""
                <p>Gồm:</p><ol><li>Điện<br>và nước<ul><li>Trạm</li><li>Dây</li></ul></li><li>Đường<ol><li>Liên xã</li></ol></li>
                <li>Trường</li></ol><p>Xong.</p><ol><li>Lại một</li></ol>""")).isEqualTo("""
                Gồm:

                1. Điện
                   và nước
                  - Trạm
                  - Dây
                2. Đường
                  1. Liên xã
                3. Trường

                Xong.

                1. Lại một""");
    }

    @Test
    void what_has_no_text_leaves_nothing() {
        Body body = Bodies.body("""
                [{_type: 'poll', question: 'x'}, {_type: 'image', _key: 'nowhere'}, {_type: 'block', children: []},
                 {_type: 'block', listItem: 'bullet', children: [{_type: 'ticker'}]}]""");

        assertThat(TextWriter.write(body, Bodies.noPictures())).isEmpty();
        assertThat(TextWriter.write(Body.EMPTY, Bodies.noPictures())).isEmpty();
    }
}
