package bantin.search;

import static bantin.search.Searches.found;
import static bantin.search.Searches.search;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Newsroom.aSection;
import static bantin.testsupport.Newsroom.aTag;
import static bantin.testsupport.Newsroom.anArticle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import bantin.testsupport.Archive;
import bantin.testsupport.Sql;
import bantin.testsupport.Statements;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pages and totals of searches that find more than is ranked or counted at once. */
@QuarkusTest
class SearchPagingTest {

    /** More articles than are ranked together, in months far apart. */
    @Test
    void each_is_found_once_by_following_the_cursor_while_others_arrive() {
        var section = aSection("Mục");
        Archive.of(450)
                .in(section)
                .titled(n -> (n % 3 == 0 ? "Hội chợ " : "Hối chờ ") + n)
                .aged(n -> Duration.ofDays(20 * n))
                .write();
        var seen = new ArrayList<Integer>();
        String cursor = null;
        do {
            var request = asReader().queryParam("q", "hội chợ").queryParam("limit", 40);
            var page = (cursor == null ? request : request.queryParam("cursor", cursor)).get("/articles");
            seen.addAll(page.then().statusCode(200).extract().<List<Integer>>path("items.id"));
            if (seen.size() == 40) {
                assertThat(page.<List<String>>path("items.title")).allMatch(title -> title.startsWith("Hội chợ"));
            }
            assertThat(page.<Integer>path("page.total")).isEqualTo(450);
            cursor = page.path("page.nextCursor");
            anArticle().in(section).titled("Hội chợ mới").published();
        } while (cursor != null);
        assertThat(seen).hasSize(450);
        assertThat(new HashSet<>(seen)).hasSize(450);
        search("hội chợ", "page", "5", "limit", "20").then().statusCode(200);
        search("hội chợ", "page", "6", "limit", "20").then().statusCode(400);
        search("hội chợ", "cursor", "WzEsIjIiLDNd").then().statusCode(400);
    }

    /** The server remembers that there are more than 10,000 hits, with a margin of 1,000. */
    @Test
    void a_total_that_is_remembered_follows_what_changes() {
        var section = aSection("Mục");
        var tag = aTag("Vui");
        Archive.of(11_100).in(section).titled("Tin").tagged(n -> tag).write();
        // autovacuum may have analyzed the tables before the commit, when they were empty
        Sql.execute("analyze article, article_search, article_tag, view_count");
        for (int i = 0; i < 2; i++) {
            for (var q : List.of("tin", "vui")) {
                search(q, "limit", String.valueOf(1 + i))
                        .then()
                        .body("page.total", equalTo(10_000))
                        .body("page.totalRelation", equalTo("gte"));
            }
        }
        assertThat(Statements.during(() -> search("tin", "limit", "5")))
                .as("not counted again")
                .noneMatch(sql -> sql.contains("count(*)"));
        for (var sort : List.of("-updatedAt", "title", "-views", "publishedAt")) {
            search("tin", "sort", sort, "tag", tag, "section", section, "publishedBefore", "2100-01-01T00:00:00Z")
                    .then()
                    .body("items.size()", equalTo(20));
            assertThat(found("tin", "sort", sort, "tag", tag, "locale", "en")).isEmpty();
            search("tin", "sort", sort, "count", "exact").then().body("page.total", equalTo(11_100));
            asReader()
                    .get("/articles?count=exact&sort=" + sort + "&section=" + section + "&tag=" + tag)
                    .then()
                    .body("page.total", equalTo(11_100))
                    .body("items.size()", equalTo(20));
        }
        var byTitle = "/articles?sort=title&limit=2&tag=" + tag;
        String cursor = asReader().get(byTitle).path("page.nextCursor");
        asReader().get(byTitle + "&cursor=" + cursor).then().body("items.id", equalTo(List.of(1_000_003, 1_000_004)));
        Sql.execute(
                "update article set status = 'draft', version = version + 1, updated_at = now() where id > 1010000");
        search("tin", "limit", "3")
                .then()
                .body("page.total", equalTo(10_000))
                .body("page.totalRelation", equalTo("eq"));
        Sql.execute(
                "update article set status = 'draft', version = version + 1, updated_at = now() where id > 1009990");
        search("tin", "limit", "4").then().body("page.total", equalTo(9_990));
    }
}
