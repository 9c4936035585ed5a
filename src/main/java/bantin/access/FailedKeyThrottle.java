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
 * Slows down clients that try API keys. After ten unknown keys from one address within a minute, each further request
 * with a key from that address is delayed by one second, on the event loop, before its key is checked. A key that was
 * valid within the last hour is not delayed, and a valid key is never rejected, so clients cannot lock out others at
 * the same address.
 */
@ApplicationScoped
class FailedKeyThrottle {

    /** After {@code RequestPipeline}, before all routes. */
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

    private final Cache<ByteBuffer, Boolean> validKeys = Caffeine.newBuilder()
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
                .map(secret -> validKeys.getIfPresent(ByteBuffer.wrap(ApiKey.hash(secret))) != null)
                .orElse(false);
    }

    private static String addressOf(RoutingContext routing) {
        var address = routing.request().remoteAddress();
        return address == null || address.hostAddress() == null ? "" : address.hostAddress();
    }

    void succeeded(String secret) {
        validKeys.put(ByteBuffer.wrap(ApiKey.hash(secret)), true);
    }

    void failed(RoutingContext routing) {
        failures.get(addressOf(routing), any -> new AtomicInteger()).incrementAndGet();
    }
}
