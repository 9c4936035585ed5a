package bantin.http;

import bantin.problem.ProblemType;
import bantin.problem.ProblemWriter;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/**
 * What every request passes on the event loop before a route or an endpoint gets it, in this order. A failure on the way,
 * or in a route, becomes a problem here.
 */
@ApplicationScoped
class RequestPipeline {

    private static final int FIRST = -1000;

    @Inject
    StandardHeaders standardHeaders;

    @Inject
    CorsPolicy cors;

    @Inject
    OptionsHandler options;

    @Inject
    RequestBodyHandler bodies;

    void register(@Observes Router router) {
        var handlers = List.<Handler<RoutingContext>>of(
                new ConnectionGuard(),
                standardHeaders,
                RequestPipeline::refuseBrokenAddress,
                cors,
                options,
                new AcceptHeader(),
                new ContentTypeHeader(),
                bodies.of(router));
        for (int i = 0; i < handlers.size(); i++) {
            router.route().order(FIRST + i).handler(handlers.get(i)).failureHandler(ProblemWriter::endFailed);
        }
    }

    /** Quarkus would, with no body; {@code Main} turns that off. */
    private static void refuseBrokenAddress(RoutingContext routing) {
        try {
            new URI(routing.request().uri());
            routing.next();
        } catch (URISyntaxException e) {
            ProblemWriter.endUnread(routing, ProblemType.BAD_REQUEST);
        }
    }
}
