package bantin.delivery;

import bantin.article.ArticleAccess;
import bantin.http.AnswerKeeper;
import bantin.http.Gzip;
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
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/**
 * Answers readers of articles from {@link Memory}, on the event loop. What is not there is made by the endpoints behind, once
 * however many ask; callers with a key go straight to them.
 */
@ApplicationScoped
class DeliveryRoute {

    /** Behind what {@code RequestPipeline} decides, before everything else. */
    private static final int EARLY = -900;

    private static final String LIST = "/api/v1/articles";
    private static final String MOST_VIEWED = LIST + "/most-viewed";
    private static final String BY_SLUG = LIST + "/by-slug/";
    private static final String RELATED = "/related";
    private static final String SUGGEST = "/api/v1/suggest";
    private static final int MAX_ADDRESS = 1024;

    @Inject
    Vertx vertx;

    @Inject
    Memory memory;

    void open(@Observes Router router) {
        router.route()
                .order(EARLY)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(this::handle);
    }

    private void handle(RoutingContext context) {
        var request = context.request();
        if (!isForEverybody(request) || !memory.isTrusted()) {
            context.next();
            return;
        }
        var acceptsGzip = Gzip.isAccepted(request.getHeader("Accept-Encoding"));
        var answer = memory.find(request.uri(), acceptsGzip);
        if (answer != null) {
            answer.writeTo(context, acceptsGzip);
        } else {
            load(context, acceptsGzip);
        }
    }

    private void load(RoutingContext context, boolean acceptsGzip) {
        var request = context.request();
        var dependsOn = dependencyOf(request.path());
        if (dependsOn == null) {
            context.next();
            return;
        }
        if (request.query() == null && !memory.mayBeThere(dependsOn)) {
            ProblemWriter.end(context, ArticleAccess.notFound());
            return;
        }
        var load = memory.load(request.uri(), dependsOn);
        if (load.take()) {
            context.put(AnswerKeeper.KEY, load);
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

    private void pass(RoutingContext context, Answer made, boolean acceptsGzip) {
        if (context.response().closed()) {
            return;
        }
        if (made == null) {
            context.next();
        } else {
            memory.inForm(context.request().uri(), made, acceptsGzip).writeTo(context, acceptsGzip);
        }
    }

    private static boolean isForEverybody(HttpServerRequest request) {
        return request.uri().length() <= MAX_ADDRESS && !request.headers().contains("Authorization");
    }

    /** What the answer depends on, as far as the path tells; null where it is not kept. */
    private static String dependencyOf(String path) {
        if (path.equals(LIST) || path.equals(MOST_VIEWED) || path.equals(SUGGEST)) {
            return Memory.ARTICLES;
        }
        if (!path.startsWith(LIST + "/")) {
            return null;
        }
        if (path.startsWith(BY_SLUG) && path.indexOf('/', BY_SLUG.length()) < 0) {
            var slug = URLDecoder.decode(path.substring(BY_SLUG.length()), StandardCharsets.UTF_8);
            return Memory.slug(Normalizer.normalize(slug, Normalizer.Form.NFC));
        }
        var id = path.substring(LIST.length() + 1);
        if (id.endsWith(RELATED)) {
            return Memory.ARTICLES;
        }
        return id.matches("\\d{1,18}") ? Memory.article(Long.parseLong(id)) : null;
    }
}
