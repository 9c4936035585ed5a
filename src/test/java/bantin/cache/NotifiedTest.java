package bantin.cache;

import static bantin.testsupport.Api.asAdmin;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Newsroom.anArticle;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.testsupport.Archive;
import bantin.testsupport.Newsroom;
import bantin.testsupport.Sql;
import bantin.testsupport.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** A write notifies other nodes of the responses to invalidate, and of no others. */
@QuarkusTest
class NotifiedTest {

    /** A write, which may throw what JDBC throws. */
    private interface Write {
        void run() throws SQLException;
    }

    /** The notifications of the write, in order, without heartbeats. */
    private List<String> toldOf(Write write) throws SQLException {
        try (var connection = Sql.connect()) {
            Sql.execute(connection, "listen bantin");
            write.run();
            Sql.execute(connection, "select pg_notify('bantin', 'end of the test')");
            var told = new ArrayList<String>();
            while (!told.contains("end of the test")) {
                for (var notification : connection.unwrap(PGConnection.class).getNotifications(10_000)) {
                    told.add(notification.getParameter());
                }
            }
            Sql.execute(connection, "unlisten bantin");
            told.removeIf(message -> message.startsWith("heartbeat ") || message.equals("end of the test"));
            return told;
        }
    }

    private static String published(Newsroom.Written article, String at) {
        return "article " + article.id() + " " + article.slug() + " "
                + ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(at));
    }

    @Test
    void of_a_draft_nothing() throws SQLException {
        var section = Newsroom.aSection("Mục");
        assertThat(toldOf(() -> {
                    var draft = anArticle().in(section).draft();
                    Newsroom.patch(draft.path(), Map.of("title", "Nháp"));
                }))
                .isEmpty();
    }

    @Test
    void of_an_article_itself_and_from_when_on_it_is_public() throws SQLException {
        var article = anArticle().draft();
        var at = "2024-05-10T02:00:00.123456Z";
        assertThat(toldOf(() -> article.move("publish", Map.of("publishAt", at))))
                .containsExactly(published(article, at));
        assertThat(toldOf(() -> article.move("unpublish", null)))
                .containsExactly("article " + article.id() + " " + article.slug() + " -");
        assertThat(toldOf(() ->
                        asAdmin().delete(article.path() + "?purge=true").then().statusCode(204)))
                .containsExactly("article " + article.id() + " " + article.slug() + " -");
    }

    @Test
    void of_what_comes_due_by_itself_that_lists_have_changed() throws SQLException {
        TestClock.stopAt(Instant.parse("2024-05-10T02:00:00Z"));
        anArticle().scheduledFor("2024-05-10T03:00:00Z");
        assertThat(toldOf(() -> {
                    TestClock.advance(Duration.ofHours(2));
                    asReader().get("/changes").then().statusCode(200);
                }))
                .containsExactly("lists");
    }

    @Test
    void of_what_articles_show_that() throws SQLException {
        var article = anArticle()
                .with("tags", List.of(Newsroom.aTag("Lũ")))
                .with("media", List.of(Newsroom.media("a", "https://a.example/1.jpg", "Ảnh")))
                .withBodyOf(Newsroom.picture("a"))
                .published();
        var section = article.json().at("/section/id").asLong();
        var tag = article.json().at("/tags/0/id").asLong();
        var asset = article.json().at("/media/0/asset/id").asLong();
        assertThat(toldOf(() -> Newsroom.patch("/sections/" + section, Map.of("position", 7))))
                .containsExactly("section-" + section);
        assertThat(toldOf(() -> Newsroom.patch("/tags/" + tag, Map.of("name", "Lũ lớn"))))
                .startsWith("tag-" + tag);
        assertThat(toldOf(() -> Newsroom.patch("/media/" + asset, Map.of("credit", "Minh An"))))
                .containsExactly("media-" + asset);
        assertThat(toldOf(() -> Newsroom.aContributor("Minh An")))
                .hasSize(1)
                .allMatch(told -> told.startsWith("contributor-"));
    }

    @Test
    void of_very_many_articles_once_that_ids_are_to_be_read_again() throws SQLException {
        var section = Newsroom.aSection("Mục");
        anArticle().in(section).published();
        assertThat(toldOf(() -> Archive.of(1_001).in(section).write())).containsExactly("articles");
        asReader().get("/articles/1000001").then().statusCode(200);
        asReader().get("/articles/by-slug/tin-1001001").then().statusCode(200);
    }
}
