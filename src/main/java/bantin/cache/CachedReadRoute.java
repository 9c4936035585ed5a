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
 * Answers callers without a key from {@link ResponseCache}, on the event loop. On a miss the resource behind makes the response, once
 * for all who want it at that moment; callers with a key go straight to the resource.
 */
@ApplicationScoped
class CachedReadRoute {

    /** Behind what {@code RequestPipeline} decides, before everything else. */
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
        if (!isForEverybody(request) || !notifications.isInSync()) {
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
            // its request has ended by the time that somebody else's answer is there, and could not be passed on any
            // more
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

    private static boolean isForEverybody(HttpServerRequest request) {
        return !request.headers().contains("Authorization");
    }
}
