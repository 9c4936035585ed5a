package bantin.cache;

import bantin.http.ResponseRecorder;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Declares what the response to the current request depends on and when it expires. Only the resource that makes a response knows
 * that; a response for which no tag is declared is not cached. Has no effect where the response is not for the cache.
 */
@ApplicationScoped
public class CacheScope {

    @Inject
    CurrentVertxRequest request;

    @Inject
    ResponseCache cache;

    /** The response is stale as soon as this is invalidated. */
    public void dependsOn(String tag) {
        var load = load();
        if (load != null) {
            load.dependsOn(tag);
        }
    }

    /** @param time asked for where the response is for the cache; null where the response does not expire. The earliest counts */
    public void expiresAt(Supplier<Instant> time) {
        var load = load();
        if (load != null) {
            load.validUntil(time.get());
        }
    }

    /** The response depends on view counts, whether it shows them or not. */
    public void expiresWithViewCounts() {
        expiresAt(cache::viewCountsValidUntil);
    }

    private InFlightLoad load() {
        var current = request.getCurrent();
        return current != null && current.get(ResponseRecorder.KEY) instanceof InFlightLoad load ? load : null;
    }
}
