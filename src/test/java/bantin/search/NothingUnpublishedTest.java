package bantin.search;

import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Newsroom.anArticle;
import static bantin.testsupport.Newsroom.create;
import static bantin.testsupport.Newsroom.patch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;

import bantin.testsupport.Concurrently;
import bantin.testsupport.Newsroom.Draft;
import bantin.testsupport.Sql;
import bantin.testsupport.Statements;
import bantin.testsupport.TestClock;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Nobody can guess words of unpublished articles by trying them: the response, and the SQL statements that lead to it,
 * are those for words that occur nowhere.
 */
@QuarkusTest
class NothingUnpublishedTest {

    private static final List<UnaryOperator<String>> WAYS_TO_TRY = List.of(
            word -> word,
            word -> word.substring(0, 5),
            word -> word.charAt(1) + word.substring(0, 1) + word.substring(2),
            word -> word.substring(0, 6) + "ee",
            word -> "chào " + word,
            word -> "chaof " + word.substring(1),
            word -> word.substring(1) + " lời",
            word -> "\"" + word + " " + word + "\"");

    @Inject
    AgroalDataSource database;

    @Inject
    SearchIndexMaintenance maintenance;

    @Test
    void trying_its_words_costs_what_unknown_words_cost() {
        TestClock.stopAt(Instant.parse("2100-03-01T01:00:00Z"));
        anArticle().titled("Lời chào").published();
        with("brimquol").draft();
        with("vantreph").scheduledFor("2100-03-01T03:00:00Z");
        with("hobgluth").scheduledFor("2100-03-01T03:00:00Z").move("unpublish", null);
        with("dwenfrag").unpublished();
        with("kulpzort").withdrawn("Sai.");
        with("xolbrind").trashed();
        with("jospimek").with("expiresAt", "2100-03-01T02:00:00Z").published();
        var edited = with("thurgawl").published();
        patch(edited.path(), Map.of("title", "Tin", "lead", "Lời"));
        var trashed = with("yefkunda").published();
        asEditor().delete(trashed.path()).then().statusCode(204);
        int tag = create("/tags", Map.of("name", "Neplufex")).path("id");
        asEditor().delete("/tags/" + tag).then().statusCode(204);
        create("/tags", Map.of("name", "Ozbrakil"));
        create("/contributors", Map.of("name", "Plindovar"));
        with("brimquol")
                .with("tags", List.of("ozbrakil"))
                .with("bylines", List.of(Map.of("contributor", "plindovar")))
                .draft();
        var expired = with("gromwilk").with("expiresAt", "2100-03-01T02:00:00Z").published();
        TestClock.advance(Duration.ofHours(1));
        patch(expired.path(), Map.of("lead", "Tin fuzdrath"));
        maintainDictionary();
        // the first search also counts all articles
        sentFor("moweltip");
        var forUnknown =
                WAYS_TO_TRY.stream().map(way -> sentFor(way.apply("quistamb"))).toList();
        for (var word : List.of(
                "brimquol",
                "vantreph",
                "hobgluth",
                "dwenfrag",
                "kulpzort",
                "xolbrind",
                "jospimek",
                "gromwilk",
                "fuzdrath",
                "thurgawl",
                "yefkunda",
                "neplufex",
                "ozbrakil",
                "plindovar")) {
            for (int way = 0; way < WAYS_TO_TRY.size(); way++) {
                var tried = WAYS_TO_TRY.get(way).apply(word);
                assertThat(sentFor(tried)).as(tried).isEqualTo(forUnknown.get(way));
            }
        }
    }

    private static Draft with(String word) {
        return anArticle().titled("Lời " + word).with("lead", "Tin " + word);
    }

    /** The SQL statements of the search, for each path. */
    private static Map<String, List<String>> sentFor(String q) {
        var sent = new LinkedHashMap<String, List<String>>();
        for (var path :
                List.of("/suggest", "/articles?facets=section,tag,contributor,year,locale&include=highlights")) {
            var all = Statements.during(() -> asReader()
                    .queryParam("q", q)
                    .get(path)
                    .then()
                    .statusCode(200)
                    .body("items", empty()));
            // without the statements of jobs
            sent.put(
                    path,
                    all.stream()
                            .filter(sql -> sql.matches("(?s).*(search|suggestion|unaccent).*"))
                            .toList());
        }
        return sent;
    }

