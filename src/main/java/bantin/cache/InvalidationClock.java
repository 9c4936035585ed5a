package bantin.cache;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that counts changes, and remembers for each tag when it last changed. A response stores the time before its
 * data was read, and is valid while none of its tags has changed since. So a change does not search for the entries
 * that it invalidates, and a response that was read during a change is never valid, whichever finishes first.
 */
final class InvalidationClock {

    /** With more tags than this, all are cleared, which invalidates everything. */
    private static final int MAX_TAGS = 200_000;

    private final AtomicLong clock = new AtomicLong();
    private final Map<String, Long> changedAt = new ConcurrentHashMap<>();
    private volatile long allChangedAt;

    /** The current time. Must be read before any data. */
    long now() {
        return clock.get();
    }

    /** Must be called after the commit, and before anyone learns of it. */
    void changed(String tag) {
        if (changedAt.size() >= MAX_TAGS) {
            // in this order, so that a tag that is added in between is not lost
            changedAt.clear();
            allChanged();
        }
        changedAt.merge(tag, clock.incrementAndGet(), Math::max);
    }

    synchronized void allChanged() {
        allChangedAt = clock.incrementAndGet();
    }

    boolean isValid(long since, String[] tags) {
        if (since == clock.get()) {
            return true;
        }
        if (since < allChangedAt) {
            return false;
        }
        for (var tag : tags) {
            var at = changedAt.get(tag);
            if (at != null && at > since) {
                return false;
            }
        }
        return true;
    }
}
