package bantin.http;

import bantin.problem.ProblemType;
import bantin.problem.ProblemWriter;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The steps that every request passes on the event loop before a route or endpoint gets it, in this order. A failure in
 * a step or a route becomes a problem here.
 */
@ApplicationScoped
class RequestPipeline {

    private static final int FIRST = -1000;

    @ConfigProperty(name = "quarkus.http.proxy.proxy-address-forwarding", defaultValue = "false")
    boolean isForwarded;

    @Inject
    RequestMetrics metrics;

    @Inject
    StandardHeaders standardHeaders;

    @Inject
    CorsPolicy cors;

    @Inject
    OptionsHandler options;

    @Inject
    AcceptHeader accept;

    @Inject
    RequestBodyHandler bodies;

    /** One route for all steps, because every route costs each request a match. */
    void register(@Observes Router router) {
        var steps = List.<RequestStep>of(
                new ConnectionGuard(isForwarded),
                metrics,
                standardHeaders,
                RequestPipeline::hasAddress,
                RequestPipeline::isDecodedOnce,
                cors,
                options,
                accept,
                new ContentTypeHeader());
        var body = bodies.of(router);
        router.route()
                .order(FIRST)
                .handler(routing -> {
                    for (var step : steps) {
                        if (!step.proceeds(routing)) {
                            return;
                        }
                    }
                    body.handle(routing);
                })
                .failureHandler(ProblemWriter::endFailed);
    }

    /** Rejects a target that is not a URI. Quarkus would answer without a body; {@code Main} turns that off. */
    private static boolean hasAddress(RoutingContext routing) {
        try {
            new URI(routing.request().uri());
            return true;
        } catch (URISyntaxException e) {
            ProblemWriter.endUnread(routing, ProblemType.BAD_REQUEST);
            return false;
        }
    }

    /**
     * RESTEasy decodes a path with matrix parameters twice and fails if an encoded percent sign is not followed by a
     * number. No path has a percent sign, so the response is 404.
     */
    private static boolean isDecodedOnce(RoutingContext routing) {
        var path = routing.request().path();
        if (path.indexOf(';') < 0 || !path.contains("%25")) {
            return true;
        }
        ProblemWriter.endUnread(routing, ProblemType.NOT_FOUND);
        return false;
    }
}
