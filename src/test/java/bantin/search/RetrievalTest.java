package bantin.search;

import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Newsroom.anArticle;
import static bantin.testsupport.Newsroom.create;
import static bantin.testsupport.Newsroom.paragraph;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Known articles are found by the queries that were judged for them (src/test/resources/retrieval). */
@QuarkusTest
class RetrievalTest {

    private static final Path SET = Path.of("src/test/resources/retrieval");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<Integer, String> keys = new HashMap<>();

    @BeforeEach
    void the_set() throws IOException {
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
    void the_article_that_is_sought_stands_first_or_nearly() throws IOException {
        var ranks = new TreeMap<String, List<Double>>();
        for (var query : lines("queries.jsonl")) {
            ranks.computeIfAbsent(query.get("kind").asText(), kind -> new ArrayList<>())
                    .add(reciprocalRank(query));
        }
        var means = new TreeMap<String, Double>();
        ranks.forEach((kind, each) -> means.put(
                kind, each.stream().mapToDouble(Double::doubleValue).average().orElseThrow()));
        // a word with a wrong letter finds nothing yet
        assertThat(means).hasSize(7).containsKey("misspelled");
        means.remove("misspelled");
        means.forEach((kind, mean) -> assertThat(mean)
                .as(kind + " of " + means)
                .isGreaterThanOrEqualTo(kind.equals("known-item-unaccented") ? 0.9 : 0.8));
    }

    /** 1 over the place of the first article of the highest grade, 0 where none is among the first ten. */
    private double reciprocalRank(JsonNode query) {
        var judged = query.get("judged");
        var highest = StreamSupport.stream(judged.spliterator(), false)
                .mapToInt(JsonNode::asInt)
                .max()
                .orElseThrow();
        List<Integer> ids = asReader()
                .queryParam("q", query.get("q").asText())
                .queryParam("limit", 10)
                .get("/articles")
                .then()
                .statusCode(200)
                .extract()
                .path("items.id");
        for (int i = 0; i < ids.size(); i++) {
            if (judged.path(keys.get(ids.get(i))).asInt() == highest) {
                return 1.0 / (i + 1);
            }
        }
        return 0;
    }
}
