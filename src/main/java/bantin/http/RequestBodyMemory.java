package bantin.http;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Limits the memory of request bodies, from their first byte until the response. When it is full, the oldest incomplete
 * upload is evicted, so that slow clients cannot lock out others. Thread-safe.
 */
final class RequestBodyMemory {

    /** A holder of memory that can be evicted. */
    interface Holder {

        /** Called once, by any thread, when its memory was taken away. */
        void evict();
    }

    private final long limit;
    private final Map<Holder, Integer> held = new HashMap<>();
    /** Holders in the order of their first bytes. */
    private final Set<Holder> unfinished = new LinkedHashSet<>();

    private long used;

    /** @param limit in bytes */
    RequestBodyMemory(long limit) {
        this.limit = limit;
    }

    /**
     * @param size the total bytes of the holder from now on
     * @return false if there is no room, because requests in progress need the memory
     */
    synchronized boolean take(Holder holder, int size) {
        var more = size - held.getOrDefault(holder, 0);
        while (used + more > limit) {
            var oldest = unfinished.stream()
                    .filter(other -> other != holder)
                    .findFirst()
                    .orElse(null);
            if (oldest == null) {
                return false;
            }
            release(oldest);
            oldest.evict();
        }
        used += more;
        held.put(holder, size);
        unfinished.add(holder);
        return true;
    }

    /** @return whether the holder has memory, which it must {@link #release} */
    synchronized boolean complete(Holder holder) {
        unfinished.remove(holder);
        return held.containsKey(holder);
    }

    synchronized void release(Holder holder) {
        unfinished.remove(holder);
        var size = held.remove(holder);
        used -= size == null ? 0 : size;
    }
}
