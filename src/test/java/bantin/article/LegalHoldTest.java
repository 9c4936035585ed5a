package bantin.article;

import static bantin.testsupport.Api.asAdmin;
import static bantin.testsupport.Api.asAuthor;
import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Api.sending;
import static bantin.testsupport.Newsroom.anArticle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import bantin.testsupport.Api;
import bantin.testsupport.Concurrently;
import bantin.testsupport.Json;
import bantin.testsupport.Newsroom;
import bantin.testsupport.Newsroom.Written;
import bantin.testsupport.Sql;
import bantin.testsupport.Statements;
import bantin.testsupport.TestClock;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** While a legal hold stands, nobody deletes the article; and readers do not notice it. */
@QuarkusTest
class LegalHoldTest {

    private static final Instant BEGINNING = Instant.parse("2026-03-01T01:00:00Z");
    private static final String REASON = "Vụ kiện 12/2021";

    @Inject
    TrashMaintenance maintenance;

    private static String hold(Written article) {
        return article.path() + "/legal-hold";
    }

    private static Response setHold(Written article) {
        return sending(asAdmin(), Map.of("reason", REASON)).put(hold(article));
    }

    private static Written held(Written article) {
        setHold(article).then().statusCode(200);
        return article;
    }

    private static void isRefused(Response answer) {
        answer.then()
                .statusCode(409)
                .body("type", equalTo("/problems/legal-hold"))
                .body("detail", not(containsString(REASON)));
    }

    @Test
    void an_article_with_a_hold_can_be_neither_trashed_nor_purged_by_anybody() {
        TestClock.stopAt(BEGINNING);
        var own = held(anArticle().by(() -> asAuthor("Lan")).draft());
        isRefused(asAuthor("Lan").delete(own.path()));
        for (var article : List.of(
                own,
                held(anArticle().published()),
                held(anArticle().unpublished()),
                held(anArticle().withdrawn("Sai.")),
                held(anArticle().scheduledFor("2099-01-01T00:00:00Z")),
                held(anArticle().trashed()))) {
            var before = asEditor().get(article.path());
            isRefused(asEditor().delete(article.path()));
            isRefused(asAdmin().delete(article.path()));
            isRefused(asAdmin().delete(article.path() + "?purge=true"));
            assertThat(asEditor().get(article.path()).asString()).isEqualTo(before.asString());
        }
    }

    @Test
    void without_the_hold_it_can_be_deleted_again() {
        var article = held(anArticle().published());
        asAdmin().delete(hold(article)).then().statusCode(204);
        asEditor().delete(article.path()).then().statusCode(204);
        setHold(article).then().statusCode(200);
        asAdmin().delete(article.path() + "?purge=true").then().statusCode(409);
        asAdmin().delete(hold(article)).then().statusCode(204);
        asAdmin().delete(hold(article)).then().statusCode(204);
        asAdmin().delete(article.path() + "?purge=true").then().statusCode(204);
    }

    @Test
    void what_was_in_the_trash_already_is_not_purged_until_the_hold_is_removed() {
        TestClock.stopAt(BEGINNING);
        var kept = held(anArticle().trashed());
        var other = anArticle().trashed();
        TestClock.advance(Duration.ofDays(31));
        maintenance.purgeExpired();
        asEditor().get(kept.path()).then().statusCode(200).body("status", equalTo("trashed"));
        asEditor().get(other.path()).then().statusCode(404);
        asAdmin().delete(hold(kept)).then().statusCode(204);
        maintenance.purgeExpired();
        asEditor().get(kept.path()).then().statusCode(404);
    }

    @Test
    void articles_with_holds_do_not_fill_the_batches_of_the_job() {
        TestClock.stopAt(BEGINNING);
        var section = Newsroom.aSection("Mục");
        for (int i = 0; i <= TrashMaintenance.ARTICLES_AT_ONCE; i++) {
            held(anArticle().in(section).trashed());
        }
        var other = anArticle().in(section).trashed();
        TestClock.advance(Duration.ofDays(31));
        maintenance.purgeExpired();
        asEditor().get(other.path()).then().statusCode(404);
        assertThat(Sql.one("select count(*) from article", Long.class))
                .isEqualTo(TrashMaintenance.ARTICLES_AT_ONCE + 1);
    }

