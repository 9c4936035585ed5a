package bantin.views;

import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Api.sending;
import static bantin.testsupport.Newsroom.anArticle;
import static bantin.testsupport.Newsroom.titles;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.testsupport.Newsroom;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RankingTest {

    @Inject
    AgroalDataSource database;

    @Inject
    Ranking ranking;

    private static void view(Newsroom.Written article) {
        asReader().post(article.path() + "/views").then().statusCode(200);
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
    void what_a_killed_node_had_not_ranked_is_ranked_later() throws SQLException {
        var article = anArticle().titled("Đọc nhiều").published();
        anArticle().titled("Mới").published();
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("update view_count set total = 7 where article_id = " + article.id());
        }
        ranking.rankWhatWasLeft();
        assertThat(ranked()).containsExactly("Đọc nhiều", "Mới");
    }

    @Test
    void a_count_that_somebody_has_locked_does_not_keep_others_from_being_ranked() throws SQLException {
        var locked = anArticle().titled("Bị giữ").published();
        var free = anArticle().titled("Tự do").published();
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("update view_count set total = 7 where article_id = " + locked.id());
            view(free);
            Newsroom.waitUntilRanked();
            connection.rollback();
        }
        assertThat(ranked()).containsExactly("Tự do", "Bị giữ");
    }
}
