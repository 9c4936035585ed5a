package bantin.reading;

import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Api.sending;
import static bantin.testsupport.Newsroom.anArticle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import bantin.testsupport.Newsroom;
import bantin.testsupport.Statements;
import bantin.testsupport.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MostViewedResourceTest {

    private static final Instant NOW = Instant.parse("2024-05-10T02:30:00Z");

    /** Views that happened some time ago. */
    private static void viewed(Newsroom.Written article, Duration ago, int times) {
        TestClock.stopAt(NOW.minus(ago));
        sending(asReader(), Map.of("views", List.of(Map.of("articleId", article.id(), "count", times))))
                .post("/views")
                .then()
                .statusCode(200);
        TestClock.stopAt(NOW);
    }

    private static ValidatableResponse list(String query) {
        return asReader().get("/articles/most-viewed" + query).then().statusCode(200);
    }

    @Test
    void what_was_read_most_inside_the_window_goes_first() {
        TestClock.stopAt(NOW.minus(Duration.ofDays(100)));
        var old = anArticle().titled("Cũ").published();
        var week = anArticle().titled("Tuần").published();
        var fresh = anArticle().titled("Mới").published();
        var unread = anArticle().titled("Chưa ai đọc").published();
        viewed(old, Duration.ofDays(60), 1000);
        viewed(week, Duration.ofDays(20), 500);
        viewed(week, Duration.ofDays(3), 100);
        viewed(old, Duration.ofHours(20), 7);
        viewed(fresh, Duration.ofMinutes(80), 5);
        viewed(fresh, Duration.ZERO, 4);
        viewed(week, Duration.ofMinutes(10), 1);
        Newsroom.waitUntilRanked();
        list("?window=1h").body("items.article.title", contains("Mới", "Tuần")).body("items.views", contains(9, 1));
        list("").body("items.article.title", contains("Mới", "Cũ", "Tuần")).body("items.views", contains(9, 7, 1));
        list("?window=7d").body("items.article.title", contains("Tuần", "Mới", "Cũ"));
        list("?window=30d").body("items.views", contains(601, 9, 7));
        list("?window=all").body("items.article.title", contains("Cũ", "Tuần", "Mới"));
        list("?window=all&limit=1").body("items.views", contains(1007)).body("page.hasMore", equalTo(true));
        assertThat(unread.id()).isPositive();
    }

    @Test
    void it_is_narrowed_by_section_and_locale_and_shows_a_teaser() {
        var top = Newsroom.aSection("Tin tức");
        var below = Newsroom.aSection("Phường xã", top);
        var other = Newsroom.aSection("Văn hóa");
        TestClock.stopAt(NOW);
        viewed(anArticle().titled("a").in(below).published(), Duration.ZERO, 1);
        viewed(anArticle().titled("b").in(other).published(), Duration.ZERO, 2);
        viewed(anArticle().titled("c").in(top).with("locale", "en").published(), Duration.ZERO, 3);
        list("?section=tin-tuc").body("items.article.title", contains("c", "a"));
        list("?section=tin-tuc&locale=vi").body("items.article.title", contains("a"));
        var answer = list("?section=van-hoa&count=exact")
                .header("ETag", startsWith("W/"))
                .body("items[0].article.section.slug", equalTo("van-hoa"))
                .body("page.total", equalTo(1));
        assertThat(answer.extract().header("Cache-Tag")).contains("article-");
        assertThat(Statements.of(() -> list("?window=7d"))).isEqualTo(1);
    }

    @Test
    void what_is_hidden_or_wrongly_asked_for_is_not_shown() {
        TestClock.stopAt(NOW);
        var article = anArticle().published();
        viewed(article, Duration.ZERO, 1);
        article.move("unpublish", null);
        for (var window : List.of("1h", "24h", "7d", "30d", "all")) {
            assertThat(asEditor()
                            .get("/articles/most-viewed?window=" + window)
                            .then()
                            .statusCode(200)
                            .extract()
                            .<List<?>>path("items"))
                    .isEmpty();
        }
        for (var query : List.of("?window=2h", "?window=", "?tag=a", "?limit=0", "?sort=title")) {
            asReader().get("/articles/most-viewed" + query).then().statusCode(400);
        }
    }
}
