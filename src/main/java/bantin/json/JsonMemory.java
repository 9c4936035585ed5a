package bantin.json;

import bantin.problem.ProblemException;
import bantin.problem.ProblemType;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Limits how much JSON is being worked on at a time (a bulkhead). A tree in memory takes up to thirty times as much as its
 * text, and so do the records and texts that are made of it, so that a dozen large bodies at once could fill the heap.
 * Others wait for their turn, in the order in which they came. Safe for use by several threads, but not by an event loop.
 */
@Singleton
class JsonMemory {

    /** Half of the heap, at thirty-two bytes for each byte of JSON. */
    private static final int SHARE_OF_HEAP = 64;

    private static final int KIBIBYTE = 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final int total;
    private final Semaphore kibibytes;

    JsonMemory() {
        this(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    /** @param bytes how much JSON may be worked on at a time */
    JsonMemory(long bytes) {
        total = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes / KIBIBYTE));
        kibibytes = new Semaphore(total, true);
    }

    /**
     * Waits until there is room for a body.
     *
     * @return gives the room back; a second call does nothing
     * @throws ProblemException 503 where there was none for ten seconds
     */
    Runnable take(int bytes) {
        var size = Math.min(total, bytes / KIBIBYTE + 1);
        try {
            if (!kibibytes.tryAcquire(size, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        var held = new Semaphore(1);
        return () -> {
            if (held.tryAcquire()) {
                kibibytes.release(size);
            }
        };
    }

    private static ProblemException busy() {
        return new ProblemException(ProblemType.BUSY, "Too many large requests are being processed at the moment.")
                .withHeader("Retry-After", "2");
    }
}
