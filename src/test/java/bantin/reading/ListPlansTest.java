package bantin.reading;

import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Newsroom.aContributor;
import static bantin.testsupport.Newsroom.aSection;
import static bantin.testsupport.Newsroom.aTag;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.testsupport.Archive;
import bantin.testsupport.OneNewsroom;
import bantin.testsupport.Sql;
import bantin.testsupport.Statements;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Each order and each filter of public lists uses an index, so that the cost of a page does not depend on its
 * position.
 */
@QuarkusTest
@OneNewsroom
class ListPlansTest {

    @Inject
    AgroalDataSource database;

    /** Enough articles, with long enough bodies, that a sequential scan costs more than any index. */
    @BeforeAll
    void an_archive() {
        IntStream.rangeClosed(1, 20).forEach(n -> aSection("Mục " + n));
        for (int n = 1; n <= 50; n++) {
            aTag("Thẻ " + n);
            aContributor("Người " + n);
        }
        Archive.of(20_000)
                .in(n -> "muc-" + (1 + n % 20))
                .withLocale(n -> n % 20 == 0 ? "en" : "vi")
                .titled(n -> Integer.toHexString(n * 0x9E3779B1))
                .withBody(n -> "[" + " ".repeat(1500) + "]")
                .aged(Duration::ofMinutes)
                .tagged(n -> "the-" + (1 + n % 50))
                .by(n -> "nguoi-" + (1 + n % 50))
                .write();
        Sql.execute(
                "update view_count set total = article_id % 7, ranking_total = article_id % 7",
                // statistics of all rows, because plans from samples differ from run to run
                "set default_statistics_target = 1000",
                "vacuum analyze section, tag, contributor, article, article_tag, byline, view_count",
                "reset default_statistics_target");
    }

    @Test
    void the_first_and_the_next_page_follow_an_index() throws SQLException {
        var indexes = Map.ofEntries(
                Map.entry("sort=-publishedAt", "article_published_idx"),
                Map.entry("sort=publishedAt", "article_published_idx"),
                Map.entry("sort=-updatedAt", "article_published_updated_idx"),
                Map.entry("sort=title", "article_published_title_idx"),
                Map.entry("section=muc-3", "article_published_section_idx"),
                Map.entry("section=muc-3&section=muc-4", "article_published_section_idx"),
                Map.entry("tag=the-3", "article_tag_published_idx"),
                Map.entry("tag=the-3&tag=the-4", "article_tag_published_idx"),
                Map.entry("tag=the-3&sort=publishedAt", "article_tag_published_idx"),
                Map.entry("contributor=nguoi-3", "byline_published_idx"),
                Map.entry("locale=en", "article_published_locale_idx"),
                Map.entry("sort=-views", "view_count_ranking_idx"),
                Map.entry("publishedBefore=2030-01-01T00:00:00Z", "article_published_idx"));
        for (var list : indexes.entrySet()) {
            var path = "/articles?limit=20&" + list.getKey();
            String cursor = asReader().get(path).path("page.nextCursor");
            for (var page : List.of(path, path + "&cursor=" + cursor)) {
                var sent = Statements.during(
                        () -> asReader().get(page + "&fields=id").then().statusCode(200));
                assertThat(sent).as(page).hasSizeLessThanOrEqualTo(4).noneMatch(sql -> sql.contains("count("));
                var plan = plan(sent.stream()
                        .filter(sql -> sql.contains("with page as"))
                        .findFirst()
                        .orElseThrow());
                assertThat(plan)
                        .as(page + "\n" + String.join("\n", plan))
                        .anyMatch(line -> line.contains(" using " + list.getValue() + " on"))
                        .noneMatch(line -> line.contains("Seq Scan on article")
                                || line.contains("Seq Scan on byline")
                                || line.contains("Seq Scan on view_count"));
            }
        }
    }

    /** Every filter of the list, with a value that some articles have. */
    private static final List<String> FILTERS = List.of(
            "section=muc-3",
            "tag=the-3",
            "contributor=nguoi-3",
            "locale=vi",
            "publishedAfter=2020-01-01T00:00:00Z",
            "publishedBefore=2100-01-01T00:00:00Z",
            "updatedAfter=2020-01-01T00:00:00Z",
            "ids=1000001,1000002,1000003",
            "q=mục");

