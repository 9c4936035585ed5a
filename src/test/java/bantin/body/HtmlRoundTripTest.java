package bantin.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Predicate;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

/** Reading HTML and writing it again, over documents from a generator with fixed seeds: a failure names its own. */
class HtmlRoundTripTest {

    private static final int DOCUMENTS = 800;

    @Test
    void what_was_written_is_read_back_and_written_just_the_same() {
        for (long seed = 0; seed < DOCUMENTS; seed++) {
            String messy = new MessyHtml(seed).document();
            if (!isStable(messy)) {
                String small = shrunk(messy, html -> !isStable(html));
                String once = Bodies.cleaned(small);
                assertThat(Bodies.cleaned(once)).as("seed %d: %s", seed, small).isEqualTo(once);
            }
        }
    }

    private static boolean isStable(String html) {
        ImportedBody first = Bodies.read(html);
        String once = Bodies.html(first);
        ImportedBody second = Bodies.read(once);
        return Bodies.html(second).equals(once)
                && second.pictures().equals(first.pictures())
                && second.body().toJson().equals(first.body().toJson());
    }

    @Test
    void nothing_but_allowed_elements_attributes_and_schemes_comes_out() {
        for (long seed = 0; seed < DOCUMENTS; seed++) {
            AllowedHtml.check(Bodies.cleaned(new MessyHtml(seed).document()));
        }
    }

    @Test
    void no_visible_text_is_lost() {
        for (long seed = 0; seed < DOCUMENTS; seed++) {
            // These add text of their own.
            String messy = new MessyHtml(seed)
                    .document()
                    .replace("data-caption", "data-x")
                    .replace(" src='https://evil.example'", "")
                    .replaceAll("<(/?)q>", "<$1b>");
            String visible = HtmlElements.text(Jsoup.parse(messy).body());
            assertThat(letters(Jsoup.parse(Bodies.cleaned(messy)).body().text()))
                    .as("seed %d: %s", seed, messy)
                    .isEqualTo(letters(visible));
        }
    }

    /** Sorted, since captions and inner lists may move. */
    private static String letters(String text) {
        return TextCleaner.nfc(TextCleaner.withoutControls(text))
                .chars()
                .filter(c -> !TextCleaner.isInvisible((char) c))
                .sorted()
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void an_imported_body_is_portable_text_without_faults() {
        for (long seed = 0; seed < DOCUMENTS; seed++) {
            Body body = Bodies.read(new MessyHtml(seed).document()).body();
            assertThat(Body.of(body.toJson())).isEqualTo(body);
        }
    }

    @Test
    void imported_bodies_survive_markdown() {
        for (long seed = 0; seed < DOCUMENTS; seed++) {
            ImportedBody imported = Bodies.read(new MessyHtml(seed).document());
            String markdown = MarkdownWriter.write(imported.body(), Bodies.picturesOf(imported));
            String text =
                    TextWriter.write(MarkdownReader.read(markdown, Map.of()).body(), Bodies.noPictures());
            assertThat(lines(text))
                    .as("seed %d: %s", seed, markdown)
                    .isEqualTo(lines(TextWriter.write(imported.body(), Bodies.noPictures())));
        }
    }

    private static String lines(String text) {
        return text.replaceAll("\\s+", " ");
    }

    /** A smaller document that still fails: cuts out ever smaller pieces as long as it does. */
    private static String shrunk(String html, Predicate<String> fails) {
        for (int size = html.length() / 2; size > 0; size /= 2) {
            for (int start = 0; start + size <= html.length(); ) {
                String shorter = html.substring(0, start) + html.substring(start + size);
                if (fails.test(shorter)) {
                    html = shorter;
                } else {
                    start += size;
                }
            }
        }
        return html;
    }
}
