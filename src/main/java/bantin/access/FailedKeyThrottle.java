package bantin.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Slows down clients that try keys. After ten keys that are not known, within a minute and from one address, each further
 * request from there that brings a key waits for a second on the event loop before it is looked at. A key that was good within
 * the last hour never waits, and a good key is never refused, so that nobody can lock out others who share the address.
 */
@ApplicationScoped
class FailedKeyThrottle {

    /** Behind {@code RequestPipeline}, before all routes. */
    private static final int ORDER = -950;

    private static final int FREE_FAILURES = 10;
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration KNOWN_FOR = Duration.ofHours(1);
    private static final int DELAY_MILLIS = 1000;
    private static final int MAX_ENTRIES = 10_000;

    @Inject
    Vertx vertx;

    private final Cache<String, AtomicInteger> failures = Caffeine.newBuilder()
            .expireAfterWrite(WINDOW)
            .maximumSize(MAX_ENTRIES)
            .build();

    private final Cache<ByteBuffer, Boolean> good = Caffeine.newBuilder()
            .expireAfterWrite(KNOWN_FOR)
            .maximumSize(MAX_ENTRIES)
            .build();

    void register(@Observes Router router) {
        router.route().order(ORDER).handler(this::handle);
    }

    private void handle(RoutingContext routing) {
        var header = routing.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !isThrottled(addressOf(routing)) || isKnown(header)) {
            routing.next();
        } else {
            vertx.setTimer(DELAY_MILLIS, any -> {
                if (!routing.response().closed()) {
                    routing.next();
                }
            });
        }
    }

    boolean isThrottled(String address) {
        return failuresFrom(address) >= FREE_FAILURES;
    }

    int failuresFrom(String address) {
        var count = failures.getIfPresent(address);
        return count == null ? 0 : count.get();
    }

    private boolean isKnown(String header) {
        return ApiKeyAuthentication.secretIn(header)
                .map(secret -> good.getIfPresent(ByteBuffer.wrap(ApiKey.hash(secret))) != null)
                .orElse(false);
    }

    private static String addressOf(RoutingContext routing) {
        var address = routing.request().remoteAddress();
        return address == null || address.hostAddress() == null ? "" : address.hostAddress();
    }

    void succeeded(String secret) {
        good.put(ByteBuffer.wrap(ApiKey.hash(secret)), true);
    }

    void failed(RoutingContext routing) {
        failures.get(addressOf(routing), any -> new AtomicInteger()).incrementAndGet();
    }
}
