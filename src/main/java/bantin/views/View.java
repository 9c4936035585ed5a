package bantin.views;

import java.time.Instant;

/**
 * One or more views of an article.
 *
 * @param times the number of views
 * @param at the time of the view
 * @param counts false for crawlers and prefetched pages, which get a response but are not counted
 * @param visitor an opaque id of the visitor; null if it is unknown
 * @param retry identifies retries of the same request; null if the request has no {@code Idempotency-Key}
 */
record View(long articleId, long times, Instant at, boolean counts, String visitor, RetryKey retry) {

    /** An {@code Idempotency-Key}, and the API key that sent it; empty for anonymous callers. */
    record RetryKey(String caller, String key) implements Comparable<RetryKey> {

        @Override
        public int compareTo(RetryKey other) {
            int byCaller = caller.compareTo(other.caller);
            return byCaller != 0 ? byCaller : key.compareTo(other.key);
        }
    }
}
