package bantin.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Controls which pages of other origins may read a response (Fetch standard, CORS protocol). Public reads and each
 * {@link ReaderPost} are open to {@code bantin.http.cors-read-origins}, everything to {@code
 * bantin.http.cors-write-origins}. Origins are compared as text and never parsed, because apps, extensions and files
 * have origins that are not web addresses. The policy rejects no request; without its headers the browser hides the
 * response from the page.
 */
@ApplicationScoped
class CorsPolicy implements RequestStep {

    private static final String ANY = "*";

    private static final CharSequence ALLOW_ORIGIN = HttpHeaders.createOptimized("Access-Control-Allow-Origin");
    private static final CharSequence EXPOSE_HEADERS = HttpHeaders.createOptimized("Access-Control-Expose-Headers");
    private static final CharSequence ALL_ORIGINS = HttpHeaders.createOptimized(ANY);
    private static final CharSequence EXPOSED = HttpHeaders.createOptimized(
            "ETag, Idempotency-Replayed, Last-Modified, Link, Location, Preference-Applied, Retry-After");

    private static final String READ_METHODS = "GET, HEAD, POST";
    private static final String READ_HEADERS =
            "Content-Type, Idempotency-Key, If-None-Match, Prefer, traceparent, tracestate, X-Requested-With";
    private static final String WRITE_METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
    private static final String WRITE_HEADERS = "Authorization, If-Match";
    private static final String MAX_AGE_SECONDS = "600";

    @Inject
    HttpConfig config;

    @Inject
    ReaderPosts readerPosts;

    private String readHeaders;
    private String writeHeaders;

    @PostConstruct
    void listHeaders() {
        readHeaders =
                Stream.concat(Stream.of(READ_HEADERS), readerPosts.headers()).collect(Collectors.joining(", "));
        writeHeaders = WRITE_HEADERS + ", " + readHeaders;
    }

    @Override
    public boolean proceeds(RoutingContext routing) {
        var request = routing.request();
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        var isPreflight = isPreflight(request);
        if (isSameForAllOrigins(request)) {
            allow(routing, ALL_ORIGINS);
        } else if (origin != null) {
            var writers = config.corsWriteOrigins().orElse(List.of());
            if (matches(writers, origin)) {
                allow(routing, writers, origin, isPreflight ? WRITE_METHODS : null, writeHeaders);
            } else if (isOpenToReaders(routing, isPreflight) && matches(config.corsReadOrigins(), origin)) {
                allow(routing, config.corsReadOrigins(), origin, isPreflight ? READ_METHODS : null, readHeaders);
            }
        }
        if (isPreflight) {
            routing.response().setStatusCode(204).end();
        }
        return !isPreflight;
    }

    /** The headers are the same for every origin, so that caches need no copy for each. */
    private boolean isSameForAllOrigins(HttpServerRequest request) {
        return isRead(request.method())
                && !request.headers().contains(HttpHeaders.AUTHORIZATION)
                && config.corsReadOrigins().contains(ANY);
    }

    private static boolean isRead(HttpMethod method) {
        return method == HttpMethod.GET || method == HttpMethod.HEAD;
    }

    private static boolean isPreflight(HttpServerRequest request) {
        return request.method() == HttpMethod.OPTIONS
                && request.headers().contains(HttpHeaders.ORIGIN)
                && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    }

    private boolean isOpenToReaders(RoutingContext routing, boolean isPreflight) {
        var request = routing.request();
        var method = isPreflight
                ? request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD)
                : request.method().name();
        return Set.of("GET", "HEAD").contains(method) || method.equals("POST") && readerPosts.include(routing);
    }

    private static boolean matches(List<String> origins, String origin) {
        return origins.contains(ANY) || origins.contains(origin);
    }

    /** @param methods the methods in the response to a preflight; null if it is none */
    private static void allow(
            RoutingContext routing, List<String> origins, String origin, String methods, String headers) {
        var response = routing.response();
        if (origins.contains(ANY)) {
            allow(routing, ALL_ORIGINS);
        } else {
            allow(routing, origin);
            response.putHeader(HttpHeaders.VARY, "Origin");
        }
        if (methods != null) {
            response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, methods)
                    .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, headers)
                    .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, MAX_AGE_SECONDS);
        }
    }

    private static void allow(RoutingContext routing, CharSequence origin) {
        routing.response().putHeader(ALLOW_ORIGIN, origin).putHeader(EXPOSE_HEADERS, EXPOSED);
    }
}
