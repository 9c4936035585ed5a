package bantin.search;

import static bantin.search.Searches.found;
import static bantin.search.Searches.search;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Newsroom.aSection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import bantin.testsupport.Archive;
import bantin.testsupport.OneNewsroom;
import bantin.testsupport.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An archive so large that searches and suggestions look at a part of it first. */
@QuarkusTest
@OneNewsroom
class LargeArchiveSearchTest {

    @Inject
    PublicationWindows windows;

    @BeforeAll
    void an_archive() {
        var titles = new HashMap<Integer, String>();
        Stream.of(450, 2000, 3900, 5000, 9000, 16_000).forEach(n -> titles.put(n, "Trời xanh biếc"));
        Stream.of(2100, 5100).forEach(n -> titles.put(n, "Lá do tươi"));
        titles.put(16_100, "Lá đỏ tươi");
        titles.put(16_200, "Vườn trời quanh");
        titles.put(16_300, "Vương trời quanh");
        titles.put(16_400, "Vương");
        titles.put(16_500, "Quang");
        titles.put(16_600, "Vitamin C");
        titles.put(16_700, "Cảng Covid19");
        titles.put(16_800, "Covic");
        // one in four
        IntStream.range(0, 4_250).forEach(n -> titles.put(4 * n + 1, "Tin vui"));
        Archive.of(17_000)
                .in(aSection("Mục"))
                .titled(n -> titles.getOrDefault(n, "Tin"))
                .aged(n -> Duration.ofHours(Math.min(n, 6000) + Math.max(n - 6000, 0) * 6))
                .write();
    }

    @BeforeEach
    void a_later_time() {
        // the articles of each month are counted once a minute
        TestClock.advance(Duration.ofMinutes(2));
    }

    /** The search looks at some months first, then at more months and years, then at all. */
    @Test
    void a_common_word_is_found_in_all_years_newest_first() {
        int found = 0;
        String cursor = null;
        do {
            var request = asReader().queryParam("q", "vui").queryParam("limit", 100);
            var page = (cursor == null ? request : request.queryParam("cursor", cursor)).get("/articles");
            var expected = IntStream.rangeClosed(found + 1, Math.min(found + 100, 4_250))
                    .mapToObj(n -> 1_000_000 + 4 * n - 3)
                    .toList();
            assertThat(page.<List<Integer>>path("items.id")).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(page.<Integer>path("page.total")).isEqualTo(4_250);
            found += expected.size();
            cursor = page.path("page.nextCursor");
        } while (cursor != null);
        assertThat(found).isEqualTo(4_250);
        search("tin").then().body("page.total", equalTo(10_000)).body("page.totalRelation", equalTo("gte"));
        var halfAnHour = Instant.now().minus(Duration.ofMinutes(30)).truncatedTo(ChronoUnit.SECONDS);
        search(
                        "vui",
                        "publishedAfter",
                        halfAnHour.minus(Duration.ofHours(9000)).toString(),
                        "publishedBefore",
                        halfAnHour.minus(Duration.ofHours(3000)).toString())
                .then()
                .body("page.total", equalTo(875));
        search("vui", "publishedAfter", "2100-01-01T00:00:00Z").then().body("page.total", equalTo(0));
    }

    /** In this period an article was published every six hours. */
    @Test
    void a_search_of_a_past_period_begins_with_the_newest_of_that_period() {
        var now = Instant.now();
        var end = now.minus(Duration.ofDays(1_000));
        var past = new ArticleFilter(List.of(), List.of(), List.of(), List.of(), null, end, null, List.of());
        var search = new CandidateQuery(SampleSearch.words("tin"), "", past, true, now, now);
        var searched = search.within(windows, List.of(4_000));
        assertThat(searched).hasSize(2);
        assertThat(searched.get(0).to()).isBetween(end, end.plus(Duration.ofDays(32)));
        assertThat(searched.get(0).from()).isBefore(end.minus(Duration.ofDays(900)));
        assertThat(searched.get(1))
                .isEqualTo(new PublicationWindows.Window(
                        null, null, searched.get(0).from()));
    }

    /** Among the newest 500, among the newest 12,000, and among all others. */
    @Test
    void titles_are_suggested_however_old_they_are_the_newest_first() {
        var blue = List.of(1_000_450, 1_002_000, 1_003_900, 1_005_000, 1_009_000, 1_016_000);
        for (int limit = 1; limit <= 7; limit++) {
            for (var q : List.of("troi xanh bi", "xanh biec", "biếc x", "trời xnah biếc", "biếc trời xahn")) {
                assertThat(suggested(q, limit)).as(q).isEqualTo(blue.subList(0, Math.min(limit, 6)));
            }
        }
        assertThat(suggested("la do t", 20)).containsExactly(1_002_100, 1_005_100, 1_016_100);
        assertThat(suggested("đỏ tươi", 2)).containsExactly(1_016_100, 1_002_100);
        // one word is corrected, not both
        assertThat(suggested("vuong troi quang", 20)).containsExactly(1_016_300);
        // the last word may be complete, even if nothing continues it
        assertThat(suggested("vitamin c", 20)).containsExactly(1_016_600);
        assertThat(suggested("cang covid19", 20)).containsExactly(1_016_700);
        assertThat(suggested("t", 20))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1_000_001, 1_000_020).boxed().toList());
    }

    private static List<Integer> suggested(String q, int limit) {
        return asReader()
                .queryParam("q", q)
                .queryParam("kind", "article")
                .queryParam("limit", limit)
                .get("/suggest")
                .then()
                .statusCode(200)
                .extract()
                .path("items.id");
    }
}
