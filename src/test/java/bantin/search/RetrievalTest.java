package bantin.search;

import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Newsroom.aSection;
import static bantin.testsupport.Newsroom.anArticle;
import static bantin.testsupport.Newsroom.create;
import static bantin.testsupport.Newsroom.paragraph;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.testsupport.Archive;
import bantin.testsupport.Sql;
import bantin.testsupport.TestClock;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Queries find the articles that people judged relevant for them (src/test/resources/retrieval). */
@QuarkusTest
class RetrievalTest {

    private static final Path SET = Path.of("src/test/resources/retrieval");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The default number of related articles. */
    private static final int RELATED = 6;

    private final Map<Integer, String> keys = new HashMap<>();

    @Inject
    AgroalDataSource database;

    private void writeArticles() throws IOException {
        var known = new HashSet<String>();
        for (var article : lines("articles.jsonl")) {
            known(known, "/sections", article.get("section").asText());
            texts(article.get("tags")).forEach(tag -> known(known, "/tags", tag));
            var written = anArticle()
                    .titled(article.get("title").asText())
                    .in(article.get("section").asText())
                    .with("locale", article.get("locale").asText())
                    .with("lead", article.get("lead").asText())
                    .with("tags", texts(article.get("tags")))
                    .with(
                            "bylines",
                            texts(article.get("bylines")).stream()
                                    .map(name -> Map.of("name", name))
                                    .toList())
                    .with(
                            "body",
                            texts(article.get("body")).stream()
                                    .map(text -> paragraph(text))
                                    .toList())
                    .dated(article.get("publishedAt").asText())
                    .published();
            keys.put((int) written.id(), article.get("key").asText());
        }
    }

