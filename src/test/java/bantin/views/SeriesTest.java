package bantin.views;

import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Api.sending;
import static bantin.testsupport.Newsroom.anArticle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import bantin.testsupport.Newsroom;
import bantin.testsupport.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SeriesTest {

    @Inject
    ViewMaintenance maintenance;

    @Inject
    Session database;

    /** Counts views at this time. */
    private static void viewed(Newsroom.Written article, String at, int times) {
        TestClock.stopAt(Instant.parse(at));
        sending(asReader(), Map.of("views", List.of(Map.of("articleId", article.id(), "count", times))))
                .post("/views")
                .then()
                .statusCode(200);
    }

    private static List<Integer> series(Newsroom.Written article, String query) {
        return asReader()
                .get(article.path() + "/views?" + query)
                .then()
                .statusCode(200)
                .extract()
                .path("series.views");
    }

    @Test
    void a_series_has_no_gaps_and_days_weeks_and_months_are_those_of_the_site() {
        var article = anArticle().dated("2024-01-01T00:00:00Z").published();
        // Wednesday 1 May 2024 begins in Vietnam at 17:00 UTC
        viewed(article, "2024-04-30T16:59:59Z", 1);
        viewed(article, "2024-04-30T17:00:00Z", 10);
        viewed(article, "2024-05-06T03:15:00Z", 100);
        viewed(article, "2024-05-06T04:00:00Z", 1000);
        assertThat(series(article, "interval=hour&from=2024-05-06T02:00:00Z&to=2024-05-06T05:00:00Z"))
                .containsExactly(0, 100, 1000);
        assertThat(series(article, "interval=day&from=2024-04-29T17:00:00Z&to=2024-05-06T17:00:00Z"))
                .containsExactly(1, 10, 0, 0, 0, 0, 1100);
        assertThat(series(article, "interval=week&from=2024-04-30T00:00:00Z&to=2024-05-07T00:00:00Z"))
                .containsExactly(11, 1100);
        assertThat(series(article, "interval=month&from=2024-03-15T00:00:00Z&to=2024-05-07T00:00:00Z"))
                .containsExactly(0, 1, 1110);
        asReader()
                .get(article.path() + "/views?interval=week&from=2024-04-30T00:00:00Z")
                .then()
                .body("views", equalTo(1111))
                .body("series.from", contains("2024-04-29T00:00:00.000000+07:00", "2024-05-06T00:00:00.000000+07:00"));
    }

    @Test
    void without_from_and_to_a_series_ends_now_and_has_a_usual_length() {
        TestClock.stopAt(Instant.parse("2024-05-10T02:30:00Z"));
        var article = anArticle().published();
        asReader().post(article.path() + "/views").then().statusCode(200);
        assertThat(series(article, "interval=hour")).hasSize(25).endsWith(1);
        assertThat(series(article, "interval=day")).hasSize(31).endsWith(1);
        assertThat(series(article, "interval=week")).hasSize(13).endsWith(1);
        assertThat(series(article, "interval=month")).hasSize(13).endsWith(1);
        asReader().get(article.path() + "/views").then().body("series", nullValue());
    }

    @Test
    void a_starting_count_is_in_the_total_but_in_no_series() {
        var article = anArticle().published();
        sending(bantin.testsupport.Api.asEditor(), Map.of("total", 1984))
                .put(article.path() + "/views")
                .then()
                .statusCode(200);
        asReader().post(article.path() + "/views").then().body("views", equalTo(1985));
        assertThat(series(article, "interval=day").stream().mapToInt(views -> views))
                .containsOnlyOnce(1);
        asReader().get(article.path() + "/views").then().body("views", equalTo(1985));
    }

    @Test
    void where_clocks_are_set_back_no_view_is_lost_and_the_hour_that_comes_twice_is_two_points() {
        var article = anArticle().dated("2024-01-01T00:00:00Z").published();
        viewed(article, "2024-10-26T22:30:00Z", 1);
        viewed(article, "2024-10-27T00:30:00Z", 10);
        viewed(article, "2024-10-27T01:30:00Z", 100);
        viewed(article, "2024-10-27T22:59:00Z", 1000);
        viewed(article, "2024-10-27T23:00:00Z", 10_000);
        var berlin = ZoneId.of("Europe/Berlin");
        assertThat(points(article, Interval.day, "2024-10-26T22:00:00Z", "2024-10-28T12:00:00Z", berlin))
                .containsExactly(1111L, 10_000L);
        assertThat(points(article, Interval.hour, "2024-10-27T00:00:00Z", "2024-10-27T03:00:00Z", berlin))
                .containsExactly(10L, 100L, 0L);
    }

    private static List<Long> points(Newsroom.Written article, Interval interval, String from, String to, ZoneId zone) {
        return new SeriesRange(interval, Instant.parse(from), Instant.parse(to), zone)
                .of(article.id()).stream().map(SeriesRange.Point::views).toList();
    }

    @Test
    void what_makes_no_series_is_refused() {
        var article = anArticle().published();
        for (var query : List.of(
                "interval=year",
                "from=2024-05-01T00:00:00Z",
                "interval=day&from=homqua",
                "interval=day&from=2024-05-02T00:00:00Z&to=2024-05-01T00:00:00Z",
                "interval=day&from=2010-01-01T00:00:00Z&to=2020-01-01T00:00:00Z",
                "interval=hour&from=2010-01-01T00:00:00Z&to=2010-01-02T00:00:00Z",
                "interval=day&interval=week")) {
            asReader()
                    .get(article.path() + "/views?" + query)
                    .then()
                    .statusCode(400)
                    .body("errors", hasSize(1));
        }
        asReader()
                .get(article.path() + "/views?interval=year&from=x&bis=y")
                .then()
                .statusCode(400)
                .body("errors.parameter", hasItem("bis"))
                .body("errors", hasSize(3));
    }

    @Test
    void old_hours_are_rolled_up_into_days_and_nothing_changes_but_that() {
        var article = anArticle().dated("2024-01-01T00:00:00Z").published();
        for (var at : List.of(
                "2024-02-01T16:59:00Z",
                "2024-02-01T17:00:00Z",
                "2024-02-01T20:10:00Z",
                "2024-02-02T16:00:00Z",
                "2024-02-02T17:00:00Z",
                "2024-02-04T05:00:00Z")) {
            viewed(article, at, 1);
        }
        viewed(article, "2024-05-01T05:00:00Z", 1);
        viewed(article, "2024-05-01T06:00:00Z", 1);
        var days = "interval=day&from=2024-02-01T00:00:00Z&to=2024-05-02T00:00:00Z";
        var before = series(article, days);
        maintenance.rollUpOldHours();
        assertThat(hours()).as("nothing is that old yet").isEqualTo(8);
        TestClock.stopAt(Instant.parse("2024-05-03T20:00:00Z"));
        maintenance.rollUpOldHours();
        assertThat(hours()).as("one day is old enough").isEqualTo(6);
        assertThat(series(article, days)).isEqualTo(before);
        TestClock.advance(Duration.ofDays(30));
        maintenance.rollUpOldHours();
        maintenance.rollUpOldHours();
        assertThat(hours()).isEqualTo(6);
        assertThat(series(article, days)).isEqualTo(before);
        asReader().get(article.path() + "/views").then().body("views", equalTo(8));
        asReader()
                .get(article.path() + "/views?interval=hour&from=2024-02-01T00:00:00Z&to=2024-02-02T00:00:00Z")
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("from"));
    }

    private long hours() {
        return database.createNativeQuery("select count(*) from view_hour", Long.class)
                .getSingleResult();
    }
}
