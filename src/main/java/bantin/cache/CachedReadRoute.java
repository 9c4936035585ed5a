package bantin.cache;

import bantin.database.NotificationState;
import bantin.http.Gzip;
import bantin.http.ResponseRecorder;
import bantin.problem.ProblemWriter;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

/**
 * Answers callers without an API key from {@link ResponseCache}, on the event loop. On a miss, the resource makes the
 * response once for all concurrent requests (request coalescing). Requests with a key go directly to the resource.
 */
@ApplicationScoped
class CachedReadRoute {

    /** After {@code RequestPipeline}, before all other routes. */
    private static final int EARLY = -900;

    @Inject
    Vertx vertx;

    @Inject
    ResponseCache cache;

    @Inject
    NotificationState notifications;

    @Inject
    @Any
    Instance<CacheableRoute> contributed;

    private CacheableRoutes routes;

    void open(@Observes Router router) {
        routes = new CacheableRoutes(contributed.stream().toList());
        router.route()
                .order(EARLY)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(this::handle);
    }

    private void handle(RoutingContext context) {
        var request = context.request();
        if (!isAnonymous(request) || !notifications.isInSync()) {
            context.next();
            return;
        }
        var acceptsGzip = Gzip.isAccepted(request.getHeader("Accept-Encoding"));
        var answer = cache.find(request.uri(), acceptsGzip);
        if (answer != null) {
            answer.writeTo(context, acceptsGzip);
            return;
        }
        var match = routes.find(request.uri());
        if (match == null) {
            context.next();
            return;
        }
        var refusal = request.query() == null ? match.refusal() : null;
        if (refusal != null) {
            ProblemWriter.end(context, refusal);
        } else {
            load(context, acceptsGzip);
        }
    }

    private void load(RoutingContext context, boolean acceptsGzip) {
        var request = context.request();
        var load = cache.load(request.uri());
        ProblemWriter.orderHeaders(context);
        if (load.take()) {
            context.put(ResponseRecorder.KEY, load);
            context.addEndHandler(ended -> load.ended());
            context.next();
        } else if (request.version() == HttpVersion.HTTP_2) {
            // A request that has ended cannot be passed on later, so HTTP/2 requests do not wait for another one's
            // load.
            context.next();
        } else {
            var loop = vertx.getOrCreateContext();
            load.answer().thenAccept(made -> loop.runOnContext(any -> pass(context, made, acceptsGzip)));
        }
    }

    private void pass(RoutingContext context, CachedResponse made, boolean acceptsGzip) {
        if (context.response().closed()) {
            return;
        }
        if (made == null) {
            context.next();
        } else {
            cache.encoded(context.request().uri(), made, acceptsGzip).writeTo(context, acceptsGzip);
        }
    }

    private static boolean isAnonymous(HttpServerRequest request) {
        return !request.headers().contains("Authorization");
    }
}
