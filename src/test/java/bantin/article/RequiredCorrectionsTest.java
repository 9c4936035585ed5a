package bantin.article;

import static bantin.testsupport.Api.MERGE_PATCH;
import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Api.sending;
import static bantin.testsupport.Newsroom.anArticle;
import static bantin.testsupport.Newsroom.media;
import static bantin.testsupport.Newsroom.paragraph;
import static bantin.testsupport.Newsroom.picture;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import bantin.testsupport.Json;
import bantin.testsupport.Newsroom;
import bantin.testsupport.Newsroom.Written;
import bantin.testsupport.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A site that publishes a changed body of a public article only with a correction. */
@QuarkusTest
@TestProfile(RequiredCorrectionsTest.Required.class)
class RequiredCorrectionsTest {

    private static final Instant BEGINNING = Instant.parse("2026-03-01T01:00:00Z");
    private static final String TEXT = "Bản trước ghi nhầm số xã: 12 xã, không phải 21.";
    private static final Map<String, Object> BODY = Map.of("body", List.of(paragraph("Có 12 xã.")));

    public static class Required implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("bantin.corrections.required", "true");
        }
    }

    @BeforeEach
    void stopTheClock() {
        TestClock.stopAt(BEGINNING);
    }

    private static Response publish(Written article, Map<String, ?> request) {
        return sending(asEditor(), request).post(article.path() + "/publish");
    }

    private static Response patchAndPublish(Written article, Map<String, ?> change) {
        return asEditor()
                .contentType(MERGE_PATCH)
                .header("If-Match", "*")
                .body(Json.write(change))
                .patch(article.path() + "?publish=true");
    }

    private static void correct(Written article) {
        Newsroom.correct(article, TEXT);
    }

    private static void isRefused(Response answer) {
        answer.then()
                .statusCode(409)
                .body("type", equalTo("/problems/correction-required"))
                .body("detail", containsString("correction"));
    }

    private static void readersGet(Written article, String text) {
        asReader().get(article.path() + "?body=text").then().body("bodyText", containsString(text));
    }

    @Test
    void a_changed_body_is_published_with_a_correction_only() {
        var article = anArticle().published();
        Newsroom.save(article.path(), BODY);
        isRefused(publish(article, Map.of()));
        isRefused(publish(article, Map.of("now", true)));
        isRefused(patchAndPublish(article, Map.of("title", "Tựa khác")));
        readersGet(article, "Nội dung.");
        publish(article, Map.of("correction", TEXT)).then().statusCode(200);
        readersGet(article, "Có 12 xã.");
        publish(article, Map.of()).then().statusCode(200);
    }

    @Test
    void a_correction_that_was_added_before_counts_once() {
        var article = anArticle().published();
        isRefused(patchAndPublish(article, BODY));
        correct(article);
        patchAndPublish(article, BODY).then().statusCode(200);
        readersGet(article, "Có 12 xã.");
        isRefused(patchAndPublish(article, Map.of("body", List.of(paragraph("Có 13 xã.")))));
        correct(article);
        patchAndPublish(article, Map.of("title", "Tựa khác")).then().statusCode(200);
        patchAndPublish(article, Map.of("body", List.of(paragraph("Có 13 xã."))))
                .then()
                .statusCode(200);
        readersGet(article, "Có 13 xã.");
    }

    @Test
    void one_that_was_deleted_does_not_count() {
        var article = anArticle().published();
        correct(article);
        asEditor().delete(article.path() + "/corrections/1").then().statusCode(204);
        isRefused(patchAndPublish(article, BODY));
    }

    @Test
    void going_back_to_an_earlier_revision_needs_one_too() {
        var article = anArticle().published();
        correct(article);
        patchAndPublish(article, BODY).then().statusCode(200);
        isRefused(publish(article, Map.of("revision", 1)));
        publish(article, Map.of("revision", 1, "correction", TEXT)).then().statusCode(200);
        readersGet(article, "Nội dung.");
        isRefused(publish(article, Map.of("revision", 2)));
    }

    @Test
    void other_changes_need_none() {
        var article = anArticle()
                .with("media", List.of(media("a", "https://anh.example/cau.jpg", "Cây cầu")))
                .withBodyOf(paragraph("Nội dung."), picture("a"))
                .published();
        patchAndPublish(
                        article,
                        Map.of(
                                "title",
                                "Tựa khác",
                                "lead",
                                "Sapo",
                                "media",
                                List.of(media("a", "https://anh.example/cau.jpg", "Cầu mới"))))
                .then()
                .statusCode(200);
        publish(article, Map.of("publishAt", "2026-02-01T00:00:00Z")).then().statusCode(200);
    }

    @Test
    void what_readers_have_not_seen_needs_none() {
        var draft = anArticle().draft();
        Newsroom.save(draft.path(), BODY);
        draft.move("publish", Map.of());
        var scheduled = anArticle().scheduledFor("2026-03-02T00:00:00Z");
        patchAndPublish(scheduled, BODY).then().statusCode(200);
        var unpublished = anArticle().unpublished();
        patchAndPublish(unpublished, BODY).then().statusCode(200);
    }

    @Test
    void what_has_expired_was_seen() {
        var article = anArticle().with("expiresAt", "2026-03-01T02:00:00Z").published();
        TestClock.advance(Duration.ofHours(2));
        isRefused(patchAndPublish(article, Map.of("body", BODY.get("body"), "expiresAt", "2026-04-01T00:00:00Z")));
    }
}
