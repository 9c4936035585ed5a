package bantin.body;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that Microsoft Word and Google Docs export. */
class WordProcessorsTest {

    private static String text(String html) {
        return TextWriter.write(Bodies.read(html).body(), Bodies.noPictures());
    }

    @Test
    void items_of_word_are_items_with_levels() {
        assertThat(text("""
                <p class="MsoNormal">Cuộc họp thống nhất:</p>
                <p class="MsoListParagraphCxSpFirst" style="text-indent:-18.0pt;mso-list:l0 level1 lfo1"><span
                 style="font-family:Symbol;mso-list:Ignore">·<span style="font:7.0pt 'Times New Roman'">&nbsp;&nbsp; </span></span>Sửa đường</p>
                <p class="MsoListParagraphCxSpMiddle" style="margin-left:72pt;mso-list:l0 level2 lfo1"><span
                 style="font-family:'Courier New';mso-list:Ignore">o<span>&nbsp; </span></span>Đoạn qua chợ</p>
                <p class="MsoListParagraphCxSpLast" style="mso-list:l1 level1 lfo2"><span style="mso-list:Ignore">1.<span>&nbsp; </span></span>Lắp <b>đèn</b></p>
                <p class="MsoListParagraphCxSpLast" style="mso-list:l1 level1 lfo2"><span style="mso-list:Ignore">2.<span>&nbsp; </span></span>Trồng cây</p>"""))
                .isEqualTo("Cuộc họp thống nhất:\n\n- Sửa đường\n  - Đoạn qua chợ\n1. Lắp đèn\n2. Trồng cây");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            <p style='mso-list:l0 level1 lfo1'><!--[if !supportLists]--><span>§<span>&nbsp;</span></span><!--[endif]-->Sửa đường</p> | - Sửa đường
            <p style='mso-list:l0 level1 lfo1'><![if !supportLists]><span>a)<span>&nbsp;</span></span><![endif]>Sửa đường</p>        | 1. Sửa đường
            <p class=MsoListParagraphCxSpFirst style='margin-left:.5in;text-indent:-.25in'><span style='font-family:Symbol'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span>Sửa đường</p> | - Sửa đường
            <p class=MsoListParagraph style='margin-left:1.0in'><span>o<span>&nbsp; </span></span>Sửa đường</p>                      | `  - Sửa đường`
            <p class=MsoListParagraph>·&nbsp;&nbsp;&nbsp; Sửa đường</p>                                                              | - Sửa đường
            <p class=MsoListParagraph><b>3.&nbsp; Sửa</b> đường</p>                                                                  | 3. Sửa đường
            <p class=MsoListBullet2><span style='mso-list:Ignore'>-&nbsp;</span>Sửa đường</p>                                        | `  - Sửa đường`
            <p class=MsoListNumber><span style='mso-list:Ignore'>7)&nbsp;</span>Sửa đường</p>                                        | 7. Sửa đường
            <p style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>1.2.&nbsp;</span>Sửa đường</p>                          | `  2. Sửa đường`
            <p style='mso-list:l0 level1 lfo1'>Sửa đường</p>                                                                         | - Sửa đường
            <p class=MsoListParagraph>Sửa đường</p>                                                                                  | Sửa đường
            <p class=MsoNormal style='mso-list:none'>- Sửa đường</p>                                                                 | - Sửa đường
            <p class=MsoNormal>1.&nbsp; Sửa đường</p>                                                                                | 1. Sửa đường
            """)
    void bullets_and_numbers_of_word_are_not_in_the_text(String html, String text) {
        assertThat(text(html)).isEqualTo(text);
        boolean isItem = !html.contains("MsoNormal") && !html.contains("MsoListParagraph>Sửa");
        assertThat(Bodies.read(html).body().toJson().at("/0").has("listItem")).isEqualTo(isItem);
    }

    @Test
    void letters_count_on() {
        String item = "<p style='mso-list:l3 level1 lfo1'><span style='mso-list:Ignore'>%s&nbsp;</span>x</p>";
        assertThat(text(item.formatted("a.") + item.formatted("b.") + "<p>nghỉ</p>" + item.formatted("c.")))
                .isEqualTo("1. x\n2. x\n\nnghỉ\n\n3. x");
    }

    @Test
    void other_styles_of_word_are_what_they_are_called() {
        assertThat(Bodies.cleaned("<p class=MsoTitle>Tin</p><p class=MsoQuote>Lời</p><p class=MsoIntenseQuote>Hay</p>"))
                .isEqualTo("<h1>Tin</h1><blockquote>Lời</blockquote><blockquote>Hay</blockquote>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml>",
                "<!--[if gte mso 9]><xml><o:OfficeDocumentSettings/>x</xml><![endif]-->",
                "<style><!-- @font-face {font-family:Wingdings} p.MsoNormal {margin:0} --></style>",
                "<o:p>&nbsp;</o:p>"
            })
    void what_only_word_reads_goes(String island) {
        assertThat(Bodies.cleaned("<p>a</p>" + island + "<p>b</p>")).isEqualTo("<p>a</p><p>b</p>");
    }

    @Test
    void lists_of_google_docs_have_the_level_of_their_class() {
        assertThat(text("""
                <ul class="c1 lst-kix_abc1-0 start"><li class="c2 li-bullet-0"><span class="c3">Một</span></li></ul>
                <ul class="c1 lst-kix_abc1-1 start"><li class="c2"><span>Hai</span></li></ul>
                <ol class="c1 lst-kix_def2-0" start="3"><li class="c2"><span>Ba</span></li></ol>""")).isEqualTo("- Một\n  - Hai\n3. Ba");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            .c3{font-weight:700}                                  | <strong>x</strong>
            .c3 { font-style : italic ; color:#000 }              | <em>x</em>
            span.c3{font-weight:bold}p.c3{font-style:italic}      | <strong>x</strong>
            .c1,.c3{text-decoration:line-through}                 | <del>x</del>
            .c3{vertical-align:super}                             | <sup>x</sup>
            @media print{.c3{font-weight:700}}                    | x
            @import url(a.css);.c3{font-weight:700}               | x
            @page{margin:1in}.c3{font-weight:700}                 | <strong>x</strong>
            /* .c3{font-style:italic} */ .c3{font-weight:700}     | <strong>x</strong>
            <!-- .c3{font-weight:700} -->                         | <strong>x</strong>
            .c3 b{font-weight:700}                                | x
            .c3:hover{font-weight:700}                            | x
            .c3{font-weight:700}.c3{font-weight:400}              | x
            .c3{display:none}                                     | x
            .c3{font-weight:700                                   | x
            """)
    void bold_and_italic_by_class_are_understood(String css, String written) {
        assertThat(Bodies.cleaned("<style>" + css + "</style><p>a <span class='c0 c3'>x</span></p>"))
                .isEqualTo("<p>a " + written + "</p>");
    }

    @Test
    void the_style_of_an_element_overrules_that_of_its_class() {
        assertThat(Bodies.cleaned(
                        "<style>.c3{font-weight:700}</style><p>a <span class=c3 style='font-weight:400'>x</span>"))
                .isEqualTo("<p>a x</p>");
    }

    @Test
    void headings_are_not_bold_and_links_not_underlined_by_class() {
        assertThat(Bodies.cleaned("<style>.h{font-weight:700}.u{text-decoration:underline}</style><h2 class=h>x</h2>"
                        + "<p><span class=u><a class=u href='/x'>y</a></span></p>"))
                .isEqualTo("<h2>x</h2><p><a href=\"/x\">y</a></p>");
    }

    @Test
    void links_by_way_of_others_lead_straight() {
        assertThat(Bodies.cleaned(
                        "<a href='https://www.google.com/url?q=https://example.vn/a%3Fb%3D1&amp;sa=D&amp;ust=1'>x</a> "
                                + "<a href='https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.vn%2Fb&amp;h=AT'>y</a> "
                                + "<a href='https://www.google.com/url?q=javascript:alert(1)'>z</a> "
                                + "<a href='https://www.google.com/search?q=tin'>t</a>"))
                .isEqualTo("<p><a href=\"https://example.vn/a?b=1\">x</a> <a href=\"https://example.vn/b\">y</a> z "
                        + "<a href=\"https://www.google.com/search?q=tin\">t</a></p>");
    }
}
