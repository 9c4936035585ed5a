package bantin.article;

import static bantin.testsupport.Api.asAdmin;
import static bantin.testsupport.Api.asAuthor;
import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Api.sending;
import static bantin.testsupport.Newsroom.anArticle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import bantin.testsupport.Api;
import bantin.testsupport.Concurrently;
import bantin.testsupport.Newsroom;
import bantin.testsupport.Sql;
import bantin.testsupport.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Editors learn of each other by leases, which change nothing else. */
@QuarkusTest
class LeaseTest {

    private static final Instant BEGINNING = Instant.parse("2026-03-01T01:00:00Z");
    private static final Duration SMALLEST = Duration.ofNanos(1000);
    private static final int MANY = 8;

    @BeforeEach
    void stopTheClock() {
        TestClock.stopAt(BEGINNING);
    }

    private static String lease(Newsroom.Written article) {
        return article.path() + "/lease";
    }

    private static Response acquire(RequestSpecification as, Newsroom.Written article, Map<String, ?> request) {
        return sending(as, request).put(lease(article));
    }

    /** An editor with the key of {@code asEditor}. */
    private static Response acquire(Newsroom.Written article, String name) {
        return acquire(asEditor(), article, Map.of("name", name));
    }

    private static void isHeldBy(String name, Newsroom.Written article) {
        asEditor().get(lease(article)).then().statusCode(200).body("name", equalTo(name));
    }

    private static void isFree(Newsroom.Written article) {
        asEditor().get(lease(article)).then().statusCode(404).body("type", equalTo("/problems/not-found"));
    }

    private static void isRefused(Response answer, String holder) {
        answer.then()
                .statusCode(409)
                .body("type", equalTo("/problems/lease-held"))
                .body("heldBy", equalTo(holder))
                .body("detail", containsString(holder));
    }

    @Test
    void a_lease_says_who_is_editing_and_until_when() {
        var article = anArticle().draft();
        isFree(article);
        var acquired = asEditor().put(lease(article));
        acquired.then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body("articleId", equalTo((int) article.id()))
                .body("name", equalTo("Biên tập"))
                .body("since", equalTo("2026-03-01T08:00:00.000000+07:00"))
                .body("until", equalTo("2026-03-01T08:05:00.000000+07:00"));
        var shown = asAdmin().get(lease(article));
        shown.then().statusCode(200).header("Cache-Control", containsString("no-store"));
        assertThat(shown.asString()).isEqualTo(acquired.asString());
    }

    @Test
    void the_holder_renews_it() {
        var article = anArticle().draft();
        var request = Map.of("name", "Minh An", "seconds", 60);
        acquire(asEditor(), article, request).then().statusCode(200);
        TestClock.advance(Duration.ofSeconds(59));
        acquire(asEditor(), article, request)
                .then()
                .statusCode(200)
                .body("since", equalTo("2026-03-01T08:00:00.000000+07:00"))
                .body("until", equalTo("2026-03-01T08:01:59.000000+07:00"));
    }

    @Test
    void the_clock_of_another_node_may_be_behind() {
        var article = anArticle().draft();
        acquire(article, "Minh An").then().statusCode(200);
        TestClock.stopAt(BEGINNING.minus(Duration.ofHours(1)));
        acquire(article, "Minh An").then().statusCode(200).body("since", equalTo("2026-03-01T07:00:00.000000+07:00"));
    }

    @Test
    void it_expires_at_its_instant_with_nobody_doing_anything() {
        var article = anArticle().draft();
        acquire(asEditor(), article, Map.of("name", "Minh An", "seconds", 30))
                .then()
                .statusCode(200);
        TestClock.stopAt(BEGINNING.plusSeconds(30).minus(SMALLEST));
        isHeldBy("Minh An", article);
        isRefused(acquire(article, "Thu Hà"), "Minh An");
        TestClock.advance(SMALLEST);
        isFree(article);
        acquire(article, "Thu Hà").then().statusCode(200).body("since", equalTo("2026-03-01T08:00:30.000000+07:00"));
        assertThat(Sql.one("select count(*) from edit_lease", Long.class)).isOne();
    }

    @Test
    void after_it_has_expired_its_holder_acquires_a_new_one() {
        var article = anArticle().draft();
        acquire(article, "Minh An").then().statusCode(200);
        TestClock.advance(Duration.ofMinutes(5));
        acquire(article, "Minh An").then().statusCode(200).body("since", equalTo("2026-03-01T08:05:00.000000+07:00"));
    }

