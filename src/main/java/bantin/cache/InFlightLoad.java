package bantin.cache;

import bantin.http.ResponseRecorder;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** One caller has a response made; others who want the same at that moment wait for it (request coalescing). */
final class InFlightLoad implements ResponseRecorder {

    final String key;
    final long since;
    private final Supplier<Instant> viewCountsValidUntil;
    private final BiConsumer<InFlightLoad, CachedResponse> onEnd;
    private final Set<String> dependsOn = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean taken = new AtomicBoolean();
    private final CompletableFuture<CachedResponse> answer = new CompletableFuture<>();
    private volatile Instant validUntil;

    /** @param onEnd called once, with null where there is nothing to keep */
    InFlightLoad(
            String key,
            long since,
            Supplier<Instant> viewCountsValidUntil,
            BiConsumer<InFlightLoad, CachedResponse> onEnd) {
        this.key = key;
        this.since = since;
        this.viewCountsValidUntil = viewCountsValidUntil;
        this.onEnd = onEnd;
    }

    /** True for the first who asks: it is his to make. */
    boolean take() {
        return taken.compareAndSet(false, true);
    }

    /** Completes with null where there was nothing to keep. */
    CompletableFuture<CachedResponse> answer() {
        return answer;
    }

    /** Until the first name is given, the answer is not kept: nothing would tell when it becomes wrong. */
    void dependsOn(String name) {
        dependsOn.add(name);
    }

    /** The earliest of all times that are named counts. */
    void validUntil(Instant time) {
        if (time != null && (validUntil == null || time.isBefore(validUntil))) {
            validUntil = time;
        }
    }

    @Override
    public void keep(int status, Map<String, String> headers, byte[] body, boolean exact) {
        if (dependsOn.isEmpty()) {
            return;
        }
        if (!exact) {
            validUntil(viewCountsValidUntil.get());
        }
        var made = CachedResponse.of(status, headers, body, since, dependsOn.toArray(String[]::new), validUntil);
        onEnd.accept(this, made);
        answer.complete(made);
    }

    /** The answer of the first has left, whether there was something to keep or not. */
    void ended() {
        if (!answer.isDone()) {
            onEnd.accept(this, null);
            answer.complete(null);
        }
    }
}
