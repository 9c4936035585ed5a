package bantin.cache;

import bantin.http.ResponseRecorder;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Declares what the response to the current request depends on and when it expires. The resource that makes the
 * response calls it. A response without a declared tag is not cached. The calls have no effect if the response is not
 * to be cached.
 */
@ApplicationScoped
public class CacheScope {

    @Inject
    CurrentVertxRequest request;

    @Inject
    ResponseCache cache;

    /** The response becomes stale when this tag is invalidated. */
    public void dependsOn(String tag) {
        var load = load();
        if (load != null) {
            load.dependsOn(tag);
        }
    }

    /**
     * The earliest of all declared times counts.
     *
     * @param time evaluated only if the response is to be cached; null means that the response does not expire
     */
    public void expiresAt(Supplier<Instant> time) {
        var load = load();
        if (load != null) {
            load.validUntil(time.get());
        }
    }

    /** The response depends on view counts, even if it does not show them. */
    public void expiresWithViewCounts() {
        expiresAt(cache::viewCountsValidUntil);
    }

    private InFlightLoad load() {
        var current = request.getCurrent();
        return current != null && current.get(ResponseRecorder.KEY) instanceof InFlightLoad load ? load : null;
    }
}
