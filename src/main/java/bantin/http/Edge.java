package bantin.http;

import bantin.problem.ProblemType;
import bantin.problem.ProblemWriter;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.CorsHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is decided before any endpoint: requests that say they are too large are refused unread, and browsers learn
 * which pages of other origins may call. Public reads and view posts may be called from anywhere; everything else only
 * from the origins in {@code bantin.http.cors-write-origins}, of which there are none unless configured.
 */
@ApplicationScoped
class Edge {

    private static final int BEFORE_EVERYTHING = -1000;
    private static final Pattern VIEWS = Pattern.compile("/api/v1/(articles/\\d+/)?views");
    private static final Set<String> READS = Set.of("GET", "HEAD");
    private static final Set<String> HEADERS_TO_SEE =
            Set.of("ETag", "Last-Modified", "Link", "Location", "Retry-After", "Idempotency-Replayed");

    @Inject
    HttpConfig config;

    void open(@Observes Router router) {
        router.route().order(BEFORE_EVERYTHING).handler(Edge::refuseTooLarge);
        var reads =
                cors(config.corsReadOrigins()).allowedMethods(Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST));
        var writeOrigins = config.corsWriteOrigins().orElse(List.of());
        var writes = cors(writeOrigins)
                .allowedMethods(Set.of(
                        HttpMethod.GET,
                        HttpMethod.HEAD,
                        HttpMethod.POST,
                        HttpMethod.PUT,
                        HttpMethod.PATCH,
                        HttpMethod.DELETE))
                .allowedHeader("Authorization")
                .allowedHeader("If-Match");
        router.route().order(BEFORE_EVERYTHING + 1).handler(request -> {
            var origin = request.request().getHeader("Origin");
            if (origin == null) {
                request.next();
            } else if (allows(writeOrigins, origin)) {
                writes.handle(request);
            } else if (isOpenToAll(request) && allows(config.corsReadOrigins(), origin)) {
                reads.handle(request);
            } else if (isPreflight(request)) {
                // without CORS headers the browser keeps the request to itself
                request.response().setStatusCode(204).end();
            } else {
                request.next();
            }
        });
    }

    private static boolean allows(List<String> origins, String origin) {
        return origins.contains("*") || origins.contains(origin);
    }

    private static CorsHandler cors(List<String> origins) {
        var cors = CorsHandler.create()
                .allowedHeaders(Set.of("Content-Type", "Idempotency-Key", "If-None-Match"))
                .exposedHeaders(HEADERS_TO_SEE)
                .maxAgeSeconds(600);
        return origins.contains("*") ? cors : cors.addOrigins(origins);
    }

    private static void refuseTooLarge(RoutingContext request) {
        var length = request.request().getHeader("Content-Length");
        if (length == null || length.length() < 10 && Long.parseLong(length) <= StrictJson.MAX_BYTES) {
            request.next();
            return;
        }
        ProblemWriter.end(request, ProblemType.REQUEST_TOO_LARGE);
    }

    private static boolean isPreflight(RoutingContext request) {
        return request.request().method().equals(HttpMethod.OPTIONS)
                && request.request().getHeader("Access-Control-Request-Method") != null;
    }

    private static boolean isOpenToAll(RoutingContext request) {
        var method = isPreflight(request)
                ? request.request().getHeader("Access-Control-Request-Method")
                : request.request().method().name();
        return READS.contains(method)
                || method.equals("POST")
                        && VIEWS.matcher(request.normalizedPath()).matches();
    }
}
