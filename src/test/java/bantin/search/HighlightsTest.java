package bantin.search;

import static bantin.search.Searches.search;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Newsroom.aTag;
import static bantin.testsupport.Newsroom.anArticle;
import static bantin.testsupport.Newsroom.paragraph;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Titles and snippets with the words of the query marked. */
@QuarkusTest
class HighlightsTest {

    @Test
    void highlights_have_the_accents_of_the_article_and_are_safe() {
        anArticle()
                .titled("Lễ hội <b>hoa</b> & ánh sáng")
                .withBodyOf(paragraph("Đêm hội hoa có <script>alert(1)</script> nhiều du khách."))
                .published();
        var item = search("hoi hoa", "include", "highlights");
        assertThat(item.<String>path("items[0].highlights.title"))
                .isEqualTo("Lễ <mark>hội</mark> &lt;b&gt;<mark>hoa</mark>&lt;/b&gt; &amp; ánh sáng");
        assertThat(item.<List<String>>path("items[0].highlights.snippets"))
                .singleElement()
                .asString()
                .contains("<mark>hội</mark> <mark>hoa</mark>", "&lt;script&gt;")
                .doesNotContain("<script>");
        var byTitle = search("hoi hoa", "include", "highlights", "sort", "title", "count", "exact");
        assertThat(byTitle.<Object>path("items[0].highlights")).isEqualTo(item.path("items[0].highlights"));
        asReader().get("/articles?include=highlights").then().statusCode(400);
    }

    @Test
    void snippets_are_the_passages_with_most_words_of_the_query() {
        var filler = "Đoàn đi qua các xã ven sông và ghi lại chuyện của người dân từng làng. ".repeat(6);
        anArticle()
                .titled("Chuyến đi dài")
                .withBodyOf(
                        paragraph("Hội bắt đầu từ sáng sớm. " + filler),
                        paragraph(filler + "Ở đình làng có hội hoa xuân. " + filler),
                        paragraph(filler + "Chợ hoa họp tới khuya."))
                .published();
        List<String> snippets = search("hoi hoa", "include", "highlights").path("items[0].highlights.snippets");
        assertThat(snippets).hasSize(2);
        assertThat(snippets.get(0)).startsWith("<mark>Hội</mark> bắt đầu").endsWith(" …");
        assertThat(snippets.get(1))
                .startsWith("… ")
                .contains("có <mark>hội</mark> <mark>hoa</mark> xuân. Đoàn")
                .endsWith(" …");
        // found by its tag alone
        anArticle()
                .titled("Tin vắn")
                .with("tags", List.of(aTag("Thuyền buồm")))
                .withBodyOf(paragraph("Sáng nay trời nắng."))
                .published();
        assertThat(search("thuyen buom", "include", "highlights").<List<String>>path("items[0].highlights.snippets"))
                .containsExactly("Sáng nay trời nắng.");
    }

    @Test
    void a_text_that_is_cut_is_not_cut_within_a_character() {
        anArticle()
                .titled("Tin dài")
                .withBodyOf(paragraph("a".repeat(49_990) + " 😀".repeat(30) + " hết"))
                .published();
        List<String> snippets = search("tin dai", "include", "highlights").path("items[0].highlights.snippets");
        assertThat(snippets).singleElement().asString().contains("😀").doesNotContain("hết");
    }

    @Test
    void highlights_know_stems_and_letters_as_the_search_does() {
        anArticle()
                .titled("Boats race on the bay")
                .with("locale", "en")
                .withBodyOf(paragraph("A boat won."))
                .published();
        anArticle().titled("Boats in Vietnamese").published();
        var boats = search("boating", "include", "highlights");
        assertThat(boats.<String>path("items[0].highlights.title")).isEqualTo("<mark>Boats</mark> race on the bay");
        assertThat(boats.<List<String>>path("items[0].highlights.snippets"))
                .containsExactly("A <mark>boat</mark> won.");
        anArticle().titled("Straße am Œuvre-Platz").published();
        assertThat(search("strasse oeuvre", "include", "highlights").<String>path("items[0].highlights.title"))
                .isEqualTo("<mark>Straße</mark> am <mark>Œuvre</mark>-Platz");
        assertThat(search("strase", "include", "highlights").<String>path("items[0].highlights.title"))
                .as("a wrong letter")
                .isEqualTo("<mark>Straße</mark> am Œuvre-Platz");
    }
}
