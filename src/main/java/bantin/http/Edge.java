package bantin.http;

import bantin.problem.ProblemType;
import bantin.problem.ProblemWriter;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.CorsHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What is decided before any endpoint: an address that is none and a body that is too large are refused, and browsers
 * learn which pages of other origins may call; and every answer gets its {@code Date}. Public reads and view posts may be called from anywhere; everything else
 * only from the origins in {@code bantin.http.cors-write-origins}, of which there are none unless configured.
 */
@ApplicationScoped
class Edge {

    private static final int BEFORE_EVERYTHING = -1000;

    /** Preallocated: else an empty body would be none, and its endpoint would wait for it. */
    private static final BodyHandler UNMEASURED =
            BodyHandler.create(false).setBodyLimit(StrictJson.MAX_BYTES).setPreallocateBodyBuffer(true);

    private static final Pattern VIEWS = Pattern.compile("/api/v1/(articles/\\d+/)?views");
    private static final Set<String> READS = Set.of("GET", "HEAD");
    private static final Set<String> HEADERS_TO_SEE = Set.of(
            "ETag", "Last-Modified", "Link", "Location", "Retry-After", "Idempotency-Replayed", "Preference-Applied");

    private static final CharSequence TO_SEE =
            HttpHeaders.createOptimized(String.join(", ", new TreeSet<>(HEADERS_TO_SEE)));

    @Inject
    HttpConfig config;

    @Inject
    Vertx vertx;

    @Inject
    Clock clock;

    /** As of the present second; RFC 9110, 6.6.1 wants it in every answer. */
    private volatile CharSequence date;

    void open(@Observes Router router) {
        vertx.setPeriodic(1000, again -> date = httpDate());
        date = httpDate();
        router.route().order(BEFORE_EVERYTHING).handler(this::date).handler(Edge::refuseBrokenAddress);
        router.route()
                .order(BEFORE_EVERYTHING + 1)
                .handler(Edge::refuseTooLarge)
                .failureHandler(Edge::explain);
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
        router.route().order(BEFORE_EVERYTHING + 2).handler(request -> {
            var origin = request.request().getHeader("Origin");
            if (isSameForAllOrigins(request.request())) {
                request.response()
                        .putHeader("Access-Control-Allow-Origin", "*")
                        .putHeader("Access-Control-Expose-Headers", TO_SEE);
                request.next();
            } else if (origin == null) {
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

    private void date(RoutingContext request) {
        request.response().putHeader("Date", date);
        request.next();
    }

    private CharSequence httpDate() {
        return HttpHeaders.createOptimized(
                Representations.HTTP_DATE.format(clock.instant().atOffset(ZoneOffset.UTC)));
    }

    /** Whoever asks first, the answer can be kept for all: caches need not know of origins. */
    private boolean isSameForAllOrigins(HttpServerRequest request) {
        return READS.contains(request.method().name())
                && !request.headers().contains("Authorization")
                && config.corsReadOrigins().contains("*");
    }

    private static boolean allows(List<String> origins, String origin) {
        return origins.contains("*") || origins.contains(origin);
    }

    private static CorsHandler cors(List<String> origins) {
        var cors = CorsHandler.create()
                .allowedHeaders(Set.of("Content-Type", "Idempotency-Key", "If-None-Match", "Prefer", "Visitor-Id"))
                .exposedHeaders(HEADERS_TO_SEE)
                .maxAgeSeconds(600);
        return origins.contains("*") ? cors : cors.addOrigins(origins);
    }

    /** Quarkus would, with no body; {@code Main} turns that off. */
    private static void refuseBrokenAddress(RoutingContext request) {
        try {
            new URI(request.request().uri());
            request.next();
        } catch (URISyntaxException e) {
            ProblemWriter.endUnread(request, ProblemType.BAD_REQUEST);
        }
    }

    /** What does not say how large it is must be read to know; over HTTP/2 nobody sends what nobody reads. */
    private static void refuseTooLarge(RoutingContext request) {
        var headers = request.request().headers();
        var length = headers.get("Content-Length");
        if (length != null && (length.length() > 9 || Long.parseLong(length) > StrictJson.MAX_BYTES)) {
            request.fail(ProblemType.REQUEST_TOO_LARGE.status);
        } else if (headers.contains("Transfer-Encoding")) {
            UNMEASURED.handle(request);
        } else {
            request.next();
        }
    }

    private static void explain(RoutingContext failed) {
        if (failed.statusCode() == ProblemType.REQUEST_TOO_LARGE.status) {
            ProblemWriter.endUnread(failed, ProblemType.REQUEST_TOO_LARGE);
        } else {
            failed.next();
        }
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