    @Test
    void somebody_else_learns_who_holds_it_and_until_when() {
        var article = anArticle().draft();
        acquire(article, "Minh An").then().statusCode(200);
        for (var answer : List.of(
                acquire(article, "Thu Hà"),
                acquire(asEditor(), article, Map.of()),
                acquire(asAdmin(), article, Map.of("name", "Minh An", "takeOver", false)))) {
            isRefused(answer, "Minh An");
            answer.then()
                    .header("Cache-Control", equalTo("no-store"))
                    .body("until", equalTo("2026-03-01T08:05:00.000000+07:00"));
        }
        acquire(anArticle().draft(), "Thu Hà").then().statusCode(200);
        isHeldBy("Minh An", article);
    }

    @Test
    void whoever_it_is_taken_from_learns_of_it_when_renewing() {
        var article = anArticle().draft();
        acquire(article, "Minh An").then().statusCode(200);
        TestClock.advance(Duration.ofMinutes(1));
        acquire(asAdmin(), article, Map.of("name", "Thu Hà", "takeOver", true))
                .then()
                .statusCode(200)
                .body("name", equalTo("Thu Hà"))
                .body("since", equalTo("2026-03-01T08:01:00.000000+07:00"))
                .body("until", equalTo("2026-03-01T08:06:00.000000+07:00"));
        isRefused(acquire(article, "Minh An"), "Thu Hà");
        isRefused(asEditor().delete(lease(article) + "?name=Minh An"), "Thu Hà");
    }

    @Test
    void taking_over_what_is_free_or_ones_own_is_acquiring_and_renewing() {
        var article = anArticle().draft();
        var request = Map.of("name", "Minh An", "takeOver", true);
        acquire(asEditor(), article, request).then().statusCode(200);
        TestClock.advance(Duration.ofMinutes(1));
        acquire(asEditor(), article, request)
                .then()
                .statusCode(200)
                .body("since", equalTo("2026-03-01T08:00:00.000000+07:00"));
    }

    @Test
    void the_holder_releases_it() {
        var article = anArticle().draft();
        asEditor().delete(lease(article)).then().statusCode(204);
        acquire(asEditor(), article, Map.of()).then().statusCode(200);
        isRefused(asAdmin().delete(lease(article)), "Biên tập");
        isRefused(asEditor().delete(lease(article) + "?name=Minh An"), "Biên tập");
        asEditor().delete(lease(article)).then().statusCode(204);
        isFree(article);
        asEditor().delete(lease(article)).then().statusCode(204);
    }

    @Test
    void a_name_is_the_same_however_its_accents_are_encoded() {
        var article = anArticle().draft();
        acquire(article, "Thu Ha\u0300").then().statusCode(200);
        acquire(article, "Thu H\u00e0").then().statusCode(200);
        isRefused(asEditor().delete(lease(article)), "Thu H\u00e0");
        asEditor()
                .queryParam("name", "Thu Ha\u0300")
                .delete(lease(article))
                .then()
                .statusCode(204);
        isFree(article);
    }

    @Test
    void nobody_is_asked_about_one_that_has_expired() {
        var article = anArticle().draft();
        acquire(article, "Minh An").then().statusCode(200);
        TestClock.advance(Duration.ofMinutes(5));
        asAdmin().delete(lease(article)).then().statusCode(204);
    }

    @RepeatedTest(5)
    void of_many_who_ask_at_once_one_gets_it() {
        var article = anArticle().draft();
        race(article);
        TestClock.advance(Duration.ofMinutes(5));
        race(article);
    }

    private static void race(Newsroom.Written article) {
        var statuses = Concurrently.run(
                MANY, number -> acquire(article, "Người " + number).statusCode());
        assertThat(statuses).containsOnlyOnce(200);
        assertThat(Collections.frequency(statuses, 409)).isEqualTo(MANY - 1);
        isHeldBy("Người " + statuses.indexOf(200), article);
    }

    @RepeatedTest(5)
    void renewals_releases_and_takeovers_at_once_leave_one_holder_or_none() {
        var article = anArticle().draft();
        acquire(article, "Người 0").then().statusCode(200);
        var answers = Concurrently.run(MANY, number -> renewReleaseOrTakeOver(article, number));
        assertThat(answers).extracting(Response::statusCode).isSubsetOf(200, 204, 409);
        assertThat(Sql.one("select count(*) from edit_lease", Long.class)).isLessThanOrEqualTo(1);
    }

    private static Response renewReleaseOrTakeOver(Newsroom.Written article, int number) {
        return switch (number % 3) {
            case 0 -> acquire(article, "Người 0");
            case 1 -> asEditor().delete(lease(article) + "?name=Người 0");
            default -> acquire(asEditor(), article, Map.of("name", "Người " + number, "takeOver", true));
        };
    }

