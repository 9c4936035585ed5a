package bantin.delivery;

import bantin.http.ResponseRecorder;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** One caller has an answer made; others who want the same at that moment wait for it. */
final class InFlightLoad implements ResponseRecorder {

    final String key;
    final long since;
    private final ResponseCache memory;
    private final Set<String> dependsOn = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean taken = new AtomicBoolean();
    private final CompletableFuture<CachedResponse> answer = new CompletableFuture<>();
    private volatile Instant validUntil;

    InFlightLoad(ResponseCache memory, String key, long since) {
        this.memory = memory;
        this.key = key;
        this.since = since;
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
            validUntil(memory.countsGoodUntil());
        }
        var made = CachedResponse.of(status, headers, body, since, dependsOn.toArray(String[]::new), validUntil);
        memory.loaded(this, made);
        answer.complete(made);
    }

    /** The answer of the first has left, whether there was something to keep or not. */
    void ended() {
        if (!answer.isDone()) {
            memory.loaded(this, null);
            answer.complete(null);
        }
    }
}