    /**
     * Narrow tables, which have a few hundred blocks here, may be scanned. {@code bench/run search} has a million
     * articles.
     */
    @Test
    void no_filters_together_in_any_order_read_a_whole_table() throws SQLException {
        var plans = new HashMap<String, String>();
        for (int chosen = 0; chosen < 1 << FILTERS.size(); chosen++) {
            var set = BitSet.valueOf(new long[] {chosen});
            var filters = set.stream().mapToObj(FILTERS::get).collect(Collectors.joining("&"));
            for (var sort : List.of("-publishedAt", "publishedAt", "-updatedAt", "title", "-views", "relevance")) {
                if (sort.equals("relevance") && !filters.contains("q=")) {
                    continue;
                }
                var path = "/articles?fields=id&sort=" + sort + "&" + filters;
                var sent = Statements.during(() -> asReader().get(path).then().statusCode(200));
                sent.stream().filter(sql -> sql.contains("article")).forEach(sql -> plans.putIfAbsent(sql, path));
                if (!filters.contains("q=")) {
                    // one of them looks for unknown slugs
                    assertThat(sent).as(path).hasSizeLessThanOrEqualTo(5);
                }
            }
        }
        for (var each : plans.entrySet()) {
            var plan = plan(each.getKey());
            assertThat(plan)
                    .as(each.getValue() + "\n" + String.join("\n", plan))
                    .noneMatch(line -> line.matches(".*Seq Scan on (article|article_search|suggestion)( .*)?"));
        }
    }

    /** Each of these indexes has at least 80 blocks of 8 KB. */
    @Test
    void a_page_in_the_middle_reads_no_more_of_the_index_than_the_first() throws SQLException {
        readsFewBlocks(
                "sort=-publishedAt",
                "article_published_idx",
                cursor -> List.of(cursor.value, cursor.id, "now()", "now()"));
        readsFewBlocks(
                "sort=publishedAt",
                "article_published_idx",
                cursor -> List.of(cursor.value, cursor.id, "now()", "now()"));
        readsFewBlocks(
                "publishedBefore=2030-01-01T00:00:00Z",
                "article_published_idx",
                cursor -> List.of(cursor.value, cursor.id, "now()", "now()", "'2030-01-01'"));
        // the last page ends at the limit of the filter, not at the end of the archive
        readsFewBlocks(
                "publishedAfter="
                        + Instant.now().minus(Duration.ofMinutes(10_010)).truncatedTo(ChronoUnit.SECONDS),
                "article_published_idx",
                cursor -> List.of(cursor.value, cursor.id, "now()", "now()", "now() - interval '10010 minutes'"));
        readsFewBlocks(
                "sort=title",
                "article_published_title_idx",
                cursor -> List.of(cursor.value, cursor.id, "now()", "now()"));
        // every count of views is that of a seventh of all articles
        readsFewBlocks(
                "sort=-views", "view_count_ranking_idx", cursor -> List.of(cursor.value, cursor.id, "now()", "now()"));
    }

    /** The middle of the archive: 200 articles with the tag are older, and 200 are newer. */
    @Test
    void a_time_says_where_to_begin_in_what_a_tag_or_contributor_has() throws SQLException {
        var middle = Instant.now().minus(Duration.ofMinutes(10_010)).truncatedTo(ChronoUnit.SECONDS);
        for (var index : Map.of("tag=the-3", "article_tag_published_idx", "contributor=nguoi-3", "byline_published_idx")
                .entrySet()) {
            for (var order : List.of(
                    "sort=publishedAt&publishedAfter=" + middle, "sort=-publishedAt&publishedBefore=" + middle)) {
                var page = pageStatement("/articles?limit=20&" + index.getKey() + "&" + order);
                var values = Stream.of(page.split("\\?"))
                        .map(before -> before.endsWith("slug in (")
                                ? "'" + index.getKey().replaceFirst(".*=", "") + "'"
                                : before.matches("(?s).*published_at [<>] ") ? "'" + middle + "'" : "now()")
                        .limit(page.chars().filter(sign -> sign == '?').count())
                        .toList();
                var plan = String.join("\n", explain("analyze, costs off, timing off", page, values));
                var rows = Pattern.compile(" using " + index.getValue() + " on .*actual rows=(\\d+)")
                        .matcher(plan);
                assertThat(rows.find()).as(plan).isTrue();
                assertThat(Integer.parseInt(rows.group(1))).as(plan).isBetween(20, 30);
            }
        }
    }

