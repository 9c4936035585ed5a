package bantin.views;

import java.time.Instant;

/**
 * One reading of an article by somebody, or several that a client has gathered.
 *
 * @param times how many readings it stands for
 * @param at when it happened
 * @param counts false for what is no reader, such as a crawler: it gets an answer, but is not counted
 * @param visitor an opaque id of who it was; null where it is not known
 * @param retry what a repetition is recognised by; null where it is not
 */
record View(long articleId, long times, Instant at, boolean counts, String visitor, RetryKey retry) {

    /** An {@code Idempotency-Key}, of the API key that sent it or of anybody (empty). */
    record RetryKey(String caller, String key) implements Comparable<RetryKey> {

        @Override
        public int compareTo(RetryKey other) {
            int byCaller = caller.compareTo(other.caller);
            return byCaller != 0 ? byCaller : key.compareTo(other.key);
        }
    }
}
