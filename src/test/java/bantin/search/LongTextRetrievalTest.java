package bantin.search;

import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Newsroom.aSection;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.testsupport.Archive;
import bantin.testsupport.OneNewsroom;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Known articles are found among long texts, some of which contain the syllables of nearly any query. */
@QuarkusTest
@OneNewsroom
class LongTextRetrievalTest {

    private static final int ARTICLES = 1_500;
    private static final int QUERIES = 150;

    private Random random;
    private List<GeneratedArchive.Text> texts;

    @BeforeAll
    void the_archive() throws IOException {
        texts = new GeneratedArchive().texts(ARTICLES);
        GeneratedArchive.write(texts, aSection("Tổng hợp"));
    }

    @BeforeEach
    void the_same_random_numbers_in_each_test() {
        random = new Random(29);
    }

    private static Response search(String q) {
        var answer = asReader().queryParam("q", q).queryParam("limit", 10).get("/articles");
        answer.then().statusCode(200);
        return answer;
    }

    private static List<Integer> ids(Response answer) {
        return answer.path("items.id");
    }

    /** The best possible score, if articles with the words in their title come first, in any order. */
    private double best(String q) {
        long same = texts.stream().filter(text -> text.hasInTitle(q)).count();
        return IntStream.rangeClosed(1, (int) Math.min(10, same))
                        .mapToDouble(rank -> 1.0 / rank)
                        .sum()
                / same;
    }

    @Test
    void titles_are_found_by_some_of_their_words_and_the_guide_says_how_often() throws IOException {
        var ways = new LinkedHashMap<String, UnaryOperator<String>>();
        ways.put("accented", q -> q);
        ways.put("unaccented", GeneratedArchive::withoutAccents);
        ways.put("partly accented", this::withSomeAccents);
        ways.put("đ typed as d", q -> q.replace('đ', 'd'));
        ways.put("one letter missing", q -> mistyped(GeneratedArchive.withoutAccents(q), 0));
        ways.put("one letter too many", q -> mistyped(GeneratedArchive.withoutAccents(q), 1));
        ways.put("one letter wrong", q -> mistyped(GeneratedArchive.withoutAccents(q), 2));
        ways.put("two letters swapped", q -> mistyped(GeneratedArchive.withoutAccents(q), 3));
        var found = new LinkedHashMap<String, Double>();
        double best = 0;
        for (int i = 0; i < QUERIES; i++) {
            int article = random.nextInt(ARTICLES);
            var q = wordsOf(texts.get(article).title());
            best += best(q);
            ways.forEach((way, typed) ->
                    found.merge(way, reciprocalRank(search(typed.apply(q)), Archive.FIRST_ID + article), Double::sum));
        }
        var table = new StringBuilder();
        for (var each : found.entrySet()) {
            double part = each.getValue() / best;
            table.append(String.format(
                    Locale.ROOT, "| %s | %.2f | %.2f |%n", each.getKey(), each.getValue() / QUERIES, part));
        }
        var least = Map.of(
                "one letter missing",
                0.85,
                "one letter too many",
                0.85,
                "one letter wrong",
                0.85,
                "two letters swapped",
                0.85);
        for (var each : found.entrySet()) {
            assertThat(each.getValue() / best)
                    .as(table.toString())
                    .isGreaterThanOrEqualTo(least.getOrDefault(each.getKey(), 0.95));
        }
        assertThat(Files.readString(Path.of("docs/explanation/search.md")))
                .as(table.toString())
                .contains(table);
    }

    private static double reciprocalRank(Response answer, long id) {
        int place = ids(answer).indexOf((int) id);
        return place < 0 ? 0 : 1.0 / (place + 1);
    }

    /** Three to five neighbouring words. */
    private String wordsOf(String text) {
        var words = List.of(text.split(" "));
        int count = Math.min(words.size(), 3 + random.nextInt(3));
        int from = random.nextInt(words.size() - count + 1);
        return String.join(" ", words.subList(from, from + count));
    }

    private String withSomeAccents(String q) {
        var words = new ArrayList<>(List.of(q.split(" ")));
        words.replaceAll(word -> random.nextBoolean() ? GeneratedArchive.withoutAccents(word) : word);
        return String.join(" ", words);
    }

    private String mistyped(String q, int way) {
        var words = new ArrayList<>(List.of(q.split(" ")));
        int at = random.nextInt(words.size());
        var word = words.get(at);
        int place = random.nextInt(word.length() - (way == 3 ? 1 : 0));
        var letter = String.valueOf((char) ('a' + random.nextInt(26)));
        words.set(
                at,
                switch (way) {
                    case 0 -> word.length() > 2 ? word.substring(0, place) + word.substring(place + 1) : word + letter;
                    case 1 -> word.substring(0, place) + letter + word.substring(place);
                    case 2 -> word.substring(0, place) + letter + word.substring(place + 1);
                    default ->
                        word.substring(0, place)
                                + word.charAt(place + 1)
                                + word.charAt(place)
                                + word.substring(place + 2);
                });
        return String.join(" ", words);
    }

    @Test
    void a_phrase_finds_what_has_it_and_nothing_else() {
        int nearMisses = 0;
        for (int i = 0; i < 100; i++) {
            var text = texts.get(random.nextInt(ARTICLES));
            var phrase =
                    wordsOf(text.body().get(random.nextInt(text.body().size())).replace(".", ""));
            if (i % 2 == 1) {
                // the end of another text
                var other = wordsOf(text.title()).split(" ");
                phrase = phrase.substring(0, phrase.lastIndexOf(' ') + 1) + other[other.length - 1];
            }
            var quoted = phrase;
            long expected = texts.stream().filter(each -> each.has(quoted)).count();
            nearMisses += expected == 0 ? 1 : 0;
            var answer = search('"' + phrase + '"');
            if (answer.path("correctedQuery") == null) {
                assertThat(answer.<Integer>path("page.total")).as(phrase).isEqualTo((int) expected);
                assertThat(ids(answer))
                        .as(phrase)
                        .allMatch(id -> texts.get((int) (id - Archive.FIRST_ID)).has(quoted));
            } else {
                assertThat(expected).as(phrase).isZero();
            }
        }
        assertThat(nearMisses).isBetween(10, 60);
    }
}