    private static List<JsonNode> lines(String file) throws IOException {
        var lines = new ArrayList<JsonNode>();
        for (var line : Files.readAllLines(SET.resolve(file))) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static void known(HashSet<String> known, String kind, String slug) {
        if (known.add(kind + slug)) {
            create(kind, Map.of("name", slug, "slug", slug));
        }
    }

    @Test
    void the_articles_that_a_query_means_stand_first_or_nearly_and_the_guide_says_how_often() throws IOException {
        writeArticles();
        var systems = new LinkedHashMap<String, Function<String, List<String>>>();
        systems.put("Bản Tin", this::ours);
        systems.put("simple", this::simple);
        systems.put("LIKE", this::like);
        var scores = new LinkedHashMap<String, Map<String, List<Score>>>();
        for (var query : lines("queries.jsonl")) {
            for (var kind : List.of(query.get("kind").asText(), "all")) {
                systems.forEach((name, system) -> scores.computeIfAbsent(kind, any -> new LinkedHashMap<>())
                        .computeIfAbsent(name, any -> new ArrayList<>())
                        .add(Score.of(system.apply(query.get("q").asText()), query.get("judged"))));
            }
        }
        scores.put("all", scores.remove("all"));
        assertThat(scores).hasSize(8).containsKey("misspelled");
        scores.forEach((kind, bySystem) -> assertThat(Score.mean(bySystem.get("Bản Tin")).reciprocalRank)
                .as(kind)
                .isGreaterThanOrEqualTo(kind.equals("known-item-unaccented") ? 0.9 : 0.8));
        var table = table(scores);
        assertThat(Files.readString(Path.of("docs/explanation/search.md")))
                .as(table)
                .contains(table);
    }

    /** Eleven newer titles contain each beginning further on, which is more than are suggested. */
    @Test
    void a_title_is_suggested_after_six_letters_where_at_most_ten_begin_so() throws IOException {
        var articles = lines("articles.jsonl");
        var titles =
                articles.stream().map(article -> article.get("title").asText()).toList();
        int count = titles.size();
        Archive.of(12 * count)
                .in(aSection("Mục"))
                .withLocale(n -> articles.get(n % count).get("locale").asText())
                .titled(n ->
                        n <= 11 * count ? "Tin " + n + " " + beginning(titles.get(n % count)) : titles.get(n % count))
                .write();
        var unaccented = titles.stream().map(RetrievalTest::unaccented).toList();
        int tried = 0;
        int found = 0;
        for (var title : titles) {
            for (var q : List.of(title.substring(0, 6), unaccented(title).substring(0, 6))) {
                var prefix = unaccented(q);
                if (unaccented.stream().filter(each -> each.startsWith(prefix)).count() <= 10) {
                    tried++;
                    found += asReader()
                                    .queryParam("q", q)
                                    .queryParam("kind", "article")
                                    .get("/suggest")
                                    .<List<String>>path("items.text")
                                    .contains(title)
                            ? 1
                            : 0;
                }
            }
        }
        assertThat(tried).isGreaterThan(500);
        assertThat((double) found / tried).isGreaterThanOrEqualTo(0.95);
    }

    /** Its first four words. */
    private static String beginning(String title) {
        return Stream.of(title.split(" ")).limit(4).collect(Collectors.joining(" "));
    }

    /**
     * Articles count as related if their authors gave them a common tag. The server has neither tags nor sections to
     * find them by, only the texts.
     */
    @Test
    void related_articles_are_at_least_as_good_as_tf_idf_over_title_and_lead() throws IOException {
        writeArticles();
        TestClock.stopAt(Instant.parse("2026-11-30T00:00:00Z"));
        Sql.execute("delete from article_tag", "update article set section_id = (select min(id) from section)");
        var articles = new HashMap<String, JsonNode>();
        lines("articles.jsonl")
                .forEach(article -> articles.put(article.get("key").asText(), article));
        var baseline = new TfIdf(articles);
        int hits = 0;
        int hitsOfBaseline = 0;
        for (var id : keys.keySet()) {
            var article = articles.get(keys.get(id));
            var related = articles.values().stream()
                    .filter(other -> other != article && other.get("locale").equals(article.get("locale")))
                    .filter(other -> !Collections.disjoint(texts(other.get("tags")), texts(article.get("tags"))))
                    .map(other -> other.get("key").asText())
                    .collect(Collectors.toSet());
            if (related.size() >= RELATED) {
                List<Integer> ours =
                        asReader().get("/articles/" + id + "/related").path("items.id");
                hits += (int) keysOf(ours).stream().filter(related::contains).count();
                hitsOfBaseline += (int) baseline.nearest(keys.get(id)).stream()
                        .limit(RELATED)
                        .filter(related::contains)
                        .count();
            }
        }
        assertThat(hitsOfBaseline).isGreaterThan(250);
        assertThat(hits).isGreaterThanOrEqualTo(hitsOfBaseline);
    }

    /** Articles as vectors of their words in title and lead, compared by their cosines. */
    private static final class TfIdf {

        private final Map<String, JsonNode> articles;
        private final Map<String, Map<String, Double>> vectors = new HashMap<>();

        TfIdf(Map<String, JsonNode> articles) {
            this.articles = articles;
            var frequencies = new HashMap<String, Integer>();
            articles.values()
                    .forEach(article ->
                            words(article).distinct().forEach(word -> frequencies.merge(word, 1, Integer::sum)));
            articles.forEach((key, article) -> {
                var vector = words(article)
                        .collect(Collectors.toMap(
                                word -> word,
                                word -> Math.log((double) articles.size() / frequencies.get(word)),
                                Double::sum));
                var length = Math.sqrt(vector.values().stream()
                        .mapToDouble(weight -> weight * weight)
                        .sum());
                vector.replaceAll((word, weight) -> weight / length);
                vectors.put(key, vector);
            });
        }

        private static Stream<String> words(JsonNode article) {
            var text = article.get("title").asText() + " " + article.get("lead").asText();
            return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                    .filter(word -> !word.isEmpty());
        }

        List<String> nearest(String key) {
            var locale = articles.get(key).get("locale");
            return vectors.keySet().stream()
                    .filter(other -> !other.equals(key)
                            && articles.get(other).get("locale").equals(locale))
                    .sorted(Comparator.comparingDouble((String other) -> -cosine(key, other))
                            .thenComparing(other -> other))
                    .toList();
        }

        private double cosine(String one, String other) {
            var weights = vectors.get(other);
            return vectors.get(one).entrySet().stream()
                    .mapToDouble(entry -> entry.getValue() * weights.getOrDefault(entry.getKey(), 0.0))
                    .sum();
        }
    }

    private static String unaccented(String text) {
        return Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .replaceAll("[\\u0300-\\u036F]", "")
                .replace('đ', 'd');
    }

    private static String table(Map<String, Map<String, List<Score>>> scores) {
        var table = new StringBuilder();
        scores.forEach((kind, bySystem) -> {
            table.append("| ")
                    .append(kind.replace('-', ' '))
                    .append(" | ")
                    .append(bySystem.get("LIKE").size())
                    .append(" |");
            for (var measure : List.<ToDoubleFunction<Score>>of(Score::reciprocalRank, Score::recall, Score::gain)) {
                bySystem.values()
                        .forEach(each -> table.append(
                                String.format(Locale.ROOT, " %.2f |", measure.applyAsDouble(Score.mean(each)))));
            }
            table.append('\n');
        });
        return table.toString();
    }

    /**
     * Three measures of the first ten results: the reciprocal rank of the first article with the highest grade,
     * recall, and nDCG.
     */
    private record Score(double reciprocalRank, double recall, double gain) {

        static Score of(List<String> found, JsonNode judged) {
            var grades = new ArrayList<Integer>();
            judged.forEach(grade -> grades.add(grade.asInt()));
            grades.sort(Comparator.reverseOrder());
            var of = found.stream().map(key -> judged.path(key).asInt()).toList();
            var best = of.indexOf(grades.get(0));
            return new Score(
                    best < 0 ? 0 : 1.0 / (best + 1),
                    (double) of.stream().filter(grade -> grade > 0).count() / Math.min(10, grades.size()),
                    gain(of) / gain(grades));
        }

        private static double gain(List<Integer> grades) {
            double gain = 0;
            for (int i = 0; i < Math.min(10, grades.size()); i++) {
                gain += (Math.pow(2, grades.get(i)) - 1) / (Math.log(i + 2) / Math.log(2));
            }
            return gain;
        }

        static Score mean(List<Score> scores) {
            return new Score(
                    mean(scores, Score::reciprocalRank), mean(scores, Score::recall), mean(scores, Score::gain));
        }

        private static double mean(List<Score> scores, ToDoubleFunction<Score> measure) {
            return scores.stream().mapToDouble(measure).average().orElseThrow();
        }
    }

    private List<String> ours(String q) {
        return keysOf(asReader()
                .queryParam("q", q)
                .queryParam("limit", 10)
                .get("/articles")
                .then()
                .statusCode(200)
                .extract()
                .path("items.id"));
    }

    /** The simplest search: the query as a substring of title or body. */
    private List<String> like(String q) {
        return asked("""
                select id from article
                 where lower(title || ' ' || coalesce(body_text(body), '')) like '%' || lower(?) || '%'
                 order by published_at desc limit 10""", q.replace("\"", ""));
    }

    /** PostgreSQL's full-text search with the configuration simple. */
    private List<String> simple(String q) {
        return asked("""
                select id
                  from (select id, to_tsvector('simple', concat_ws(' ', title, lead, body_text(body))) as words from article) a,
                       websearch_to_tsquery('simple', ?) query
                 where words @@ query
                 order by ts_rank(words, query) desc, id desc limit 10""", q);
    }

    private List<String> asked(String sql, String q) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setString(1, q);
            var ids = new ArrayList<Integer>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getInt(1));
                }
            }
            return keysOf(ids);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> keysOf(List<Integer> ids) {
        return ids.stream().map(keys::get).toList();
    }
}
