package bantin.article;

import static bantin.testsupport.Api.asAdmin;
import static bantin.testsupport.Api.asAuthor;
import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Api.sending;
import static bantin.testsupport.Newsroom.anArticle;
import static bantin.testsupport.Newsroom.paragraph;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import bantin.testsupport.Concurrently;
import bantin.testsupport.Json;
import bantin.testsupport.Newsroom;
import bantin.testsupport.Newsroom.Draft;
import bantin.testsupport.Newsroom.Written;
import bantin.testsupport.Sql;
import bantin.testsupport.TestClock;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Readers learn with an article what was wrong in it, and of each correction at once. */
@QuarkusTest
class CorrectionsTest {

    private static final Instant BEGINNING = Instant.parse("2026-03-01T01:00:00Z");
    private static final String TEXT = "Bản trước ghi nhầm số xã: 12 xã, không phải 21.";
    private static final int MANY = 8;

    @BeforeEach
    void stopTheClock() {
        TestClock.stopAt(BEGINNING);
    }

    private static String corrections(Written article) {
        return article.path() + "/corrections";
    }

    private static Response correct(Written article, String text) {
        return sending(asEditor(), Map.of("text", text)).post(corrections(article));
    }

    private static Response delete(Written article, int number) {
        return asEditor().delete(corrections(article) + "/" + number);
    }

    private static void hasTexts(Written article, String... texts) {
        asReader().get(article.path()).then().statusCode(200).body("corrections.text", equalTo(List.of(texts)));
    }

    @Test
    void readers_get_them_with_the_article() {
        var article = anArticle().published();
        asReader().get(article.path()).then().body("corrections", empty());
        TestClock.advance(Duration.ofHours(1));
        correct(article, TEXT).then().statusCode(200).body("corrections.text", equalTo(List.of(TEXT)));
        for (var path : List.of(article.path(), "/articles/by-slug/" + article.slug())) {
            asReader()
                    .get(path)
                    .then()
                    .statusCode(200)
                    .body("corrections.number", equalTo(List.of(1)))
                    .body("corrections.at", equalTo(List.of("2026-03-01T09:00:00.000000+07:00")))
                    .body("corrections.text", equalTo(List.of(TEXT)));
        }
        assertThat(asReader().get("/articles").asString()).doesNotContain("corrections", TEXT);
    }

    @Test
    void they_are_in_the_order_of_their_times_and_keep_their_numbers() {
        var article = anArticle().dated("2021-10-11T07:28:00+07:00").published();
        Newsroom.correct(article, "một");
        Newsroom.correct(article, "hai");
        sending(asEditor(), Map.of("text", "ba", "at", "2021-10-12T07:28:00.1234567+07:00"))
                .post(corrections(article))
                .then()
                .statusCode(200)
                .body("corrections.text", equalTo(List.of("ba", "một", "hai")))
                .body("corrections.number", equalTo(List.of(3, 1, 2)))
                .body("corrections[0].at", equalTo("2021-10-12T07:28:00.123456+07:00"));
        hasTexts(article, "ba", "một", "hai");
    }

    @Test
    void a_correction_is_a_change_for_readers() {
        var article = anArticle().published();
        var before = asReader().get(article.path());
        String since = asReader().get("/changes?since=now").path("page.nextCursor");
        TestClock.advance(Duration.ofHours(1));
        var answer = correct(article, TEXT);
        answer.then().statusCode(200).body("version", equalTo(article.version() + 1));
        var after = asReader().header("If-None-Match", before.header("ETag")).get(article.path());
        after.then()
                .statusCode(200)
                .header("Last-Modified", equalTo("Sun, 01 Mar 2026 02:00:00 GMT"))
                .body("version", equalTo(article.version() + 1))
                .body("modifiedAt", equalTo("2026-03-01T09:00:00.000000+07:00"))
                .body("publishedAt", equalTo("2026-03-01T08:00:00.000000+07:00"));
        assertThat(after.header("ETag")).isNotEqualTo(before.header("ETag"));
        asReader()
                .get("/changes?since=" + since)
                .then()
                .body("items.id", equalTo(List.of((int) article.id())))
                .body("items.event", equalTo(List.of("updated")));
        asEditor().get(article.path() + "/revisions?count=exact").then().body("page.total", equalTo(1));
        TestClock.advance(Duration.ofHours(1));
        delete(article, 1).then().statusCode(204);
        asReader().get(article.path()).then().body("version", equalTo(article.version() + 2));
        asReader().get("/changes?since=" + since).then().body("items.event", equalTo(List.of("updated", "updated")));
    }

