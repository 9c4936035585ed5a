package bantin.views;

import bantin.problem.ProblemWriter;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/**
 * Handles most requests of {@link ViewResource#recordView} on the event loop, without the layers of JAX-RS. Requests
 * with an API key or a long body go to the resource.
 */
@ApplicationScoped
class ViewRoute {

    /** After {@code RequestPipeline}, before all other routes. */
    private static final int EARLY = -900;

    private static final String BEFORE = "/api/v1/articles/";
    private static final String BEHIND = "/views";
    private static final int MAX_DIGITS = 18;
    private static final int MAX_BODY = 4096;

    @Inject
    Vertx vertx;

    @Inject
    ViewCounter counter;

    @Inject
    ViewRequests requests;

    @Inject
    CrawlerDetector crawlers;

    void open(@Observes Router router) {
        router.route().order(EARLY).method(HttpMethod.POST).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        var request = context.request();
        var body = context.body().buffer();
        if (isPlain(request) && body.length() <= MAX_BODY) {
            count(context, articleIn(request.path()), body);
        } else {
            context.next();
        }
    }

    /** Whether the request records a view, and does not need the resource. */
    private static boolean isPlain(HttpServerRequest request) {
        return articleIn(request.path()) >= 0 && !request.headers().contains("Authorization");
    }

    /** -1 if the path is not that of the views of an article. */
    static long articleIn(String path) {
        int end = path.length() - BEHIND.length();
        int digits = end - BEFORE.length();
        if (digits < 1 || digits > MAX_DIGITS || !path.startsWith(BEFORE) || !path.endsWith(BEHIND)) {
            return -1;
        }
        long id = 0;
        for (int i = BEFORE.length(); i < end; i++) {
            int digit = path.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            id = 10 * id + digit;
        }
        return id;
    }

    private void count(RoutingContext context, long articleId, Buffer body) {
        var userAgent = context.request().getHeader("User-Agent");
        var isCrawler = crawlers.isKnown(userAgent);
        if (isCrawler.isPresent()) {
            count(context, articleId, body, isCrawler.get());
        } else {
            vertx.executeBlocking(() -> crawlers.isCrawler(userAgent), false)
                    .onSuccess(answer -> count(context, articleId, body, answer))
                    .onFailure(failure -> ProblemWriter.end(context, failure));
        }
    }

    private void count(RoutingContext context, long articleId, Buffer body, boolean isCrawler) {
        try {
            var view = requests.read(articleId, context.request().headers(), body.getBytes(), isCrawler, "");
            var loop = vertx.getOrCreateContext();
            counter.count(view)
                    .whenComplete((outcome, refusal) -> loop.runOnContext(any -> answer(context, outcome, refusal)));
        } catch (RuntimeException refusal) {
            ProblemWriter.end(context, refusal);
        }
    }

    private static void answer(RoutingContext context, ViewResult outcome, Throwable refusal) {
        if (context.response().closed()) {
            return;
        }
        if (refusal != null) {
            ProblemWriter.end(context, refusal);
            return;
        }
        var response = context.response().putHeader("Cache-Control", "no-store");
        if (outcome.replayed()) {
            response.putHeader("Idempotency-Replayed", "true");
        }
        if (ViewRequests.wantsMinimal(context.request().headers())) {
            response.putHeader("Preference-Applied", "return=minimal")
                    .setStatusCode(204)
                    .end();
        } else {
            response.putHeader("Content-Type", "application/json")
                    .end(outcome.view().json());
        }
    }
}