    @Test
    void everything_else_goes_on() {
        var article = held(anArticle().published());
        Newsroom.patch(article.path(), Map.of("title", "Tựa khác"));
        article.move("unpublish", null);
        article.move("publish", Map.of());
        article.move("withdraw", Map.of("reason", "Sai."));
        article.move("restore", null);
        var trashed = held(anArticle().trashed());
        trashed.move("restore", null);
        asEditor().get(trashed.path()).then().statusCode(200).body("status", equalTo("draft"));
    }

    @Test
    void its_reason_can_be_replaced_and_it_stands_since_it_was_first_set() {
        TestClock.stopAt(BEGINNING);
        var article = anArticle().draft();
        setHold(article)
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body("reason", equalTo(REASON))
                .body("since", equalTo("2026-03-01T08:00:00.000000+07:00"))
                .body("keyId", notNullValue());
        TestClock.advance(Duration.ofDays(1));
        sending(asAdmin(), Map.of("reason", "Vụ kiện 13/2021"))
                .put(hold(article))
                .then()
                .statusCode(200)
                .body("reason", equalTo("Vụ kiện 13/2021"))
                .body("since", equalTo("2026-03-01T08:00:00.000000+07:00"));
        asEditor().get(article.path()).then().body("legalHold.reason", equalTo("Vụ kiện 13/2021"));
    }

    @Test
    void only_an_admin_sets_and_removes_it() {
        var article = anArticle().by(() -> asAuthor("Lan")).draft();
        for (var as : List.<Supplier<RequestSpecification>>of(() -> asAuthor("Lan"), Api::asEditor)) {
            sending(as.get(), Map.of("reason", REASON))
                    .put(hold(article))
                    .then()
                    .statusCode(403);
        }
        held(article);
        asReader().delete(hold(article)).then().statusCode(401);
        asAuthor("Lan").delete(hold(article)).then().statusCode(403);
        asEditor().delete(hold(article)).then().statusCode(403);
        asAdmin().delete(article.path()).then().statusCode(409);
        sending(asAdmin(), Map.of("reason", REASON))
                .put("/articles/999999999/legal-hold")
                .then()
                .statusCode(404);
        asAdmin().delete("/articles/999999999/legal-hold").then().statusCode(404);
    }

    @Test
    void editors_and_admins_see_it_and_nobody_else() {
        var draft = held(anArticle().by(() -> asAuthor("Lan")).draft());
        var published = held(anArticle().by(() -> asAuthor("Lan")).published());
        for (var article : List.of(draft, published)) {
            for (var path : List.of(article.path(), "/articles/by-slug/" + article.slug())) {
                asEditor().get(path).then().body("legalHold.reason", equalTo(REASON));
                asAdmin().get(path).then().body("legalHold.reason", equalTo(REASON));
                assertThat(asAuthor("Lan").get(path).asString()).doesNotContain("legalHold", REASON);
                assertThat(asReader().get(path).asString()).doesNotContain("legalHold", REASON);
            }
        }
        asEditor().get(draft.path() + "?fields=title").then().body("legalHold", nullValue());
        asEditor().get(draft.path() + "?fields=legalHold").then().body("legalHold.reason", equalTo(REASON));
        asReader().get(published.path() + "?fields=title,legalHold").then().body("legalHold", nullValue());
        asEditor()
                .contentType(Api.MERGE_PATCH)
                .header("If-Match", "*")
                .body("{\"title\": \"Tựa khác\"}")
                .patch(published.path())
                .then()
                .statusCode(200)
                .body("legalHold.reason", equalTo(REASON));
        var saved = asAuthor("Lan")
                .contentType(Api.MERGE_PATCH)
                .header("If-Match", "*")
                .body("{\"title\": \"Tựa khác\"}")
                .patch(draft.path());
        saved.then().statusCode(200);
        assertThat(saved.asString()).doesNotContain("legalHold", REASON);
    }