    @Test
    void who_may_not_edit_an_article_sees_and_gets_no_lease() {
        var draft = anArticle().by(() -> asAuthor("Phóng viên")).draft();
        var published = anArticle().by(() -> asAuthor("Phóng viên")).published();
        acquire(asAuthor("Phóng viên"), draft, Map.of()).then().statusCode(200).body("name", equalTo("Phóng viên"));
        asAuthor("Phóng viên").get(lease(draft)).then().statusCode(200);
        answersEverything(404, () -> asAuthor("Người khác"), draft);
        answersEverything(403, () -> asAuthor("Phóng viên"), published);
        answersEverything(401, Api::asReader, draft);
        answersEverything(401, Api::asReader, published);
        isHeldBy("Phóng viên", draft);
        asAuthor("Phóng viên").delete(lease(draft)).then().statusCode(204);
        asEditor().put("/articles/999999999/lease").then().statusCode(404);
    }

    private static void answersEverything(int status, Supplier<RequestSpecification> as, Newsroom.Written article) {
        for (var method : List.of("GET", "PUT", "DELETE")) {
            assertThat(as.get().request(method, lease(article)).statusCode())
                    .as(method)
                    .isEqualTo(status);
        }
    }

    @Test
    void it_changes_nothing_of_the_article() {
        var article = anArticle().published();
        String since = asReader().get("/changes?since=now").path("page.nextCursor");
        var forEditors = asEditor().get(article.path());
        var forReaders = asReader().get(article.path());
        acquire(article, "Minh An").then().statusCode(200);
        acquire(article, "Minh An").then().statusCode(200);
        acquire(asAdmin(), article, Map.of("takeOver", true)).then().statusCode(200);
        isSame(forEditors, asEditor().get(article.path()));
        isSame(forReaders, asReader().get(article.path()));
        asAdmin().delete(lease(article)).then().statusCode(204);
        isSame(forEditors, asEditor().get(article.path()));
        isSame(forReaders, asReader().get(article.path()));
        asReader().get("/changes?since=" + since).then().body("items", empty());
        asEditor().get(article.path() + "/revisions?count=exact").then().body("page.total", equalTo(1));
    }

    private static void isSame(Response before, Response after) {
        assertThat(after.asString()).isEqualTo(before.asString());
        assertThat(after.header("ETag")).isEqualTo(before.header("ETag"));
    }

    @Test
    void it_blocks_nobodys_edits() {
        var article = anArticle().draft();
        acquire(article, "Minh An").then().statusCode(200);
        sending(asAdmin().header("If-Match", article.etag()), anArticle().content())
                .put(article.path())
                .then()
                .statusCode(200);
        article.move("publish", Map.of());
        isHeldBy("Minh An", article);
    }

    @Test
    void it_outlives_the_trash_and_goes_with_the_article() {
        var article = anArticle().draft();
        acquire(article, "Minh An").then().statusCode(200);
        asAdmin().delete(article.path()).then().statusCode(204);
        isHeldBy("Minh An", article);
        article.move("restore", null);
        isHeldBy("Minh An", article);
        Sql.execute("delete from article");
        assertThat(Sql.one("select count(*) from edit_lease", Long.class)).isZero();
        asEditor().get(lease(article)).then().statusCode(404);
    }

    @Test
    void what_is_wrong_with_a_request_is_said() {
        var article = anArticle().draft();
        for (var wrong : List.<Map<String, ?>>of(
                Map.of("seconds", 29),
                Map.of("seconds", 3601),
                Map.of("seconds", "300"),
                Map.of("name", ""),
                Map.of("name", "x".repeat(201)),
                Map.of("takeOver", "true"),
                Map.of("until", "2026-03-01T08:05:00Z"))) {
            var property = wrong.keySet().iterator().next();
            acquire(asEditor(), article, wrong)
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", equalTo(List.of("/" + property)));
        }
        asEditor().delete(lease(article) + "?name=").then().statusCode(400);
        asEditor().delete(lease(article) + "?ten=Minh").then().statusCode(400);
        isFree(article);
    }

    @Test
    void the_limits_themselves_are_allowed() {
        var article = anArticle().draft();
        for (var right : List.of(Map.of("seconds", 30), Map.of("seconds", 3600))) {
            acquire(asEditor(), article, right).then().statusCode(200);
        }
        acquire(asEditor(), anArticle().draft(), Map.of("name", "👩".repeat(200)))
                .then()
                .statusCode(200);
        sending(asEditor(), "{\"name\": null, \"seconds\": null, \"takeOver\": null}")
                .put(lease(article))
                .then()
                .statusCode(200)
                .body("until", equalTo("2026-03-01T08:05:00.000000+07:00"));
    }
}
