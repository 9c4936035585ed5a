package bantin.json;

import bantin.problem.ProblemException;
import bantin.problem.ProblemType;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Limits how much JSON is processed at a time (a bulkhead). A tree takes up to thirty times the memory of its text, and
 * so do the records that are made of it, so a dozen large bodies at once could fill the heap. Further requests wait, in
 * the order of their arrival. Thread-safe, but blocks, so it must not be called on an event loop.
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

    /** @param bytes how many bytes of JSON may be processed at a time */
    JsonMemory(long bytes) {
        total = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes / KIBIBYTE));
        kibibytes = new Semaphore(total, true);
    }

    /**
     * Waits until there is room for a body.
     *
     * @return releases the memory; a second call has no effect
     * @throws ProblemException 503 there was no room for ten seconds
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
