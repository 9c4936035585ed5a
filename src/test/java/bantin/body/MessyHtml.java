package bantin.body;

import java.util.List;
import java.util.Random;

/**
 * Makes HTML as bad as that of the old portals, and worse: valid pieces, nested without sense, and now and then cut.
 */
final class MessyHtml {

    private static final List<String> WORDS = List.of(
            "Thành phố",
            "khởi công",
            "cầu mới",
            "bà con",
            "  xã An Phú ",
            "\n",
            "&nbsp;",
            " ",
            "",
            "năm 2021",
            "“nước sạch”",
            "&lt;b&gt;",
            "&amp;",
            "a < b",
            "1. ",
            "- ",
            "*",
            "\u200B",
            "\u2003",
            "e&#769;",
            "&#x1F33E;",
            "Ảnh: Minh Khôi");
    private static final List<String> INLINE = List.of(
            "b",
            "strong",
            "i",
            "em",
            "u",
            "s",
            "strike",
            "del",
            "code",
            "sub",
            "sup",
            "font color=red",
            "span",
            "o:p",
            "span style='font-weight:bold'",
            "span style=\"font-style: italic\"",
            "b style='font-weight:normal'",
            "span style='text-decoration: underline line-through'",
            "a href='https://example.vn/a?b=1&amp;c=2'",
            "a href='/tin tuc'",
            "a href='JaVa\tScript:alert(1)'",
            "a href=' &#106;avascript:alert(2)'",
            "a name=x",
            "a href='data:text/html,x'",
            "small",
            "cite",
            "q",
            "span class='photo-caption'",
            "label",
            "blink",
            "u style='text-decoration:none'");
    private static final List<String> BLOCK = List.of(
            "p",
            "p",
            "p",
            "div",
            "div",
            "div style='text-align:center'",
            "p align=center",
            "center",
            "section",
            "article",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "blockquote",
            "ul",
            "ol",
            "li",
            "li",
            "figure",
            "figure data-key='hall'",
            "figcaption",
            "pre",
            "table",
            "tr",
            "td",
            "th",
            "dl",
            "dd",
            "form",
            "main",
            "p style='font-style:italic'",
            "div class=caption",
            "p style='display:none'",
            "p onclick='alert(1)'",
            "details",
            "address");
    private static final List<String> GONE = List.of(
            "script",
            "style",
            "iframe src='https://evil.example'",
            "object",
            "svg onload='alert(1)'",
            "noscript",
            "textarea",
            "select",
            "button",
            "template",
            "math",
            "video",
            "title");
    private static final List<String> PICTURES = List.of(
            "<img src='https://example.vn/1.jpg'>",
            "<img src='https://example.vn/1.jpg' alt='Cầu &quot;mới&quot;'>",
            "<img src='/2.jpg' alt=' '>",
            "<img src='//example.vn/3.jpg' data-key=hall>",
            "<img data-src='/4 bốn.jpg'>",
            "<img src='data:image/gif;base64,R0' data-original='/5.jpg'>",
            "<img src='javascript:alert(1)'>",
            "<img>",
            "<img src='/6.jpg' data-key='bad key'>",
            "<img src='/7.jpg' data-caption='Chợ nổi' onerror='alert(1)'>",
            "<img src='/8.jpg' data-key='picture-1'>",
            "<img src='/\\evil.example/9.jpg'>",
            "<img src='/2.jpg'>");
    private static final List<String> WHOLE = List.of(
            "<br>",
            "<br><br>",
            "<br/>",
            "<hr>",
            "<!-- ghi chú -->",
            "</p>",
            "</div>",
            "</li>",
            "</b>",
            "<p></p>",
            "<br> <br>",
            "<table><tr><td><img src='/10.jpg'></td></tr><tr><td>Chú thích trong bảng</td></tr></table>",
            "<table><tr><td>Xã</td><td>Số hộ</td></tr><tr><td>An Phú<br>mới</td><td><p>12</p><p>hộ</p></td></tr></table>",
            "<table><tr><td><img src='/11.jpg'></td><td><img src='/12.jpg'></td></tr><tr><td>Trái</td><td>Phải</td></tr></table>",
            "<figure><img src='/13.jpg'><figcaption>Hội trường <small>Ảnh: Thu Hà</small></figcaption></figure>",
            "<figure><figcaption><span class=author>Mộc</span>Trước ảnh</figcaption><img src='/14.jpg'></figure>",
            "<p align=center><img src='/15.jpg'><br><em>Dưới ảnh</em></p>",
            "<p><i>Nghiêng cả dòng</i></p>",
            "<pre>\n  Trăng lên\n    đầu núi\n</pre>",
            "<pre><code class='language-sql'>select  1</code></pre>",
            "<ul><li>Một<ul><li>Hai<ol><li>Ba</li></ol></li></ul>Bốn</li></ul>",
            "<ul><ul><ul><li>sâu</li></ul></ul></ul>");

    private final Random random;

    MessyHtml(long seed) {
        random = new Random(seed);
    }

    String document() {
        var html = new StringBuilder();
        int parts = 1 + random.nextInt(8);
        for (int i = 0; i < parts; i++) {
            part(html, 0);
        }
        if (random.nextInt(10) == 0) {
            html.setLength(random.nextInt(html.length() + 1));
        }
        return html.toString();
    }

    private void part(StringBuilder html, int depth) {
        int kind = random.nextInt(depth > 5 ? 5 : 14);
        switch (kind) {
            case 0, 1 -> html.append(one(WORDS));
            case 2 -> html.append(one(PICTURES));
            case 3, 4 -> html.append(one(WHOLE));
            case 5 -> element(html, one(GONE), depth);
            case 6, 7, 8, 9 -> element(html, one(INLINE), depth);
            default -> element(html, one(BLOCK), depth);
        }
    }

    private void element(StringBuilder html, String tag, int depth) {
        html.append('<').append(tag).append('>');
        int parts = random.nextInt(4);
        for (int i = 0; i < parts; i++) {
            part(html, depth + 1);
        }
        if (random.nextInt(12) > 0) {
            html.append("</").append(tag.split(" ")[0]).append('>');
        }
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
