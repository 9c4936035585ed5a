package bantin.views;

import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Api.sending;
import static bantin.testsupport.Newsroom.anArticle;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import bantin.testsupport.Newsroom;
import bantin.testsupport.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BatchViewsTest {

    private static ValidatableResponse send(Object... views) {
        return sending(asReader(), Map.of("views", List.of(views)))
                .post("/views")
                .then();
    }

    private static Map<String, Object> of(Newsroom.Written article, Object... more) {
        var view = new java.util.LinkedHashMap<String, Object>(Map.of("articleId", article.id()));
        for (int i = 0; i < more.length; i += 2) {
            view.put((String) more[i], more[i + 1]);
        }
        return view;
    }

    @Test
    void each_view_is_judged_by_itself_and_a_bad_one_does_not_hurt_the_others() {
        TestClock.stopAt(Instant.parse("2024-05-10T02:30:00Z"));
        var article = anArticle().published();
        var draft = anArticle().draft();
        var gone = anArticle().withdrawn("Sai số liệu");
        sending(asReader(), """
                        {"views": [{"articleId": %1$d}, {"articleId": %1$d, "count": 3}, {"articleId": %2$d}, {"articleId": %3$d},
                                   {"articleId": 999999}, {}, 7, {"articleId": %1$d, "cuont": 2}, {"articleId": %1$d, "count": 0},
                                   {"articleId": %1$d, "at": "2024-05-03T02:29:59Z"}, {"articleId": %1$d, "at": "2024-05-10T03:00:00Z"},
                                   {"articleId": %1$d, "visitor": "a", "count": 2}, {"articleId": "x"}, {"articleId": %1$d}]}
                        """.formatted(article.id(), draft.id(), gone.id()))
                .post("/views")
                .then()
                .statusCode(200)
                .body("results", hasSize(14))
                .body("results[0].views", equalTo(1))
                .body("results[1].views", equalTo(4))
                .body("results[13].views", equalTo(5))
                .body("results[13].counted", equalTo(true))
                .body("results[0].errors", nullValue())
                .body("results[2].errors[0].pointer", equalTo("/views/2/articleId"))
                .body("results[2].errors[0].code", equalTo("not-found"))
                .body("results[3].errors[0].code", equalTo("withdrawn"))
                .body("results[3].errors[0].message", equalTo("Sai số liệu"))
                .body("results[4].errors[0].pointer", equalTo("/views/4/articleId"))
                .body("results[5].errors[0].pointer", equalTo("/views/5/articleId"))
                .body("results[6].errors[0].pointer", equalTo("/views/6"))
                .body("results[7].errors[0].pointer", equalTo("/views/7/cuont"))
                .body("results[8].errors[0].pointer", equalTo("/views/8/count"))
                .body("results[9].errors[0].pointer", equalTo("/views/9/at"))
                .body("results[10].errors[0].pointer", equalTo("/views/10/at"))
                .body("results[11].errors[0].pointer", equalTo("/views/11/count"))
                .body("results[12].errors[0].pointer", equalTo("/views/12/articleId"));
        asReader().get(article.path() + "/views").then().body("views", equalTo(5));
    }

    @Test
    void a_view_goes_into_the_hour_in_which_it_happened() {
        TestClock.stopAt(Instant.parse("2024-05-10T02:30:00Z"));
        var article = anArticle().dated("2024-01-01T00:00:00Z").published();
        send(
                        of(article, "at", "2024-05-03T09:30:00+07:00", "count", 2),
                        of(article, "at", "2024-05-09T23:59:59+07:00", "count", 3),
                        of(article, "at", "2024-05-10T00:00:00+07:00", "count", 4),
                        of(article, "at", "2024-05-10T09:34:00+07:00"),
                        of(article))
                .statusCode(200)
                .body("results.views", contains(2, 5, 9, 10, 11));
        asReader()
                .get(article.path() + "/views?interval=day&from=2024-05-03T00:00:00Z")
                .then()
                .body("series.views", contains(2, 0, 0, 0, 0, 0, 3, 6))
                .body("series[0].from", equalTo("2024-05-03T00:00:00.000000+07:00"));
        asReader()
                .get(article.path() + "/views?interval=hour&from=2024-05-10T02:00:00Z")
                .then()
                .body("series.views", contains(2));
    }

    @Test
    void the_views_of_a_visitor_count_half_an_hour_apart_in_whatever_order_they_come() {
        TestClock.stopAt(Instant.parse("2024-05-10T05:00:00Z"));
        var article = anArticle().published();
        send(
                        of(article, "visitor", "a", "at", "2024-05-10T04:20:00Z"),
                        of(article, "visitor", "a", "at", "2024-05-10T04:00:00Z"),
                        of(article, "visitor", "a", "at", "2024-05-10T04:30:00Z"),
                        of(article, "visitor", "b", "at", "2024-05-10T04:30:00Z"))
                .body("results.counted", contains(false, true, true, true))
                .body("results.views", contains(0, 1, 2, 3));
        send(
                        of(article, "visitor", "a", "at", "2024-05-10T04:45:00Z"),
                        of(article, "visitor", "a", "at", "2024-05-10T03:00:00Z"),
                        of(article, "visitor", "a"))
                .body("results.counted", contains(false, true, true));
        asReader().get(article.path() + "/views").then().body("views", equalTo(5));
    }

    @Test
    void a_retry_of_the_whole_counts_once() {
        var article = anArticle().published();
        for (int i = 0; i < 2; i++) {
            sending(asReader().header("Idempotency-Key", "chuyen-1"), Map.of("views", List.of(of(article, "count", 7))))
                    .post("/views")
                    .then()
                    .statusCode(200)
                    .body("results[0].views", equalTo(7));
        }
        asReader().get(article.path() + "/views").then().body("views", equalTo(7));
    }

    @Test
    void a_thousand_are_taken_and_no_more() {
        var article = anArticle().published();
        send(Collections.nCopies(1000, of(article)).toArray())
                .statusCode(200)
                .body("results.counted", everyItem(equalTo(true)))
                .body("results[999].views", equalTo(1000));
        send(Collections.nCopies(1001, of(article)).toArray())
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/views"));
        for (var body : List.of("{\"views\": []}", "{}", "[]", "{\"views\": 1}", "{\"view\": []}")) {
            sending(asReader(), body).post("/views").then().statusCode(400);
        }
        asReader().get(article.path() + "/views").then().body("views", equalTo(1000));
    }

    @Test
    void crawlers_gather_no_views() {
        var article = anArticle().published();
        sending(asReader().header("User-Agent", "Googlebot/2.1"), Map.of("views", List.of(of(article))))
                .post("/views")
                .then()
                .statusCode(200)
                .body("results[0].counted", equalTo(false));
    }

    @Test
    void many_counts_are_read_at_once_in_the_order_that_was_asked_for() {
        var first = anArticle().published();
        var second = anArticle().published();
        var draft = anArticle().draft();
        send(of(first, "count", 3)).statusCode(200);
        var ids = second.id() + "," + draft.id() + "," + first.id() + ",999999";
        asReader()
                .get("/views?articles=" + ids)
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-cache"))
                .body("items.articleId", contains((int) second.id(), (int) first.id()))
                .body("items.views", contains(0, 3));
        asEditor().get("/views?articles=" + ids).then().body("items", hasSize(3));
        asReader().get("/views?articles=1&articles=2").then().statusCode(200);
        for (var query :
                List.of("", "?articles=a", "?articles=1,,2", "?articles=" + "1,".repeat(100) + "1", "?ids=1")) {
            asReader().get("/views" + query).then().statusCode(400);
        }
    }
}
