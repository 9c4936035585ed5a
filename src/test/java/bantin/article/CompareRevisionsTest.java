package bantin.article;

import static bantin.testsupport.Api.asAuthor;
import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Newsroom.anArticle;
import static bantin.testsupport.Newsroom.paragraph;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import bantin.testsupport.Newsroom;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code GET /articles/{id}/revisions/{number}/compare/{other}}. */
@QuarkusTest
class CompareRevisionsTest {

    @Test
    void shows_properties_nodes_and_words_that_are_different() {
        var tag = Newsroom.aTag("Thẻ so sánh");
        var article = anArticle()
                .titled("Thành phố họp sáng nay")
                .with("bodyMarkdown", "Mở đầu.\n\nGiữa bài có một câu dài.\n\nKết.")
                .withoutBody()
                .draft();
        Newsroom.patch(
                article.path(),
                Map.of(
                        "title",
                        "Thành phố họp chiều nay",
                        "tags",
                        List.of(tag),
                        "bodyMarkdown",
                        "Mở đầu.\n\nGiữa bài có một câu ngắn.\n\nKết.\n\nThêm."));

        asEditor()
                .get(article.path() + "/revisions/1/compare/2")
                .then()
                .statusCode(200)
                .body("from.number", equalTo(1))
                .body("to.number", equalTo(2))
                .body("fields.field", hasItems("title", "tags"))
                .body(
                        "fields.find { it.field == 'title' }.text.operation",
                        contains("equal", "delete", "insert", "equal"))
                .body(
                        "fields.find { it.field == 'title' }.text.text",
                        contains("Thành phố họp ", "sáng", "chiều", " nay"))
                .body("fields.find { it.field == 'tags' }.after", contains(tag))
                .body("body.operation", contains("equal", "change", "equal", "insert"))
                .body("body[1].text.find { it.operation == 'insert' }.text", equalTo("ngắn"))
                .body("html", nullValue());
        asEditor()
                .get(article.path() + "/revisions/2/compare/1")
                .then()
                .body("body.operation", contains("equal", "change", "equal", "delete"));
        asEditor()
                .get(article.path() + "/revisions/2/compare/2")
                .then()
                .body("fields", empty())
                .body("body.operation", contains("equal", "equal", "equal", "equal"));
    }

    @Test
    void as_html_everything_is_escaped() {
        var article = anArticle()
                .titled("Cũ <script>alert(1)</script>")
                .withBodyOf(paragraph("Một & <b>hai</b> ba bốn năm."))
                .draft();
        Newsroom.patch(
                article.path(),
                Map.of(
                        "title", "Mới <img src=x onerror=alert(1)>",
                        "lead", "Sapo",
                        "body", List.of(paragraph("Một & <i>hai</i> ba bốn năm."), paragraph("Thêm <u>."))));

        String html = asEditor()
                .get(article.path() + "/revisions/1/compare/2?include=html")
                .then()
                .statusCode(200)
                .extract()
                .path("html");

        assertThat(html)
                .startsWith("<dl><dt>title</dt><dd><del>Cũ</del><ins>Mới</ins> &lt;")
                .contains("<dt>lead</dt><dd><ins>Sapo</ins></dd>")
                .contains(
                        "<p>Một &amp; &lt;<del>b</del><ins>i</ins>&gt;hai&lt;/<del>b</del><ins>i</ins>&gt; ba bốn năm.</p>")
                .endsWith("<ins><p>Thêm &lt;u&gt;.</p></ins>")
                .doesNotContain("<script", "<img", "<u>");
    }

    @Test
    void revisions_that_do_not_exist_and_strangers_are_refused() {
        var article = anArticle().draft();

        asEditor().get(article.path() + "/revisions/1/compare/2").then().statusCode(404);
        asEditor().get(article.path() + "/revisions/0/compare/1").then().statusCode(404);
        asEditor()
                .get(article.path() + "/revisions/1/compare/1?include=pdf")
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("include"));
        asAuthor("người lạ")
                .get(article.path() + "/revisions/1/compare/1")
                .then()
                .statusCode(404);
        asReader().get(article.path() + "/revisions/1/compare/1").then().statusCode(401);
    }
}
