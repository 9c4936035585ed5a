package bantin.article;

import static bantin.testsupport.Api.MERGE_PATCH;
import static bantin.testsupport.Api.asAuthor;
import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Api.sending;
import static bantin.testsupport.Newsroom.anArticle;
import static bantin.testsupport.Newsroom.paragraph;
import static bantin.testsupport.Newsroom.save;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import bantin.testsupport.Concurrently;
import bantin.testsupport.Json;
import bantin.testsupport.Newsroom;
import bantin.testsupport.Sql;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Whoever edits an outdated version is told what it had, what stands now, and what it wants. */
@QuarkusTest
class ThreeWayConflictTest {

    private static Response patch(Newsroom.Written article, String etag, Map<String, ?> change) {
        return sending(asEditor().header("If-Match", etag), change)
                .contentType(MERGE_PATCH)
                .patch(article.path());
    }

    private static Response refused(Response answer) {
        answer.then().statusCode(412).body("type", equalTo("/problems/version-conflict"));
        return answer;
    }

    private static JsonNode conflict(Response answer, String field) {
        return StreamSupport.stream(
                        Json.read(answer.asString()).path("conflicts").spliterator(), false)
                .filter(conflict -> conflict.path("field").asText().equals(field))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_property_that_both_changed_is_conflicting() {
        var article = anArticle().titled("Gốc").with("lead", "Sapo gốc").draft();
        patch(article, article.etag(), Map.of("title", "Của Thu Hà", "lead", "Sapo của Thu Hà"))
                .then()
                .statusCode(200);

        var answer = refused(patch(article, article.etag(), Map.of("title", "Của Minh An", "bylineText", "Minh An")));
        answer.then()
                .body("currentVersion", equalTo(2))
                .body("conflicts.field", contains("title", "lead", "bylineText"))
                .body("conflicts.conflicting", contains(true, false, false));
        var title = conflict(answer, "title");
        assertThat(title.path("base").asText()).isEqualTo("Gốc");
        assertThat(title.path("current").asText()).isEqualTo("Của Thu Hà");
        assertThat(title.path("wanted").asText()).isEqualTo("Của Minh An");
        var lead = conflict(answer, "lead");
        assertThat(lead.path("current").asText()).isEqualTo("Sapo của Thu Hà");
        assertThat(lead.path("wanted").asText()).isEqualTo("Sapo gốc");
        var byline = conflict(answer, "bylineText");
        assertThat(byline.has("base") || byline.has("current")).isFalse();
        assertThat(byline.path("wanted").asText()).isEqualTo("Minh An");
    }

    @Test
    void the_base_of_what_readers_get_is_the_published_revision() {
        var article = anArticle().titled("Một").published();
        save(article.path(), Map.of("title", "Hai"));
        sending(asEditor(), Map.of("text", "Bản trước ghi nhầm."))
                .post(article.path() + "/corrections")
                .then()
                .statusCode(200);
        var seen = asEditor().get(article.path()).header("ETag");
        var title = conflict(refused(patch(article, seen, Map.of("lead", "Sapo"))), "title");
        assertThat(title.path("base").asText()).isEqualTo("Một");
        assertThat(title.path("current").asText()).isEqualTo("Hai");
        assertThat(title.path("wanted").asText()).isEqualTo("Một");

        article.move("publish", Map.of());
        refused(patch(article, seen, Map.of("lead", "Sapo"))).then().body("conflicts", nullValue());
    }

    @Test
    void the_same_change_by_both_is_none() {
        var article = anArticle().draft();
        patch(article, article.etag(), Map.of("title", "Giống nhau")).then().statusCode(200);
        refused(patch(article, article.etag(), Map.of("title", "Giống nhau")))
                .then()
                .body("conflicts.field", contains("title"))
                .body("conflicts.conflicting", contains(false));
    }

    @Test
    void removing_what_somebody_changed_is_conflicting() {
        var article = anArticle().with("lead", "Sapo").draft();
        patch(article, article.etag(), Map.of("lead", "Sapo mới")).then().statusCode(200);
        var answer = sending(asEditor().header("If-Match", article.etag()), "{\"lead\": null}")
                .contentType(MERGE_PATCH)
                .patch(article.path());
        var lead = conflict(refused(answer), "lead");
        assertThat(lead.path("conflicting").asBoolean()).isTrue();
        assertThat(lead.has("wanted")).isFalse();
    }

    @Test
    void bodies_are_shown_as_portable_text() {
        var article = anArticle().withBodyOf(paragraph("Gốc.")).draft();
        patch(article, article.etag(), Map.of("body", List.of(paragraph("Của Thu Hà."))))
                .then()
                .statusCode(200);
        var answer = refused(patch(article, article.etag(), Map.of("bodyMarkdown", "Của **Minh An**.")));
        answer.then().body("conflicts.field", contains("body"));
        var body = conflict(answer, "body");
        assertThat(body.path("conflicting").asBoolean()).isTrue();
        assertThat(body.at("/base/0/children/0/text").asText()).isEqualTo("Gốc.");
        assertThat(body.at("/current/0/children/0/text").asText()).isEqualTo("Của Thu Hà.");
        assertThat(body.at("/wanted/0/children/1/text").asText()).isEqualTo("Minh An");
    }

    @Test
    void a_put_of_what_get_returned_names_only_what_the_writer_changed() {
        var tag = Newsroom.aTag("Lũ");
        var person = Newsroom.aContributor("Minh An");
        var article = anArticle()
                .titled("Gốc")
                .with("tags", List.of(tag))
                .with("bylines", List.of(Map.of("contributor", person)))
                .with("media", List.of(Newsroom.media("m", "https://anh.example/lu.jpg", "Nước lên")))
                .with("bodyMarkdown", "Một.")
                .withoutBody()
                .published();
        var read = asEditor().get(article.path());
        patch(article, "*", Map.of("lead", "Sapo", "tags", List.of())).then().statusCode(200);

        var sent = (ObjectNode) Json.read(read.asString());
        sent.put("title", "Của tôi");
        var answer = refused(sending(asEditor().header("If-Match", read.header("ETag")), sent.toString())
                .put(article.path()));
        answer.then()
                .body("conflicts.field", contains("title", "lead", "tags"))
                .body("conflicts.conflicting", contains(false, false, false));
        assertThat(conflict(answer, "tags").path("wanted").get(0).asText()).isEqualTo(tag);
    }

    @Test
    void a_put_keeps_what_it_may_leave_out() {
        var draft = anArticle().titled("Gốc");
        var article = draft.draft();
        patch(article, article.etag(), Map.of("slug", "duong-dan-moi")).then().statusCode(200);
        var answer = refused(sending(
                        asEditor().header("If-Match", article.etag()),
                        draft.titled("Của tôi").content())
                .put(article.path()));
        answer.then()
                .body("conflicts.field", contains("title", "slug"))
                .body("conflicts.conflicting", contains(false, false));
        assertThat(conflict(answer, "slug").path("wanted").asText()).isEqualTo(article.slug());
    }

    @Test
    void media_are_the_same_by_id_and_by_url() {
        var url = "https://anh.example/giong.jpg";
        var draft = anArticle().with("media", List.of(Newsroom.media("m", url, "Nước")));
        var article = draft.draft();
        patch(article, article.etag(), Map.of("lead", "Sapo")).then().statusCode(200);
        refused(sending(asEditor().header("If-Match", article.etag()), draft.content())
                        .put(article.path()))
                .then()
                .body("conflicts.field", contains("lead"));
    }

    @Test
    void a_change_of_the_status_alone_changed_no_property() {
        var article = anArticle().draft();
        article.move("publish", null);
        refused(patch(article, article.etag(), Map.of("title", "Khác")))
                .then()
                .body("conflicts.field", contains("title"))
                .body("conflicts.conflicting", contains(false));
    }

    @Test
    void the_base_is_the_content_of_the_named_version() {
        var article = anArticle().titled("Một").draft();
        var second = patch(article, "*", Map.of("title", "Hai"));
        article.move("publish", null);
        patch(article, "*", Map.of("title", "Ba"));
        patch(article, "*", Map.of("title", "Bốn"));
        for (var etag : List.of(second.header("ETag"), "\"3\"", "W/\"3.abc\"")) {
            var answer = refused(patch(article, etag, Map.of("title", "Năm")));
            assertThat(conflict(answer, "title").path("base").asText()).isEqualTo("Hai");
            assertThat(conflict(answer, "title").path("current").asText()).isEqualTo("Bốn");
        }
    }

    @Test
    void a_tag_that_was_renamed_meanwhile_is_no_change() {
        var tag = Newsroom.aTag("Hạn mặn");
        var article = anArticle().with("tags", List.of(tag)).draft();
        patch(article, "*", Map.of("lead", "Sapo")).then().statusCode(200);
        Newsroom.patch("/tags/" + asEditor().get("/tags/by-slug/" + tag).path("id"), Map.of("slug", "xam-nhap-man"));
        refused(patch(article, article.etag(), Map.of("tags", List.of())))
                .then()
                .body("conflicts.field", contains("lead", "tags"))
                .body("conflicts[1].base", contains("xam-nhap-man"))
                .body("conflicts[1].wanted", empty())
                .body("conflicts.conflicting", contains(false, false));
    }

    @Test
    void without_a_known_base_or_a_valid_edit_it_is_the_plain_problem() {
        var tag = Newsroom.aTag("Tạm");
        var article = anArticle().with("tags", List.of(tag)).draft();
        patch(article, "*", Map.of("tags", List.of())).then().statusCode(200);
        for (var etag : List.of("\"9\"", "\"0\"", "\"1\", \"9\"", "\"other\"")) {
            refused(patch(article, etag, Map.of("title", "Khác"))).then().body("conflicts", nullValue());
        }
        for (var edit : List.of(
                Map.of("title", ""), Map.of("unknown", 1), Map.of("body", "Chữ"), Map.of("title", "x".repeat(301)))) {
            refused(patch(article, article.etag(), edit)).then().body("conflicts", nullValue());
        }
        asEditor()
                .header("If-Match", "*")
                .delete("/tags/" + asEditor().get("/tags/by-slug/" + tag).path("id"))
                .then()
                .statusCode(204);
        refused(patch(article, article.etag(), Map.of("title", "Khác"))).then().body("conflicts", nullValue());
    }

    @Test
    void a_revision_whose_version_is_unknown_is_no_base() {
        var article = anArticle().titled("Một").draft();
        patch(article, "*", Map.of("title", "Hai"));
        patch(article, "*", Map.of("title", "Ba"));
        Sql.execute("update revision set version = null where number = 2 and article_id = " + article.id());
        refused(patch(article, "\"1\"", Map.of("title", "Khác"))).then().body("conflicts", nullValue());
        refused(patch(article, "\"2\"", Map.of("title", "Khác"))).then().body("conflicts", nullValue());
        patch(article, "*", Map.of("title", "Bốn"));
        refused(patch(article, "\"3\"", Map.of("title", "Khác"))).then().body("conflicts", hasSize(1));
    }

    @Test
    void nothing_is_written_and_strangers_are_told_nothing() {
        var article = anArticle().by(() -> asAuthor("Phóng viên")).draft();
        patch(article, "*", Map.of("title", "Hai"));
        var assets = Sql.one("select count(*) from media_asset", Long.class);
        refused(patch(
                article,
                article.etag(),
                Map.of("media", List.of(Newsroom.media("k", "https://anh.example/chua-co.jpg", "Mới")))));
        assertThat(Sql.one("select count(*) from media_asset", Long.class)).isEqualTo(assets);
        asEditor().get(article.path()).then().body("version", equalTo(2));
        sending(asAuthor("người lạ").header("If-Match", article.etag()), Map.of("title", "Khác"))
                .contentType(MERGE_PATCH)
                .patch(article.path())
                .then()
                .statusCode(404)
                .body("conflicts", nullValue());
        article.move("publish", null);
        sending(asAuthor("Phóng viên").header("If-Match", article.etag()), Map.of("title", "Khác"))
                .contentType(MERGE_PATCH)
                .patch(article.path())
                .then()
                .statusCode(403)
                .body("conflicts", nullValue());
    }

    /** Each adds its own paragraph and merges by nothing but the problem that it gets. */
    @Test
    void writers_who_merge_what_the_problem_tells_them_lose_nothing() {
        var article = anArticle().withBodyOf(paragraph("Mở đầu.")).draft();
        Concurrently.run(2, writer -> {
            for (int i = 0; i < 5; i++) {
                addParagraph(article, "Người viết %d, đoạn %d.".formatted(writer, i));
            }
            return writer;
        });
        List<String> paragraphs = asEditor().get(article.path()).path("body.collect { it.children[0].text }");
        var expected = new ArrayList<>(List.of("Mở đầu."));
        for (int writer = 0; writer < 2; writer++) {
            for (int i = 0; i < 5; i++) {
                expected.add("Người viết %d, đoạn %d.".formatted(writer, i));
            }
        }
        assertThat(paragraphs).containsExactlyInAnyOrderElementsOf(expected);
        asEditor()
                .get(article.path() + "/history")
                .then()
                .body(
                        "items.number",
                        contains(IntStream.rangeClosed(1, 11)
                                .map(i -> 12 - i)
                                .boxed()
                                .toArray()))
                .body("items.event.toSet()", containsInAnyOrder("created", "saved"));
    }

    private static void addParagraph(Newsroom.Written article, String text) {
        var read = asEditor().get(article.path());
        var etag = read.header("ETag");
        var body = Json.read(read.asString()).path("body");
        while (true) {
            var answer = patch(article, etag, Map.of("body", with(body, text)));
            if (answer.statusCode() == 200) {
                return;
            }
            var merge = conflict(refused(answer), "body");
            assertThat(merge.path("conflicting").asBoolean()).isTrue();
            body = merge.path("current");
            etag = "\"" + Json.read(answer.asString()).path("currentVersion").asInt() + "\"";
        }
    }

    private static List<Object> with(JsonNode body, String text) {
        var nodes = new ArrayList<Object>();
        body.forEach(nodes::add);
        nodes.add(paragraph(text));
        return nodes;
    }
}
