package bantin.http;

import bantin.problem.AllowedMethods;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.quarkus.micrometer.runtime.HttpServerMetricsTagsContributor;
import io.quarkus.micrometer.runtime.binder.vertx.HttpRequestMetric;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Keeps the tags of {@code http_server_requests} few, whatever callers send: Quarkus takes the address and the method as they
 * come where no JAX-RS endpoint has answered, and drops every new series, those of real endpoints too, once there are 100.
 */
@Singleton
class RequestMetrics implements HttpServerMetricsTagsContributor, MeterFilter {

    /** Before everything that can answer. */
    private static final int FIRST = -1001;

    private static final String REQUESTS = "http.server.requests";
    /** Health, metrics and the contract: Quarkus leaves them out, by their path. */
    private static final String NOT_MEASURED = "/q/";

    private static final String UNMATCHED = "/unmatched";
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final Tag OTHER_METHOD = Tag.of("method", "OTHER");

    @Inject
    AllowedMethods endpoints;

    private volatile RouteTemplates templates;

    void open(@Observes Router router) {
        router.route().order(FIRST).handler(this::tag);
    }

    /** A JAX-RS endpoint that answers replaces it with its own template, which is the same one. */
    private void tag(RoutingContext request) {
        var metric = HttpRequestMetric.getRequestMetric(request);
        var path = String.valueOf(request.request().path());
        if (metric != null && !path.startsWith(NOT_MEASURED)) {
            var template = templates().of(path);
            metric.setTemplatePath(template == null ? UNMATCHED : template);
        }
        request.next();
    }

    /** Made when the first request comes: a start has no time for it. */
    private RouteTemplates templates() {
        if (templates == null) {
            templates = new RouteTemplates(endpoints.templates());
        }
        return templates;
    }

    /** Here, and not in {@link #map} alone: Micrometer remembers for ever what it has mapped. */
    @Override
    public Tags contribute(Context context) {
        return METHODS.contains(context.request().method().name()) ? Tags.empty() : Tags.of(OTHER_METHOD);
    }

    /** For requests that are reset before they are answered, to which Quarkus adds no tags. */
    @Override
    public Meter.Id map(Meter.Id id) {
        var method = id.getTag("method");
        return id.getName().equals(REQUESTS) && method != null && !METHODS.contains(method)
                ? id.replaceTags(Tags.of(id.getTags()).and(OTHER_METHOD))
                : id;
    }
}
