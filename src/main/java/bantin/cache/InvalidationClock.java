package bantin.cache;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * When what answers depend on was last changed, on a clock that counts changes. An answer remembers what time it was before
 * its data was read, and is good as long as nothing that it depends on has changed since. So a change makes no search for
 * what it spoils, and an answer that was read while something changed is never good, whoever comes first.
 */
final class InvalidationClock {

    /** More names than this are forgotten, which spoils everything. */
    private static final int MAX_NAMES = 200_000;

    private final AtomicLong clock = new AtomicLong();
    private final Map<String, Long> changedAt = new ConcurrentHashMap<>();
    private volatile long allChangedAt;

    /** The time, to be taken before anything is read. */
    long now() {
        return clock.get();
    }

    /** To be called after the commit, and before anybody is told of it. */
    void changed(String name) {
        if (changedAt.size() >= MAX_NAMES) {
            // in this order: what is noted in between is not lost
            changedAt.clear();
            allChanged();
        }
        changedAt.merge(name, clock.incrementAndGet(), Math::max);
    }

    synchronized void allChanged() {
        allChangedAt = clock.incrementAndGet();
    }

    boolean isGood(long since, String[] names) {
        if (since == clock.get()) {
            return true;
        }
        if (since < allChangedAt) {
            return false;
        }
        for (var name : names) {
            var at = changedAt.get(name);
            if (at != null && at > since) {
                return false;
            }
        }
        return true;
    }
}
