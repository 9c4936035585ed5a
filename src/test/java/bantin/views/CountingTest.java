package bantin.views;

import static bantin.testsupport.Api.asAuthor;
import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Api.sending;
import static bantin.testsupport.Newsroom.anArticle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import bantin.testsupport.Api;
import bantin.testsupport.Concurrently;
import bantin.testsupport.Newsroom;
import bantin.testsupport.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CountingTest {

    @Inject
    Session database;

    @Inject
    ViewMaintenance maintenance;

    @Test
    void a_hundred_views_at_once_give_a_hundred_consecutive_counts() {
        var article = anArticle().published();
        sending(asEditor(), Map.of("total", 1984))
                .put(article.path() + "/views")
                .then()
                .statusCode(200);
        var counts = Concurrently.run(20, thread -> {
            var mine = new ArrayList<Long>();
            for (int i = 0; i < 5; i++) {
                mine.add(asReader()
                        .post(article.path() + "/views")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .getLong("views"));
            }
            return mine;
        });
        assertThat(counts.stream().flatMap(ArrayList::stream).toList())
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1985, 2084).boxed().toList());
        asReader()
                .get(article.path() + "/views")
                .then()
                .body("views", equalTo(2084))
                .body("articleId", equalTo((int) article.id()));
    }

    @Test
    void an_edit_meanwhile_loses_no_view_and_the_version_stays_the_editors() {
        var article = anArticle().published();
        Concurrently.run(4, thread -> {
            for (int i = 0; i < 10; i++) {
                if (thread == 0) {
                    sending(asEditor().header("If-Match", "*"), anArticle().content())
                            .put(article.path() + "?publish=true")
                            .then()
                            .statusCode(200);
                } else {
                    asReader().post(article.path() + "/views").then().statusCode(200);
                }
            }
            return null;
        });
        asReader()
                .get(article.path() + "?include=views")
                .then()
                .body("views", equalTo(30))
                .body("version", equalTo(12));
    }

    @Test
    void only_editors_set_what_the_count_goes_on_from() {
        var article = anArticle().published();
        sending(asReader(), Map.of("total", 5))
                .put(article.path() + "/views")
                .then()
                .statusCode(401);
        sending(asAuthor("Lan"), Map.of("total", 5))
                .put(article.path() + "/views")
                .then()
                .statusCode(403);
        for (var bad : new String[] {
            "{\"total\": -1}", "{\"total\": 1.5}", "{}", "{\"total\": \"5\"}", "{\"total\": 9007199254740992}"
        }) {
            sending(asEditor(), bad).put(article.path() + "/views").then().statusCode(400);
        }
        asReader().get(article.path() + "/views").then().body("views", equalTo(0));
    }

    @Test
    void what_is_not_there_is_not_counted() {
        asReader().post("/articles/999999/views").then().statusCode(404);
        asReader().get("/articles/999999/views").then().statusCode(404);
        sending(asEditor(), Map.of("total", 5))
                .put("/articles/999999/views")
                .then()
                .statusCode(404);
    }

    @Test
    void an_answer_says_the_number_that_this_view_made_or_nothing_if_that_is_preferred() {
        var article = anArticle().published();
        asReader()
                .post(article.path() + "/views")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("Cache-Control", equalTo("no-store"))
                .body("articleId", equalTo((int) article.id()))
                .body("views", equalTo(1))
                .body("counted", equalTo(true));
        var minimal = asReader().header("Prefer", "return=minimal").post(article.path() + "/views");
        minimal.then().statusCode(204).header("Preference-Applied", equalTo("return=minimal"));
        assertThat(minimal.asString()).isEmpty();
        reads(article, 2);
    }

    @Test
    void a_view_does_not_move_the_etag_of_its_article() {
        var article = anArticle().published();
        var etag = asReader().get(article.path()).header("ETag");
        asReader().post(article.path() + "/views").then().statusCode(200);
        asReader().get(article.path()).then().header("ETag", equalTo(etag));
        reads(article, 1);
    }

    @Test
    void a_beacon_sends_text_and_needs_no_preflight() {
        var article = anArticle().published();
        var answer = asReader()
                .header("Origin", "https://bao.example.vn")
                .contentType("text/plain;charset=UTF-8")
                .body("{\"visitor\": \"f3a1c2\"}")
                .post(article.path() + "/views");
        answer.then()
                .statusCode(200)
                .body("counted", equalTo(true))
                .header("Access-Control-Allow-Origin", equalTo("*"));
        asReader()
                .contentType("text/plain;charset=UTF-8")
                .body("")
                .post(article.path() + "/views")
                .then()
                .statusCode(200)
                .body("views", equalTo(2));
    }

    @Test
    void crawlers_are_answered_but_not_counted_and_programs_that_readers_use_are() {
        var article = anArticle().published();
        for (var crawler : List.of(
                "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
                "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
                "facebookexternalhit/1.1",
                "Mozilla/5.0 (compatible; coccocbot-web/1.0; +http://help.coccoc.com/searchengine)",
                "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2)",
                "kiem-tra-cua-toa-soan/1.0")) {
            for (int i = 0; i < 2; i++) {
                asReader()
                        .header("User-Agent", crawler)
                        .post(article.path() + "/views")
                        .then()
                        .statusCode(200)
                        .body("counted", equalTo(false))
                        .body("views", equalTo(0));
            }
        }
        var readers = List.of(
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
                        + "Version/17.0 Mobile/15E148 Safari/604.1",
                "curl/8.5.0",
                "okhttp/4.12.0",
                "Zalo/24.1 android");
        for (var reader : readers) {
            asReader()
                    .header("User-Agent", reader)
                    .post(article.path() + "/views")
                    .then()
                    .statusCode(200)
                    .body("counted", equalTo(true));
        }
        reads(article, readers.size());
    }

    @Test
    void pages_that_are_fetched_ahead_are_not_counted() {
        var article = anArticle().published();
        for (var header : Map.of(
                        "Sec-Purpose", "prefetch;prerender",
                        "Purpose", "prefetch",
                        "X-Moz", "prefetch")
                .entrySet()) {
            asReader()
                    .header(header.getKey(), header.getValue())
                    .post(article.path() + "/views")
                    .then()
                    .statusCode(200)
                    .body("counted", equalTo(false));
        }
        reads(article, 0);
    }

    @Test
    void a_visitor_counts_once_in_half_an_hour_on_each_article() {
        TestClock.stopAt(Instant.parse("2024-05-10T02:00:00Z"));
        var article = anArticle().published();
        var other = anArticle().published();
        visit(article, "a").body("counted", equalTo(true)).body("views", equalTo(1));
        visit(article, "a").body("counted", equalTo(false)).body("views", equalTo(1));
        visit(article, "b").body("counted", equalTo(true)).body("views", equalTo(2));
        visit(other, "a").body("counted", equalTo(true)).body("views", equalTo(1));
        sending(asReader(), Map.of("visitor", "a"))
                .post(article.path() + "/views")
                .then()
                .body("counted", equalTo(false));
        TestClock.advance(Duration.ofMinutes(29));
        visit(article, "a").body("counted", equalTo(false));
        TestClock.advance(Duration.ofMinutes(1));
        visit(article, "a").body("counted", equalTo(true)).body("views", equalTo(3));
        reads(article, 3);
    }

    @Test
    void of_many_views_of_a_visitor_at_once_one_counts() {
        var article = anArticle().published();
        var counted = Concurrently.run(
                16,
                thread -> asReader()
                        .header("Visitor-Id", "a")
                        .post(article.path() + "/views")
                        .then()
                        .statusCode(200)
                        .extract()
                        .<Boolean>path("counted"));
        assertThat(counted).containsOnlyOnce(true);
        reads(article, 1);
    }

    @Test
    void a_visitor_is_still_known_when_the_key_has_changed_at_midnight() {
        // days whose key this node does not remember from other tests
        TestClock.stopAt(Instant.parse("2018-07-04T23:50:00Z"));
        var article = anArticle().published();
        visit(article, "a").body("counted", equalTo(true));
        TestClock.advance(Duration.ofMinutes(20));
        visit(article, "a").body("counted", equalTo(false));
        maintenance.forgetVisitors();
        assertThat(rows("select cast(day as text) from view_visitor_key order by day"))
                .containsExactly("2018-07-04", "2018-07-05");
        TestClock.advance(Duration.ofMinutes(20));
        visit(article, "a").body("counted", equalTo(true));
        TestClock.advance(Duration.ofHours(1));
        maintenance.forgetVisitors();
        assertThat(rows("select cast(day as text) from view_visitor_key")).containsExactly("2018-07-05");
        assertThat(rows("select 'x' from view_visitor")).isEmpty();
    }

    @Test
    void of_a_visitor_only_a_keyed_hash_is_kept_and_another_one_on_each_article() {
        var visitor = "nguoi-doc-rat-de-nhan-ra";
        visit(anArticle().published(), visitor);
        visit(anArticle().published(), visitor);
        var kept = rows("select encode(visitor, 'hex') from view_visitor");
        assertThat(kept).hasSize(2).doesNotHaveDuplicates();
        assertThat(kept).allMatch(hash -> hash.length() == 32);
        assertThat(rows("select cast(t as text) from idempotency_record t")).noneMatch(row -> row.contains(visitor));
    }

    @Test
    void a_retry_with_its_key_counts_once_and_gets_the_first_answer() {
        var article = anArticle().published();
        asReader().post(article.path() + "/views").then().statusCode(200);
        for (int i = 0; i < 3; i++) {
            asReader()
                    .header("Idempotency-Key", "lan-1")
                    .post(article.path() + "/views")
                    .then()
                    .statusCode(200)
                    .header("Idempotency-Replayed", i == 0 ? nullValue() : equalTo("true"))
                    .body("views", equalTo(2))
                    .body("counted", equalTo(true));
            asReader().post(article.path() + "/views").then().body("views", equalTo(3 + i));
        }
        var other = anArticle().published();
        asReader()
                .header("Idempotency-Key", "lan-1")
                .post(other.path() + "/views")
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/idempotency-key-reused"));
        sending(asEditor().header("Idempotency-Key", "lan-2"), Map.of("name", "Một"))
                .post("/tags");
        asEditor()
                .header("Idempotency-Key", "lan-2")
                .post(other.path() + "/views")
                .then()
                .statusCode(422);
        reads(article, 5);
        reads(other, 0);
    }

    @Test
    void a_refused_view_may_be_tried_again_with_its_key() {
        var article = anArticle().draft();
        var view = asReader().header("Idempotency-Key", "som");
        view.post(article.path() + "/views").then().statusCode(404);
        article.move("publish", Map.of());
        asReader()
                .header("Idempotency-Key", "som")
                .post(article.path() + "/views")
                .then()
                .statusCode(200)
                .body("views", equalTo(1));
    }

    @Test
    void a_caller_with_a_key_counts_like_any_other_and_a_bad_key_is_refused() {
        var article = anArticle().published();
        asEditor().post(article.path() + "/views").then().statusCode(200).body("views", equalTo(1));
        asEditor()
                .header("Prefer", "return=minimal")
                .post(article.path() + "/views")
                .then()
                .statusCode(204);
        Api.withKey("wrong").post(article.path() + "/views").then().statusCode(401);
        reads(article, 2);
    }

    /** Browsers ignore the response to a beacon. */
    @Test
    void a_view_is_not_lost_for_what_stands_beside_it() {
        var article = anArticle().published();
        int views = 0;
        for (var body : List.of(
                "null",
                "",
                "[]",
                "{",
                "{\"visitor\": null}",
                "{\"visitor\": {}}",
                "{\"page\": [1, {\"visitor\": 1}]}",
                "a=b&",
                "ch\u00e0o",
                "visitor=%")) {
            counts(article, "text/plain;charset=UTF-8", body, "");
            counts(article, "application/json;charset=UTF-8", body, "?utm_source=x&_=1&id=7");
            views += 2;
        }
        counts(article, "application/x-www-form-urlencoded;charset=UTF-8", "", "");
        asReader()
                .header("Visitor-Id", "")
                .post(article.path() + "/views")
                .then()
                .statusCode(200);
        asEditor().post(article.path() + "/views?utm_source=x").then().statusCode(200);
        reads(article, views + 3);
    }

    private static void counts(Newsroom.Written article, String type, String body, String query) {
        asReader()
                .contentType(type)
                .body(body)
                .post(article.path() + "/views" + query)
                .then()
                .statusCode(200)
                .body("counted", equalTo(true));
    }

    @Test
    void a_visitor_is_the_text_of_any_scalar_in_json_or_a_form() {
        var article = anArticle().published();
        counts(article, "text/plain;charset=UTF-8", "{\"at\": [], \"visitor\": 12345, \"more\": true}", "");
        for (var again : List.of("{\"visitor\": \"12345\"}", "visitor=12345&a=b", "a=b&visitor=%31%32345")) {
            asReader()
                    .contentType("text/plain;charset=UTF-8")
                    .body(again)
                    .post(article.path() + "/views")
                    .then()
                    .statusCode(200)
                    .body("counted", equalTo(false));
        }
        counts(article, "text/plain;charset=UTF-8", "{\"visitor\": 1e9999999999}", "");
        counts(article, "text/plain;charset=UTF-8", "{\"visitor\": \"c\u00f3 d\u1ea5u\"}", "");
        counts(article, "text/plain;charset=UTF-8", "{\"visitor\": \"" + "x".repeat(3000) + "\"}", "");
        reads(article, 4);
    }

    @Test
    void a_retry_key_that_is_none_is_refused_and_nothing_is_counted() {
        var article = anArticle().published();
        asReader()
                .header("Idempotency-Key", "x".repeat(256))
                .post(article.path() + "/views")
                .then()
                .statusCode(400);
        asReader().post("/articles/abc/views").then().statusCode(404);
        reads(article, 0);
    }

    @Test
    void of_what_is_not_public_nothing_is_written() {
        for (var article : List.of(
                anArticle().draft(),
                anArticle().scheduledFor("2100-01-01T00:00:00Z"),
                anArticle().unpublished(),
                anArticle().trashed())) {
            visit(article, "a").statusCode(404);
            asReader()
                    .header("Idempotency-Key", "k-" + article.id())
                    .post(article.path() + "/views")
                    .then()
                    .statusCode(404);
        }
        visit(anArticle().withdrawn("Sai số liệu"), "a").statusCode(410).body("detail", equalTo("Sai số liệu"));
        assertThat(rows("select 'x' from view_count where total > 0")).isEmpty();
        for (var table : List.of("view_hour", "view_visitor", "idempotency_record")) {
            assertThat(rows("select 'x' from " + table)).as(table).isEmpty();
        }
    }

    @Test
    void what_is_counted_can_be_watched() {
        var before = metric(views("counted", "none"));
        var article = anArticle().published();
        asReader().post(article.path() + "/views").then().statusCode(200);
        asReader()
                .header("Purpose", "prefetch")
                .post(article.path() + "/views")
                .then()
                .statusCode(200);
        asReader().post("/articles/999999/views").then().statusCode(404);
        assertThat(metric(views("counted", "none"))).isEqualTo(before + 1);
        for (var name : List.of(
                views("ignored", "none"),
                views("rejected", "not-public"),
                "bantin_views_batch_size_count",
                "bantin_views_commit_seconds_count")) {
            assertThat(metric(name)).as(name).isPositive();
        }
        assertThat(metric("bantin_views_queue_length")).isZero();
    }

    private static String views(String result, String reason) {
        return "bantin_views_total{reason=\"" + reason + "\",result=\"" + result + "\"}";
    }

    private static double metric(String name) {
        return asReader()
                .basePath("")
                .get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static ValidatableResponse visit(Newsroom.Written article, String visitor) {
        return asReader()
                .header("Visitor-Id", visitor)
                .post(article.path() + "/views")
                .then();
    }

    private static void reads(Newsroom.Written article, int views) {
        asReader().get(article.path() + "/views").then().body("views", equalTo(views));
    }

    private List<String> rows(String sql) {
        return database.createNativeQuery(sql, String.class).getResultList();
    }
}
