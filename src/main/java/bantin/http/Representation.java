package bantin.http;

import java.time.Instant;
import java.util.stream.Stream;

/** The properties of a response from which {@link ResponseFinisher} makes headers. */
public interface Representation {

    /** The version that an edit must send in {@code If-Match}; null if the resource has none. */
    default Integer version() {
        return null;
    }

    /** The time of the last change for readers; null if no single time is known. */
    default Instant lastModified() {
        return null;
    }

    /** The resources in the response, for caches that purge by tag: a tag for each. */
    default Stream<String> cacheTags() {
        return Stream.empty();
    }

    /** Whether it is a list, which new resources change: the last segment of its path is a cache tag. */
    default boolean collection() {
        return false;
    }

    /** False if the response has values that change without a write to it, such as counters: then its ETag is weak. */
    default boolean exact() {
        return true;
    }
}
