package bantin.cache;

import com.github.benmanes.caffeine.cache.Cache;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Micrometer's metrics of a Caffeine cache. {@link ResponseCache} counts hits and misses itself, because Caffeine would
 * count a stale entry as a hit, and a URL that is never cached, such as a health check, as a miss.
 */
final class ResponseCacheMetrics extends CaffeineCacheMetrics<String, CachedResponse, Cache<String, CachedResponse>> {

    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder puts = new LongAdder();

    /** @param cache must record statistics, because Caffeine counts the evictions */
    ResponseCacheMetrics(Cache<String, CachedResponse> cache) {
        super(cache, "responses", List.of());
    }

    void hit() {
        hits.increment();
    }

    void miss() {
        misses.increment();
    }

    void put() {
        puts.increment();
    }

    @Override
    protected long hitCount() {
        return hits.sum();
    }

    @Override
    protected Long missCount() {
        return misses.sum();
    }

    @Override
    protected long putCount() {
        return puts.sum();
    }

    @Override
    protected void bindImplementationSpecificMetrics(MeterRegistry registry) {
        super.bindImplementationSpecificMetrics(registry);
        Gauge.builder("bantin.cache.size", getCache(), ResponseCacheMetrics::bytes)
                .description("The memory used by the entries of the response cache")
                .baseUnit("bytes")
                .register(registry);
    }

    private static double bytes(Cache<String, CachedResponse> cache) {
        return cache.policy()
                .eviction()
                .flatMap(eviction -> eviction.weightedSize().stream().boxed().findFirst())
                .orElse(0L);
    }
}
