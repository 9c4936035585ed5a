package bantin.http;

import java.time.Instant;
import java.util.stream.Stream;

/** What an answer knows about itself beside its JSON: {@link ResponseFinisher} makes headers of it. */
public interface Representation {

    /** The number an edit must name in {@code If-Match}; null for what is not edited as a whole. */
    default Integer version() {
        return null;
    }

    /** When it last changed for its readers; null where no one moment is known. */
    default Instant lastModified() {
        return null;
    }

    /** What it shows, for caches that purge by tag: {@code article-42}, {@code section-3}. */
    default Stream<String> cacheTags() {
        return Stream.empty();
    }

    /** Whether it is a list, which changes with what is added to it: its cache tag is the last part of its path. */
    default boolean collection() {
        return false;
    }

    /** False where the answer holds something that moves by itself, such as view counts: its ETag is weak then. */
    default boolean exact() {
        return true;
    }
}
