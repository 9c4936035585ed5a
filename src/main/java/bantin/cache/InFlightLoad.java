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

/**
 * A response that one request is making. Concurrent requests for the same response wait for it (request coalescing).
 */
final class InFlightLoad implements ResponseRecorder {

    final String key;
    final long since;
    private final Supplier<Instant> viewCountsValidUntil;
    private final BiConsumer<InFlightLoad, CachedResponse> onEnd;
    private final Set<String> dependsOn = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean taken = new AtomicBoolean();
    private final CompletableFuture<CachedResponse> answer = new CompletableFuture<>();
    private volatile Instant validUntil;

    /** @param onEnd called once; with null if there is nothing to cache */
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

    /** True for the first caller, who must make the response. */
    boolean take() {
        return taken.compareAndSet(false, true);
    }

    /** Completes with null if there is nothing to cache. */
    CompletableFuture<CachedResponse> answer() {
        return answer;
    }

    /** A response without any tag is not cached, because nothing would invalidate it. */
    void dependsOn(String name) {
        dependsOn.add(name);
    }

    /** The earliest of all given times counts. */
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

    /** The response of the first request was sent, whether it could be cached or not. */
    void ended() {
        if (!answer.isDone()) {
            onEnd.accept(this, null);
            answer.complete(null);
        }
    }
}
