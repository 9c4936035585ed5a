package bantin.search;

import static bantin.search.Searches.found;
import static bantin.search.Searches.search;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Newsroom.anArticle;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.testsupport.Concurrently;
import bantin.testsupport.Sql;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When searches take too long or too many run at once, the response is a problem. */
@QuarkusTest
class SearchOverloadTest {

    /** More searches than may run at once wait for a locked table. */
    @Test
    void searches_that_wait_too_long_for_their_turn_are_a_problem_and_keep_nobody_from_reading() throws Exception {
        anArticle().titled("Tin").published();
        try (var connection = Sql.connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table article_search in access exclusive mode");
            var statuses = Concurrently.run(
                    6 * Runtime.getRuntime().availableProcessors(),
                    n -> (n == 0 ? asReader().get("/articles?fields=id") : search("tin " + n)).statusCode());
            assertThat(statuses.remove(0)).isEqualTo(200);
            assertThat(statuses).containsOnly(503);
            connection.rollback();
        }
        search("tin").then().statusCode(200);
    }

    @Test
    void a_search_that_takes_too_long_is_a_problem() throws SQLException {
        anArticle().titled("Một tin").published();
        try (var connection = Sql.connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table article_search in access exclusive mode");
            for (var sort : List.of("relevance", "-publishedAt")) {
                var answer = search("một tin", "sort", sort);
                answer.then().statusCode(503).header("Retry-After", "2");
                assertThat(answer.<String>path("type")).isEqualTo("/problems/busy");
            }
            connection.rollback();
            connection.setAutoCommit(true);
        }
        assertThat(found("một tin")).hasSize(1);
    }
}
