package bantin.cache;

import bantin.database.NotificationSubscriber;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finished responses for callers without an API key, by request target. An entry is valid until a tag that it depends
 * on is invalidated, or until it expires. The packages that own the content invalidate tags: for a write of this node
 * after its commit and before its response is sent, for a write of another node when its notification arrives.
 */
@Startup
@ApplicationScoped
public class ResponseCache implements NotificationSubscriber {

    @Inject
    CacheConfig config;

    @Inject
    Clock clock;

    @Inject
    MeterRegistry metrics;

    private final InvalidationClock invalidations = new InvalidationClock();
    private final Map<String, InFlightLoad> loads = new ConcurrentHashMap<>();
    private Cache<String, CachedResponse> entries;
    private ResponseCacheMetrics cacheMetrics;

    @PostConstruct
    void start() {
        entries = Caffeine.newBuilder()
                .maximumWeight(config.maxSize().asLongValue())
                .weigher((String key, CachedResponse response) -> 2 * key.length() + response.size())
                .recordStats()
                .build();
        cacheMetrics = new ResponseCacheMetrics(entries);
        cacheMetrics.bindTo(metrics);
    }

    /**
     * Makes everything that depends on the tag stale. Must be called after the commit, and before anyone learns of it.
     */
    public void invalidate(String tag) {
        invalidations.changed(tag);
    }

    /** Makes every entry stale. */
    public void invalidateAll() {
        invalidations.allChanged();
    }

    @Override
    public void messagesMissed() {
        invalidateAll();
    }

    @Override
    public boolean received(String message) {
        return false;
    }

    @Override
    public void unknownReceived() {
        invalidateAll();
    }

    /** The current generation. Must be read before any data. */
    public long generation() {
        return invalidations.now();
    }

    /** Whether none of the tags was invalidated since. */
    public boolean isCurrent(long generation, String... tags) {
        return invalidations.isValid(generation, tags);
    }

    /**
     * Null on a miss.
     *
     * @param compressed whether the client accepts a compressed body, which is made once, on the first such request
     */
    CachedResponse find(String key, boolean compressed) {
        var response = entries.getIfPresent(key);
        if (response == null || !isValid(response)) {
            return null;
        }
        cacheMetrics.hit();
        return encoded(key, response, compressed);
    }

    /** Compresses the response if that is wanted and not done yet, and stores the result. */
    CachedResponse encoded(String key, CachedResponse response, boolean compressed) {
        if (!compressed || !response.isWorthCompressing()) {
            return response;
        }
        var made = response.compressed();
        entries.asMap().computeIfPresent(key, (any, present) -> present == response ? made : present);
        return made;
    }

    private boolean isValid(CachedResponse response) {
        return isCurrent(response.since(), response.dependsOn())
                && (response.validUntil() == null || clock.instant().isBefore(response.validUntil()));
    }

    /** The load in flight, if nothing has changed since it began; otherwise a new one. */
    InFlightLoad load(String key) {
        cacheMetrics.miss();
        var now = generation();
        return loads.compute(
                key,
                (any, present) -> present != null && present.since == now
                        ? present
                        : new InFlightLoad(key, now, this::viewCountsValidUntil, this::loaded));
    }

    private void loaded(InFlightLoad load, CachedResponse response) {
        if (response != null) {
            entries.put(load.key, response);
            cacheMetrics.put();
        }
        loads.remove(load.key, load);
    }

    Instant viewCountsValidUntil() {
        return clock.instant().plus(config.viewCountTtl());
    }
}