    @Test
    void a_client_sends_back_what_it_read() {
        var article = held(anArticle().published());
        var read = (ObjectNode) Json.read(asEditor().get(article.path()).asString());
        sending(
                        asEditor().header("If-Match", "*"),
                        read.deepCopy().put("title", "Tựa khác").toString())
                .put(article.path())
                .then()
                .statusCode(200);
        var changed = read.deepCopy();
        ((ObjectNode) changed.get("legalHold")).put("reason", "Khác");
        sending(asEditor().header("If-Match", "*"), changed.toString())
                .put(article.path())
                .then()
                .statusCode(400);
    }

    @Test
    void readers_and_versions_do_not_change() {
        var article = anArticle().published();
        String since = asReader().get("/changes?since=now").path("page.nextCursor");
        var forReaders = asReader().get(article.path());
        var list = asReader().get("/articles");
        held(article);
        assertThat(Statements.during(() -> isSame(forReaders, asReader().get(article.path()))))
                .isEmpty();
        isSame(list, asReader().get("/articles"));
        asEditor().get(article.path()).then().body("version", equalTo(article.version()));
        asAdmin().delete(hold(article)).then().statusCode(204);
        isSame(forReaders, asReader().get(article.path()));
        asEditor().get(article.path()).then().body("version", equalTo(article.version()));
        asReader().get("/changes?since=" + since).then().body("items", empty());
        asEditor().get(article.path() + "/revisions?count=exact").then().body("page.total", equalTo(1));
    }

    private static void isSame(Response before, Response after) {
        assertThat(after.asString()).isEqualTo(before.asString());
        assertThat(after.header("ETag")).isEqualTo(before.header("ETag"));
        assertThat(after.header("Last-Modified")).isEqualTo(before.header("Last-Modified"));
    }

    @Test
    void no_other_program_deletes_it_by_accident() {
        var article = held(anArticle().published());
        assertThatThrownBy(() -> Sql.execute("delete from article where id = " + article.id()))
                .hasStackTraceContaining("legal hold");
        asReader().get(article.path()).then().statusCode(200);
    }

    @RepeatedTest(10)
    void of_a_hold_and_a_deletion_at_once_one_succeeds() {
        race(anArticle().published(), "?purge=true", 404);
        race(anArticle().trashed(), "?purge=true", 404);
        race(anArticle().published(), "", 200);
    }

    /** @param found the response to the hold if the deletion was first: of a trashed article it is allowed */
    private static void race(Written article, String query, int found) {
        var statuses = Concurrently.run(
                2,
                thread -> thread == 0
                        ? setHold(article).statusCode()
                        : asAdmin().delete(article.path() + query).statusCode());
        var holds = statuses.get(0) == 200;
        assertThat(statuses).isIn(List.of(200, 409), List.of(found, 204));
        var read = asEditor().get(article.path());
        if (statuses.get(1) == 409) {
            assertThat(holds).isTrue();
            read.then().statusCode(200).body("legalHold.reason", equalTo(REASON));
        } else if (found == 404) {
            read.then().statusCode(404);
        } else {
            read.then().body("status", equalTo("trashed"));
        }
    }

    @RepeatedTest(10)
    void the_job_and_a_hold_at_once_leave_the_article_or_no_hold() {
        TestClock.stopAt(BEGINNING);
        var article = anArticle().trashed();
        TestClock.advance(Duration.ofDays(31));
        var statuses = Concurrently.run(2, thread -> {
            if (thread == 0) {
                return setHold(article).statusCode();
            }
            maintenance.purgeExpired();
            return null;
        });
        assertThat(statuses.get(0)).isIn(200, 404);
        asEditor().get(article.path()).then().statusCode(statuses.get(0));
    }

    @Test
    void what_is_wrong_with_a_request_is_said() {
        var article = anArticle().draft();
        for (var wrong : List.<Map<String, ?>>of(
                Map.of(),
                Map.of("reason", " "),
                Map.of("reason", "x".repeat(1001)),
                Map.of("reason", 1),
                Map.of("reason", "x", "since", "2026-03-01T01:00:00Z"))) {
            sending(asAdmin(), wrong).put(hold(article)).then().statusCode(400);
        }
        asEditor().get(article.path()).then().body("legalHold", nullValue());
    }
}
