package bantin.delivery;

import bantin.article.ArticlePermissions;
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
import jakarta.inject.Inject;

/**
 * Answers readers of articles from {@link ResponseCache}, on the event loop. What is not there is made by the endpoints behind, once
 * however many ask; callers with a key go straight to them.
 */
@ApplicationScoped
class CachedReadRoute {

    /** Behind what {@code RequestPipeline} decides, before everything else. */
    private static final int EARLY = -900;

    @Inject
    Vertx vertx;

    @Inject
    ResponseCache memory;

    void open(@Observes Router router) {
        router.route()
                .order(EARLY)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(this::handle);
    }

    private void handle(RoutingContext context) {
        var request = context.request();
        if (!isForEverybody(request) || !memory.isInSync()) {
            context.next();
            return;
        }
        var acceptsGzip = Gzip.isAccepted(request.getHeader("Accept-Encoding"));
        var answer = memory.find(request.uri(), acceptsGzip);
        if (answer != null) {
            answer.writeTo(context, acceptsGzip);
            return;
        }
        var address = CachedAddress.of(request.uri());
        if (address == null) {
            context.next();
        } else if (request.query() == null && isUnknown(address)) {
            ProblemWriter.end(context, ArticlePermissions.notFound());
        } else {
            load(context, acceptsGzip);
        }
    }

    private boolean isUnknown(CachedAddress address) {
        return address.articleId() != null && !memory.mayHaveArticle(address.articleId())
                || address.slug() != null && !memory.mayHaveSlug(address.slug());
    }

    private void load(RoutingContext context, boolean acceptsGzip) {
        var request = context.request();
        var load = memory.load(request.uri());
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
            memory.encoded(context.request().uri(), made, acceptsGzip).writeTo(context, acceptsGzip);
        }
    }

    private static boolean isForEverybody(HttpServerRequest request) {
        return !request.headers().contains("Authorization");
    }
}
