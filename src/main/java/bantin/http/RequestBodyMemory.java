package bantin.http;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Bounds the memory that bodies take from their first byte until their request is answered. When it is full, the upload
 * that has been unfinished longest is given up for the one that goes on: whoever sends slowly cannot keep out others.
 * Safe for use by several threads.
 */
final class RequestBodyMemory {

    /** Somebody whose bytes can be given up. */
    interface Holder {

        /** Called by any thread, once, when its memory is no longer its own. */
        void evict();
    }

    private final long limit;
    private final Map<Holder, Integer> held = new HashMap<>();
    /** In the order in which they took their first bytes. */
    private final Set<Holder> unfinished = new LinkedHashSet<>();

    private long used;

    /** @param limit in bytes */
    RequestBodyMemory(long limit) {
        this.limit = limit;
    }

    /**
     * @param size how many bytes the holder has in all from now on
     * @return false where they do not fit, because requests that are being worked on need the memory
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
