package bantin.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * What we wrote is read without guesses, over bodies from a generator: always the same ones, and others in each run. A
 * failure names its seed and shows a small body.
 */
class BodyRoundTripTest {

    private static final int ALWAYS = 2_000;
    /** New ones each time; more with {@code -Dbodies.fresh=20000}. */
    private static final int FRESH = Integer.getInteger("bodies.fresh", 500);

    @Test
    void html_of_ours_is_read_as_the_body_it_was_written_from() {
        check(Canonical::inHtml, BodyRoundTripTest::html, BodyRoundTripTest::readHtml);
    }

    @Test
    void markdown_of_ours_is_read_as_the_body_it_was_written_from() {
        check(Canonical::inMarkdown, BodyRoundTripTest::markdown, BodyRoundTripTest::readMarkdown);
    }

    @Test
    void markdown_of_ours_is_written_again_just_the_same() {
        for (long seed = 0; seed < ALWAYS; seed++) {
            Body body = AnyBody.of(seed);
            if (!isStable(body)) {
                Body small = AnyBody.shrunk(body, other -> !isStable(other));
                assertThat(markdown(readMarkdown(markdown(small)).body()))
                        .as("seed %d: %s", seed, small.toJson())
                        .isEqualTo(markdown(small));
            }
        }
    }

    private static boolean isStable(Body body) {
        String written = markdown(body);
        return markdown(readMarkdown(written).body()).equals(written);
    }

    private static String html(Body body) {
        return HtmlWriter.write(body, AnyBody.media());
    }

    private static ImportedBody readHtml(String html) {
        return HtmlReader.read(html, Map.of());
    }

    private static String markdown(Body body) {
        return MarkdownWriter.write(body, AnyBody.media());
    }

    private static ImportedBody readMarkdown(String markdown) {
        Map<String, String> keys = new HashMap<>();
        AnyBody.KEYS.forEach(
                key -> keys.put(AnyBody.media().apply(key).orElseThrow().url(), key));
        return MarkdownReader.read(markdown, keys);
    }

    private static void check(
            Function<Body, ?> canonical, Function<Body, String> write, Function<String, ImportedBody> read) {
        long fresh = System.nanoTime();
        LongStream.concat(LongStream.range(0, ALWAYS), LongStream.range(fresh, fresh + FRESH))
                .forEach(seed -> {
                    Body body = AnyBody.of(seed);
                    if (!survives(body, canonical, write, read)) {
                        Body small = AnyBody.shrunk(body, other -> !survives(other, canonical, write, read));
                        String written = write.apply(small);
                        Body back = read.apply(written).body();
                        String message = "seed %d: %s written as %s".formatted(seed, small.toJson(), written);
                        assertThat(canonical.apply(back)).as(message).isEqualTo(canonical.apply(small));
                        assertThat(read.apply(write.apply(back)).body())
                                .as(message)
                                .isEqualTo(back);
                        assertThat(survives(small, canonical, write, read))
                                .as("what is said of media, or written again: " + message)
                                .isTrue();
                    }
                });
    }

    private static boolean survives(
            Body body, Function<Body, ?> canonical, Function<Body, String> write, Function<String, ImportedBody> read) {
        String written = write.apply(body);
        ImportedBody imported = read.apply(written);
        Body back = imported.body();
        return canonical.apply(back).equals(canonical.apply(body))
                && read.apply(write.apply(back)).body().equals(back)
                && write.apply(read.apply(write.apply(back)).body()).equals(write.apply(back))
                && imported.pictures().stream().allMatch(BodyRoundTripTest::saysWhatTheMediaSay)
                && imported.warnings().isEmpty();
    }

    /** Markdown tells no credit. */
    private static boolean saysWhatTheMediaSay(FoundPicture found) {
        Picture picture = AnyBody.media().apply(found.key()).orElseThrow();
        return found.url().equals(picture.url())
                && found.kind() == picture.kind()
                && told(found.caption()).equals(told(picture.caption()))
                && told(found.alt()).equals(told(picture.alt()))
                && (found.credit() == null || found.credit().equals(picture.credit()));
    }

    private static String told(String text) {
        return text == null ? "" : text;
    }

    @Test
    void the_generated_bodies_are_portable_text() {
        for (long seed = 0; seed < 200; seed++) {
            Body body = AnyBody.of(seed);
            assertThat(Body.of(body.toJson()).toJson()).isEqualTo(body.toJson());
        }
    }
}
