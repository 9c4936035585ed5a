package bantin.search;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Articles of Vietnamese syllables without a meaning: each has a subject with words of its own, titles repeat phrases, and bodies are so long that the
 * syllables of nearly any query stand scattered in some. Syllables follow the law of Zipf and Mandelbrot and come from the articles that were written for the
 * retrieval test. The same seed gives the same archive.
 */
final class GeneratedArchive {

    private static final Path WRITTEN = Path.of("src/test/resources/retrieval/articles.jsonl");
    private static final int WORDS = 4_000;
    private static final int SUBJECTS = 60;
    private static final int PHRASES = 400;

    private final Random random = new Random(23);
    private final List<String> syllables;
    private final List<String> words;
    private final List<List<String>> subjects;
    private final List<String> phrases;

    /** @param body its paragraphs */
    record Text(String title, List<String> body) {

        /** Whether the words stand in a row in one of its lines, whatever their accents. */
        boolean has(String phrase) {
            return Stream.concat(Stream.of(title), body.stream()).anyMatch(line -> hasInARow(line, phrase));
        }

        boolean hasInTitle(String phrase) {
            return hasInARow(title, phrase);
        }

        private static boolean hasInARow(String line, String phrase) {
            return (" " + fold(line).replace(".", "") + " ").contains(" " + fold(phrase) + " ");
        }
    }

    GeneratedArchive() throws IOException {
        var json = new ObjectMapper();
        var seen = new LinkedHashSet<String>();
        for (var line : Files.readAllLines(WRITTEN)) {
            var article = json.readTree(line);
            if (article.get("locale").asText().equals("vi")) {
                var text = article.get("title").asText() + " "
                        + article.get("lead").asText();
                Stream.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+"))
                        .filter(word -> word.length() > 1)
                        .forEach(seen::add);
            }
        }
        syllables = List.copyOf(seen);
        words = list(WORDS, () -> several(1 + random.nextInt(10) / 3, () -> often(syllables)));
        subjects = list(SUBJECTS, () -> list(120, () -> often(words)));
        phrases = list(PHRASES, () -> several(1 + random.nextInt(3), () -> often(words)));
    }

    List<Text> texts(int count) {
        return list(count, () -> {
            var subject = often(subjects);
            var title = several(4, () -> random.nextInt(3) == 0 ? often(words) : often(subject));
            title = random.nextBoolean() ? often(phrases) + " " + title : title + " " + often(phrases);
            return new Text(
                    title,
                    list(
                            6 + random.nextInt(4),
                            () -> several(30, () -> random.nextInt(3) == 0 ? often(words) : often(subject)) + "."));
        });
    }

    /** The articles have the ids from 1000001, the last of them is the newest. */
    static void write(List<Text> texts, String section, Connection connection) throws SQLException {
        var json = new ObjectMapper();
        try (var statement = connection.prepareStatement("""
                insert into article (id, version, revision, status, locale, slug, title, section_id, body, published_at,
                                     created_at, updated_at)
                select ?, 0, 1, 'published', 'vi', ?, ?, s.id, ?, now() - ? * interval '1 hour', now(), now()
                  from section s where s.slug = ?""")) {
            for (int i = 0; i < texts.size(); i++) {
                var body = json.createArrayNode();
                texts.get(i)
                        .body
                        .forEach(paragraph -> body.addObject()
                                .put("_type", "block")
                                .putArray("children")
                                .addObject()
                                .put("_type", "span")
                                .put("text", paragraph));
                statement.setLong(1, 1_000_001 + i);
                statement.setString(2, "bai-" + i);
                statement.setString(3, texts.get(i).title);
                statement.setString(4, body.toString());
                statement.setInt(5, texts.size() - i);
                statement.setString(6, section);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    static String fold(String text) {
        return Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace('đ', 'd');
    }

    private static String several(int count, Supplier<String> one) {
        return Stream.generate(one).limit(count).collect(joining(" "));
    }

    private static <T> List<T> list(int count, Supplier<T> one) {
        var list = new ArrayList<T>();
        IntStream.range(0, count).forEach(i -> list.add(one.get()));
        return list;
    }

    /** The first ones most often, by the law of Zipf and Mandelbrot. */
    private <T> T often(List<T> all) {
        double offset = 5 + all.size() / 60.0;
        double rank = offset * Math.pow((all.size() + offset) / offset, random.nextDouble()) - offset;
        return all.get(Math.min(all.size() - 1, (int) rank));
    }
}
