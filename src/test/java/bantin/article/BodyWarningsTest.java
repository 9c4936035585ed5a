package bantin.article;

import static bantin.testsupport.Api.MERGE_PATCH;
import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Api.sending;
import static bantin.testsupport.Newsroom.anArticle;
import static bantin.testsupport.Newsroom.paragraph;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import bantin.testsupport.Json;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The response to a write lists what was left out of the body. */
@QuarkusTest
class BodyWarningsTest {

    private static final String HTML = "<p>Mở đầu.</p><script src='/dem.js'></script><p>Kết.</p>";

    @Test
    void a_created_a_replaced_and_a_patched_article_say_what_was_left_out() {
        var content = anArticle().withoutBody().with("bodyHtml", HTML).content();
        var created = sending(asEditor(), content).post("/articles");
        created.then()
                .statusCode(201)
                .body("warnings.code", equalTo(List.of("removed-script")))
                .body("warnings.pointer", equalTo(List.of("/bodyHtml")))
                .body("warnings.message", equalTo(List.of("<script> (/dem.js) was removed after “Mở đầu.”.")));
        var path = "/articles/" + created.path("id");
        sending(asEditor().header("If-Match", "*"), content)
                .put(path)
                .then()
                .statusCode(200)
                .body("warnings", hasSize(1));
        asEditor()
                .header("If-Match", "*")
                .contentType(MERGE_PATCH)
                .body(Json.write(Map.of("bodyMarkdown", "Mở đầu.\n\n<script>alert(1)</script>")))
                .patch(path)
                .then()
                .statusCode(200)
                .body("warnings.pointer", equalTo(List.of("/bodyMarkdown")));
    }

    @Test
    void warnings_are_of_the_answer_and_kept_nowhere() {
        var written = anArticle().withoutBody().with("bodyHtml", HTML).draft();
        assertThat(written.json().get("warnings")).hasSize(1);
        asEditor().get(written.path()).then().body("warnings", nullValue());
        asEditor().get(written.path() + "/revisions/1").then().body("content.warnings", nullValue());
        asEditor()
                .header("If-Match", "*")
                .contentType(MERGE_PATCH)
                .body("{\"lead\": \"x\"}")
                .patch(written.path())
                .then()
                .statusCode(200)
                .body("warnings", nullValue());
    }

    @Test
    void a_body_of_html_or_markdown_says_which_custom_nodes_it_lost() {
        var factbox = Map.of("_type", "factbox", "title", "Số liệu");
        var poll = Map.of("_type", "poll", "id", 7);
        var footnote = Map.of("_type", "footnote", "id", 1);
        var sentence = Map.of("_type", "block", "children", List.of(Map.of("_type", "span", "text", "Câu."), footnote));
        var written = anArticle()
                .withBodyOf(factbox, sentence, Map.of("_type", "break", "style", "lineBreak"), poll, factbox)
                .draft();
        asEditor()
                .header("If-Match", "*")
                .contentType(MERGE_PATCH)
                .body(Json.write(Map.of("bodyHtml", HTML)))
                .patch(written.path())
                .then()
                .statusCode(200)
                .body("warnings.pointer", everyItem(equalTo("/bodyHtml")))
                .body(
                        "warnings.code",
                        equalTo(List.of(
                                "removed-custom-node",
                                "removed-inline-object",
                                "removed-custom-node",
                                "removed-script")))
                .body(
                        "warnings.message",
                        hasItems(
                                "2 custom nodes of the type 'factbox' were removed, because HTML and Markdown cannot "
                                        + "express them.",
                                "1 inline object of the type 'footnote' was removed, because HTML and Markdown cannot "
                                        + "express it."));

        var markdown = anArticle().withoutBody().with("bodyMarkdown", "Câu.").content();
        sending(asEditor().header("If-Match", "*"), markdown)
                .put(anArticle().withBodyOf(poll).draft().path())
                .then()
                .statusCode(200)
                .body("warnings.pointer", equalTo(List.of("/bodyMarkdown")))
                .body("warnings.code", equalTo(List.of("removed-custom-node")));
    }

    @Test
    void a_custom_node_that_the_new_body_has_again_is_not_lost() {
        var gallery = "<p>Ảnh:</p>[gallery ids=\"3,4\"]";
        var written = anArticle().withoutBody().with("bodyHtml", gallery).draft();
        asEditor()
                .header("If-Match", "*")
                .contentType(MERGE_PATCH)
                .body(Json.write(Map.of("bodyHtml", gallery)))
                .patch(written.path())
                .then()
                .statusCode(200)
                .body("warnings.code", equalTo(List.of("kept-shortcode")));
        asEditor()
                .header("If-Match", "*")
                .contentType(MERGE_PATCH)
                .body(Json.write(Map.of("body", List.of(paragraph("Câu.")))))
                .patch(written.path())
                .then()
                .statusCode(200)
                .body("warnings", nullValue());
    }

    @Test
    void nobody_can_write_warnings() {
        sending(asEditor(), anArticle().with("warnings", List.of()).content())
                .post("/articles")
                .then()
                .statusCode(400)
                .body("errors.pointer", equalTo(List.of("/warnings")))
                .body("errors.code", equalTo(List.of("unknown-property")));
    }
}
