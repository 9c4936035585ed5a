package bantin.search;

import static java.util.stream.Collectors.joining;

import bantin.testsupport.Archive;
import bantin.testsupport.Json;
import bantin.testsupport.Newsroom;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Articles of random Vietnamese syllables. Each has a subject with its own words, titles repeat phrases, and bodies
 * are so long that the syllables of nearly any query occur in some of them. The syllables come from the articles of
 * the retrieval test, and their frequencies follow the Zipf-Mandelbrot law. The same seed gives the same archive.
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

    static final class Text {

        private final String title;
        private final List<String> body;
        private final List<String> lines;

        private Text(String title, List<String> paragraphs) {
            this.title = title;
            this.body = paragraphs;
            this.lines = Stream.concat(Stream.of(title), paragraphs.stream())
                    .map(line -> " " + withoutAccents(line).replace(".", "") + " ")
                    .toList();
        }

        String title() {
            return title;
        }

        /** Its paragraphs. */
        List<String> body() {
            return body;
        }

        /** Whether one of its lines has the words in a row, whatever their accents. */
        boolean has(String phrase) {
            var words = " " + withoutAccents(phrase) + " ";
            return lines.stream().anyMatch(line -> line.contains(words));
        }

        boolean hasInTitle(String phrase) {
            return lines.get(0).contains(" " + withoutAccents(phrase) + " ");
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

    /** The last of them is the newest. */
    static void write(List<Text> texts, String section) {
        Archive.of(texts.size())
                .in(section)
                .titled(n -> texts.get(n - 1).title)
                .withBody(n -> portableText(texts.get(n - 1).body))
                .aged(n -> Duration.ofHours(texts.size() - n + 1))
                .write();
    }

    private static String portableText(List<String> paragraphs) {
        return Json.write(paragraphs.stream().map(Newsroom::paragraph).toList());
    }

    static String withoutAccents(String text) {
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

    /** A random element; earlier ones are more frequent, by the Zipf-Mandelbrot law. */
    private <T> T often(List<T> all) {
        double offset = 5 + all.size() / 60.0;
        double rank = offset * Math.pow((all.size() + offset) / offset, random.nextDouble()) - offset;
        return all.get(Math.min(all.size() - 1, (int) rank));
    }
}
