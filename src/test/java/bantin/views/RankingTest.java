package bantin.views;

import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Api.sending;
import static bantin.testsupport.Newsroom.anArticle;
import static bantin.testsupport.Newsroom.titles;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.testsupport.Concurrently;
import bantin.testsupport.Newsroom;
import bantin.testsupport.Sql;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RankingTest {

    @Inject
    Ranking ranking;

    private static void view(Newsroom.Written article) {
        asReader().post(article.path() + "/views").then().statusCode(200);
    }

    private static void waitUntilRanked(String... titles) {
        Concurrently.await(() -> ranked().equals(List.of(titles)));
    }

    private static List<String> ranked() {
        return titles(asReader().get("/articles?sort=-views"));
    }

    @Test
    void views_rank_an_article_however_they_were_sent() {
        anArticle().titled("Không").published();
        var one = anArticle().titled("Một").published();
        var two = anArticle().titled("Hai").published();
        view(one);
        sending(asReader(), Map.of("views", List.of(Map.of("articleId", two.id(), "count", 2))))
                .post("/views")
                .then()
                .statusCode(200);
        Newsroom.waitUntilRanked();
        assertThat(ranked()).containsExactly("Hai", "Một", "Không");
    }

    @Test
    void what_a_killed_node_had_not_ranked_is_ranked_later() {
        var article = anArticle().titled("Đọc nhiều").published();
        anArticle().titled("Mới").published();
        Sql.execute("update view_count set total = 7 where article_id = " + article.id());
        ranking.findUnranked();
        Newsroom.waitUntilRanked();
        assertThat(ranked()).containsExactly("Đọc nhiều", "Mới");
    }

    @Test
    void a_count_that_somebody_has_locked_is_ranked_later_and_keeps_nobody_else_waiting() throws SQLException {
        var locked = anArticle().titled("Bị giữ").published();
        var free = anArticle().titled("Tự do").published();
        view(locked);
        view(locked);
        view(free);
        Newsroom.waitUntilRanked();
        Sql.execute("update view_count set total = total + 7 where article_id = " + locked.id());
        try (var connection = Sql.connect()) {
            connection.setAutoCommit(false);
            Sql.execute(connection, "select from view_count where article_id = " + locked.id() + " for update");
            ranking.viewed(new Ranking.Viewed(List.of(locked.id())));
            view(free);
            view(free);
            waitUntilRanked("Tự do", "Bị giữ");
            connection.rollback();
        }
        waitUntilRanked("Bị giữ", "Tự do");
    }

    @Test
    void the_most_read_is_ranked_while_it_is_read() {
        var hot = anArticle().titled("Nóng").published();
        anArticle().titled("Mới").published();
        var done = new AtomicBoolean();
        Concurrently.run(4, thread -> {
            try {
                while (thread > 0 && !done.get()) {
                    view(hot);
                }
                if (thread == 0) {
                    waitUntilRanked("Nóng", "Mới");
                }
                return true;
            } finally {
                done.set(true);
            }
        });
    }
}