    @Test
    void what_another_node_adds_is_seen_within_a_second() {
        var article = anArticle().published();
        hasTexts(article);
        Sql.execute("""
                with corrected as (
                    update article set version = version + 1, last_correction = 1 where id = %d returning id
                )
                insert into correction (id, article_id, number, at, text) select 1, id, 1, now(), 'một' from corrected
                """.formatted(article.id()));
        Concurrently.await(
                Duration.ofSeconds(1),
                () -> !asReader().get(article.path()).path("corrections").equals(List.of()));
    }

    enum Seen {
        UNPUBLISHED(Draft::unpublished),
        WITHDRAWN(draft -> draft.withdrawn("Sai.")),
        EXPIRED(draft -> draft.with("expiresAt", "2026-03-01T01:30:00Z").published()),
        TRASHED(draft -> {
            var article = draft.published();
            asEditor().delete(article.path()).then().statusCode(204);
            return article;
        });

        private final Function<Draft, Written> write;

        Seen(Function<Draft, Written> write) {
            this.write = write;
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_was_public_once_can_be_corrected(Seen seen) {
        var article = seen.write.apply(anArticle());
        TestClock.advance(Duration.ofHours(1));
        Newsroom.correct(article, TEXT);
        asEditor().get(article.path()).then().body("corrections.text", equalTo(List.of(TEXT)));
    }

    enum Unseen {
        DRAFT(Draft::draft),
        TRASHED_DRAFT(Draft::trashed),
        SCHEDULED(draft -> draft.scheduledFor("2026-03-01T02:00:00Z"));

        private final Function<Draft, Written> write;

        Unseen(Function<Draft, Written> write) {
            this.write = write;
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_was_never_public_cannot(Unseen unseen) {
        var article = unseen.write.apply(anArticle());
        var before = asEditor().get(article.path()).asString();
        correct(article, TEXT)
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/illegal-transition"))
                .body("articleStatus", equalTo(asEditor().get(article.path()).path("status")))
                .body("detail", containsString("never public"));
        assertThat(asEditor().get(article.path()).asString()).isEqualTo(before);
    }

    @Test
    void a_scheduled_article_can_be_corrected_once_it_is_public() {
        var article = anArticle().scheduledFor("2026-03-01T02:00:00Z");
        TestClock.advance(Duration.ofHours(1));
        Newsroom.correct(article, TEXT);
        hasTexts(article, TEXT);
    }

    @Test
    void one_can_be_deleted_and_its_number_is_not_used_again() {
        var article = anArticle().published();
        Newsroom.correct(article, "một");
        Newsroom.correct(article, "hai");
        int version = asReader().get(article.path()).path("version");
        TestClock.advance(Duration.ofMinutes(1));
        delete(article, 2).then().statusCode(204);
        delete(article, 2).then().statusCode(404).body("type", equalTo("/problems/not-found"));
        asReader()
                .get(article.path())
                .then()
                .body("corrections.text", equalTo(List.of("một")))
                .body("version", equalTo(version + 1));
        correct(article, "ba").then().body("corrections.number", equalTo(List.of(1, 3)));
        delete(article, 0).then().statusCode(404);
        delete(anArticle().published(), 1).then().statusCode(404);
    }

    @Test
    void none_is_deleted_under_a_legal_hold() {
        var article = anArticle().published();
        sending(asAdmin(), Map.of("reason", "Vụ kiện"))
                .put(article.path() + "/legal-hold")
                .then()
                .statusCode(200);
        Newsroom.correct(article, TEXT);
        delete(article, 1).then().statusCode(409).body("type", equalTo("/problems/legal-hold"));
        hasTexts(article, TEXT);
    }

    @Test
    void only_editors_add_and_delete_them() {
        var article = anArticle().by(() -> asAuthor("Lan")).published();
        sending(asAuthor("Lan"), Map.of("text", TEXT))
                .post(corrections(article))
                .then()
                .statusCode(403);
        sending(asReader(), Map.of("text", TEXT))
                .post(corrections(article))
                .then()
                .statusCode(401);
        Newsroom.correct(article, TEXT);
        asAuthor("Lan").delete(corrections(article) + "/1").then().statusCode(403);
        asReader().delete(corrections(article) + "/1").then().statusCode(401);
        sending(asAuthor("Huệ"), Map.of("text", TEXT))
                .post(corrections(anArticle().draft()))
                .then()
                .statusCode(404);
        sending(asEditor(), Map.of("text", TEXT))
                .post("/articles/999999999/corrections")
                .then()
                .statusCode(404);
        hasTexts(article, TEXT);
    }

    @Test
    void a_request_may_name_its_version() {
        var article = anArticle().published();
        Newsroom.correct(article, "một");
        sending(asEditor().header("If-Match", article.etag()), Map.of("text", "hai"))
                .post(corrections(article))
                .then()
                .statusCode(412);
        asEditor()
                .header("If-Match", article.etag())
                .delete(corrections(article) + "/1")
                .then()
                .statusCode(412);
        hasTexts(article, "một");
    }

    @Test
    void a_retry_with_the_same_key_adds_nothing() {
        var article = anArticle().published();
        for (int i = 0; i < 2; i++) {
            sending(asEditor().header("Idempotency-Key", "dinh-chinh-1"), Map.of("text", TEXT))
                    .post(corrections(article))
                    .then()
                    .statusCode(200);
        }
        hasTexts(article, TEXT);
    }

    @Test
    void many_at_once_get_numbers_of_their_own() {
        var article = anArticle().published();
        Concurrently.run(MANY, number -> correct(article, "Đính chính").statusCode())
                .forEach(status -> assertThat(status).isEqualTo(200));
        asReader()
                .get(article.path())
                .then()
                .body(
                        "corrections.number",
                        equalTo(IntStream.rangeClosed(1, MANY).boxed().toList()))
                .body("version", equalTo(article.version() + MANY));
    }

    @Test
    void what_is_wrong_with_a_request_is_said() {
        var article = anArticle().published();
        for (var wrong : List.<Map<String, ?>>of(
                Map.of(),
                Map.of("text", " "),
                Map.of("text", "x".repeat(2001)),
                Map.of("text", 1),
                Map.of("text", TEXT, "at", "2026-03-01T01:00:00.000001Z"),
                Map.of("text", TEXT, "at", "hôm qua"),
                Map.of("text", TEXT, "number", 1))) {
            sending(asEditor(), wrong).post(corrections(article)).then().statusCode(400);
        }
        hasTexts(article);
        sending(asEditor(), Map.of("text", "👩".repeat(2000), "at", "2026-03-01T01:00:00Z"))
                .post(corrections(article))
                .then()
                .statusCode(200);
    }

    @Test
    void a_client_sends_back_what_it_read() {
        var article = anArticle().published();
        Newsroom.correct(article, TEXT);
        var read = (ObjectNode) Json.read(asEditor().get(article.path()).asString());
        sending(
                        asEditor().header("If-Match", "*"),
                        read.deepCopy().put("lead", "Sapo").toString())
                .put(article.path())
                .then()
                .statusCode(200)
                .body("corrections.text", equalTo(List.of(TEXT)));
        var changed = read.deepCopy();
        ((ObjectNode) changed.at("/corrections/0")).put("text", "khác");
        sending(asEditor().header("If-Match", "*"), changed.toString())
                .put(article.path())
                .then()
                .statusCode(400);
    }

    @Test
    void a_correction_publishes_nothing_that_is_not_public_yet() {
        var article = anArticle().titled("Cầu cũ").published();
        Newsroom.save(article.path(), Map.of("title", "Cầu mới", "body", List.of(paragraph("Chưa công bố."))));
        Newsroom.correct(article, TEXT);
        asReader()
                .get(article.path())
                .then()
                .body("title", equalTo("Cầu cũ"))
                .body("corrections.text", equalTo(List.of(TEXT)));
        asEditor()
                .get(article.path() + "?version=draft")
                .then()
                .body("title", equalTo("Cầu mới"))
                .body("corrections.text", equalTo(List.of(TEXT)));
        article.move("publish", Map.of());
        asReader()
                .get(article.path())
                .then()
                .body("title", equalTo("Cầu mới"))
                .body("corrections.text", equalTo(List.of(TEXT)));
    }

    @Test
    void a_publication_may_bring_its_correction() {
        var article = anArticle().published();
        Newsroom.save(article.path(), Map.of("body", List.of(paragraph("Có 12 xã."))));
        int version = asEditor().get(article.path() + "?version=draft").path("version");
        TestClock.advance(Duration.ofMinutes(1));
        sending(asEditor(), Map.of("correction", TEXT))
                .post(article.path() + "/publish")
                .then()
                .statusCode(200)
                .body("version", equalTo(version + 1))
                .body("corrections.text", equalTo(List.of(TEXT)))
                .body("corrections.at", equalTo(List.of("2026-03-01T08:01:00.000000+07:00")));
        asReader().get(article.path() + "?body=text").then().body("bodyText", containsString("12 xã"));
        hasTexts(article, TEXT);
    }

    @Test
    void a_publication_that_changes_nothing_adds_no_correction() {
        var article = anArticle().published();
        for (int i = 0; i < 2; i++) {
            sending(asEditor(), Map.of("correction", TEXT))
                    .post(article.path() + "/publish")
                    .then()
                    .statusCode(200)
                    .body("version", equalTo(article.version()));
        }
        hasTexts(article);
    }

    @Test
    void a_first_publication_corrects_nothing() {
        var article = anArticle().draft();
        sending(asEditor(), Map.of("correction", TEXT))
                .post(article.path() + "/publish")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/illegal-transition"));
        asEditor().get(article.path()).then().body("status", equalTo("draft"));
        sending(asEditor(), Map.of("correction", ""))
                .post(article.path() + "/publish")
                .then()
                .statusCode(400);
    }

    @Test
    void an_article_that_comes_back_can_bring_one() {
        var article = anArticle().unpublished();
        sending(asEditor(), Map.of("correction", TEXT))
                .post(article.path() + "/publish")
                .then()
                .statusCode(200);
        hasTexts(article, TEXT);
    }

    @Test
    void without_the_setting_a_changed_body_needs_none() {
        var article = anArticle().published();
        Newsroom.save(article.path() + "?publish=true", Map.of("body", List.of(paragraph("Có 12 xã."))));
        asReader().get(article.path() + "?body=text").then().body("bodyText", containsString("12 xã"));
    }

    @Test
    void they_are_in_the_history_of_the_article() {
        var article = anArticle().published();
        sending(asEditor(), Map.of("text", TEXT))
                .queryParam("message", "Bạn đọc báo")
                .queryParam("person", "Minh An")
                .post(corrections(article))
                .then()
                .statusCode(200);
        delete(article, 1).then().statusCode(204);
        asEditor()
                .get(article.path() + "/history")
                .then()
                .body("items.event[0]", equalTo("correctionDeleted"))
                .body("items.event[1]", equalTo("corrected"))
                .body("items[1].message", equalTo("Bạn đọc báo"))
                .body("items[1].by.person", equalTo("Minh An"));
        assertThat(asEditor().get(article.path() + "/history").asString()).doesNotContain(TEXT);
    }

    @Test
    void they_go_with_the_article() {
        var article = anArticle().published();
        Newsroom.correct(article, TEXT);
        assertThat(Sql.one("select count(*) from correction", Long.class)).isOne();
        asAdmin().delete(article.path() + "?purge=true").then().statusCode(204);
        assertThat(Sql.one("select count(*) from correction", Long.class)).isZero();
    }

    @Test
    void a_list_sorted_by_the_last_change_shows_what_was_corrected_first() {
        var article = anArticle().published();
        TestClock.advance(Duration.ofMinutes(1));
        anArticle().published();
        TestClock.advance(Duration.ofMinutes(1));
        Newsroom.correct(article, TEXT);
        asReader().get("/articles?sort=-updatedAt").then().body("items[0].id", equalTo((int) article.id()));
        asReader().get("/articles").then().body("items.size()", greaterThan(1));
    }
}