    @Test
    void readers_do_not_look_through_it() throws SQLException {
        anArticle().titled("Lời chào").published();
        for (int i = 0; i < 20; i++) {
            with("brimquol").draft();
        }
        var count = Statements.during(
                        () -> asReader().get("/articles?q=brimquol").then().statusCode(200))
                .stream()
                .filter(sql -> sql.contains("count(*)"))
                .findFirst()
                .orElseThrow();
        count = count.replace("cast(? as tsquery)", "cast('brimquol' as tsquery)")
                .replace("cast(? as timestamptz)", "now()");
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("set enable_seqscan = off");
            var plan = new ArrayList<String>();
            try (var rows = statement.executeQuery("explain (analyze, costs off, timing off) " + count)) {
                while (rows.next()) {
                    plan.add(rows.getString(1));
                }
            }
            statement.execute("reset enable_seqscan");
            assertThat(plan).anyMatch(line -> line.matches(".*Index Scan on article_search_idx .*rows=0.*"));
        }
    }

    @Test
    void words_are_corrected_to_a_word_while_something_public_has_it() {
        TestClock.stopAt(Instant.parse("2100-03-01T01:00:00Z"));
        var scheduled = with("vantreph").scheduledFor("2100-03-01T02:00:00Z");
        assertThat(foundBy("vantrehp")).isEmpty();
        TestClock.advance(Duration.ofHours(1));
        assertThat(suggestedFor("vantreph")).containsExactly(scheduled.id());
        assertThat(suggestedFor("vantr")).containsExactly(scheduled.id());
        suggestedFor("vantrehp");
        maintainDictionary();
        assertThat(foundBy("vantrehp")).containsExactly(scheduled.id());
        var other = with("vantreph").published();
        scheduled.move("unpublish", null);
        maintainDictionary();
        assertThat(foundBy("vantrehp")).containsExactly(other.id());
        other.move("unpublish", null);
        maintainDictionary();
        var again = with("vantreph").scheduledFor("2100-03-01T04:00:00Z");
        var earlier = with("vantreph").scheduledFor("2100-03-01T03:00:00Z");
        earlier.move("unpublish", null);
        maintainDictionary();
        TestClock.advance(Duration.ofHours(1));
        assertThat(foundBy("vantrehp")).isEmpty();
        TestClock.advance(Duration.ofHours(1));
        maintainDictionary();
        assertThat(foundBy("vantrehp")).containsExactly(again.id());
    }

    @Test
    void a_word_is_not_forgotten_while_it_is_being_published() throws SQLException {
        var former = with("vantreph").published();
        var next = with("vantreph").draft();
        try (var connection = database.getConnection();
                var publishing = connection.createStatement()) {
            var lock = "(hashtextextended('search_word', 0))";
            publishing.execute("select pg_advisory_lock_shared" + lock);
            former.move("unpublish", null);
            connection.setAutoCommit(false);
            publishing.execute("update article set status = 'published', published_at = now() where id = " + next.id());
            publishing.execute("set constraints all immediate");
            publishing.execute("select pg_advisory_unlock_shared" + lock);
            assertThat(Sql.one("select remove_unused_words(20)", Long.class)).isZero();
            connection.commit();
            connection.setAutoCommit(true);
        }
        maintainDictionary();
        assertThat(foundBy("vantrehp")).containsExactly(next.id());
    }

    @Test
    void a_word_is_forgotten_with_the_last_of_the_articles_that_have_it() {
        var articles =
                Stream.generate(() -> with("vantreph").published()).limit(6).toList();
        for (int remaining = articles.size() - 1; remaining > 0; remaining--) {
            articles.get(remaining).move("unpublish", null);
            maintainDictionary();
            assertThat(leastUses("vantreph")).isBetween(1, remaining);
            assertThat(foundBy("vantrehp")).hasSize(remaining);
        }
        articles.get(0).move("unpublish", null);
        maintainDictionary();
        assertThat(leastUses("vantreph")).isNull();
    }

    @Test
    void the_articles_that_have_a_word_are_not_counted_each_time() {
        var articles =
                Stream.generate(() -> with("vantreph").published()).limit(2).toList();
        Sql.execute("update search_word set min_uses = 100 where word = 'vantreph'");
        articles.get(0).move("unpublish", null);
        maintainDictionary();
        assertThat(leastUses("vantreph")).isBetween(90, 99);
    }

    private static List<Long> foundBy(String q) {
        var found = asReader().queryParam("q", q).get("/articles").jsonPath().getList("items.id", Long.class);
        assertThat(suggestedFor(q)).as(q).isEqualTo(found);
        return found;
    }

    private static List<Long> suggestedFor(String q) {
        return asReader().queryParam("q", q).get("/suggest").jsonPath().getList("items.id", Long.class);
    }

    /** Does what jobs do every five seconds. */
    private void maintainDictionary() {
        Concurrently.await(() -> {
            // records what is due
            asReader().get("/changes?since=now").then().statusCode(200);
            maintenance.removeUnusedWords();
            return Sql.one("select not exists (select from search_word_recheck_queue)", Boolean.class);
        });
    }

    /** Null if the dictionary does not have the word. */
    private static Integer leastUses(String word) {
        return Sql.one("select min(min_uses) from search_word where word = '" + word + "'", Integer.class);
    }
}