    /** For the few rows behind the last cursor a custom plan would look cheaper than the generic one, each time. */
    @Test
    void the_last_page_is_not_planned_anew_each_time() throws SQLException {
        String cursor = asReader().get("/articles?tag=the-3&limit=79&page=5").path("page.nextCursor");
        var path = "/articles?tag=the-3&limit=20&cursor=" + cursor;
        var page = numbered(pageStatement(path));
        assertThat(asReader().get(path).<List<Integer>>path("items.id")).hasSize(5);
        var at = Cursor.of(cursor);
        var parameters = String.join(", ", "'the-3'", at.value, at.id, at.value, at.id, "now()", "now()", "now()");
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("prepare list as " + page);
            for (int i = 0; i < 7; i++) {
                statement.execute("execute list(" + parameters + ")");
            }
            try (var counted = statement.executeQuery(
                    "select generic_plans, custom_plans from pg_prepared_statements where name = 'list'")) {
                counted.next();
                assertThat(counted.getInt("generic_plans")).isEqualTo(2);
                assertThat(counted.getInt("custom_plans")).isEqualTo(5);
            }
            statement.execute("deallocate list");
        }
    }

    private record Cursor(String value, String id) {

        /** A cursor has the digest of its list, a value and an id. */
        static Cursor of(String encoded) {
            var parts =
                    new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8).split("[\\[\\],\"]+");
            return new Cursor("'" + parts[2] + "'", parts[3]);
        }
    }

    private void readsFewBlocks(String list, String index, Function<Cursor, List<String>> parameters)
            throws SQLException {
        String cursor = asReader().get("/articles?limit=100&page=100&" + list).path("page.nextCursor");
        var statement = pageStatement("/articles?limit=20&" + list + "&cursor=" + cursor);
        var plan = explain("analyze, buffers, costs off, timing off", statement, parameters.apply(Cursor.of(cursor)));
        var all = String.join("\n", plan);
        var ofTheIndex = Pattern.compile(" using " + index + " on(?s:.*?)Buffers: shared hit=(\\d+)(?: read=(\\d+))?")
                .matcher(all);
        assertThat(ofTheIndex.find()).as(all).isTrue();
        var read = ofTheIndex.group(2) == null ? 0 : Integer.parseInt(ofTheIndex.group(2));
        // including some blocks of joined tables
        assertThat(Integer.parseInt(ofTheIndex.group(1)) + read).as(all).isLessThan(30);
    }

    private static String pageStatement(String path) {
        return Statements.during(() -> asReader().get(path).then().statusCode(200)).stream()
                .filter(sql -> sql.contains("with page as"))
                .findFirst()
                .orElseThrow();
    }

    /** The generic plan, for all values of the parameters. */
    private List<String> plan(String sql) throws SQLException {
        var nulls = Collections.nCopies(sql.split("\\?", -1).length - 1, "null");
        return explain("costs off", sql, nulls);
    }

    private List<String> explain(String options, String sql, List<String> values) throws SQLException {
        var lines = new ArrayList<String>();
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("set plan_cache_mode = force_generic_plan");
            statement.execute("prepare list as " + numbered(sql));
            try (var rows = statement.executeQuery(
                    "explain (" + options + ") execute list(" + String.join(", ", values) + ")")) {
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
            }
            statement.execute("deallocate list");
            statement.execute("reset plan_cache_mode");
        }
        return lines;
    }

    private static String numbered(String sql) {
        var parts = sql.split("\\?", -1);
        var numbered = new StringBuilder(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            numbered.append('$').append(i).append(parts[i]);
        }
        return numbered.toString();
    }

    @Test
    void a_page_of_numbers_deep_in_the_list_of_a_tag_is_the_page_that_cursors_lead_to() {
        String cursor = null;
        for (int i = 0; i < 4; i++) {
            cursor = asReader()
                    .get("/articles?tag=the-3&tag=the-4" + (cursor == null ? "" : "&cursor=" + cursor))
                    .path("page.nextCursor");
        }
        List<Integer> byCursor =
                asReader().get("/articles?tag=the-3&tag=the-4&cursor=" + cursor).path("items.id");
        assertThat(asReader().get("/articles?tag=the-3&tag=the-4&page=5").<List<Integer>>path("items.id"))
                .isEqualTo(byCursor)
                .hasSize(20);
        assertThat(asReader().get("/articles?tag=the-3&tag=the-4&count=exact").<Integer>path("page.total"))
                .isEqualTo(800);
    }
}
