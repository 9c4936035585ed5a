package bantin.http;

import bantin.problem.AllowedMethods;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.quarkus.micrometer.runtime.HttpServerMetricsTagsContributor;
import io.quarkus.micrometer.runtime.binder.vertx.HttpRequestMetric;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Limits the tags of {@code http_server_requests}. Without a JAX-RS endpoint, Quarkus uses the path and method as the
 * client sent them, and after 100 paths it drops every new series, including those of real endpoints.
 */
@Singleton
class RequestMetrics implements HttpServerMetricsTagsContributor, MeterFilter, RequestStep {

    private static final String REQUESTS = "http.server.requests";
    private static final String UNMATCHED = "/unmatched";
    private static final String NOT_MEASURED = "/q/";
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final Tag OTHER_METHOD = Tag.of("method", "OTHER");

    @Inject
    AllowedMethods endpoints;

    private volatile RouteTemplates templates;

    /** Created with the first request, to keep the start short. */
    private RouteTemplates templates() {
        if (templates == null) {
            templates = new RouteTemplates(endpoints.templates());
        }
        return templates;
    }

    private String templateOf(String path) {
        var template = templates().of(path);
        return template == null ? UNMATCHED : template;
    }

    /**
     * For requests whose connection or stream ends before the response, which {@link #contribute} does not see. With a
     * template Quarkus would also measure health checks and the like, which it leaves out by their path.
     */
    @Override
    public boolean proceeds(RoutingContext routing) {
        var metric = HttpRequestMetric.getRequestMetric(routing);
        var path = String.valueOf(routing.request().path());
        if (metric != null && !path.startsWith(NOT_MEASURED)) {
            metric.setTemplatePath(templateOf(path));
        }
        return true;
    }

    /** An unknown method is replaced here, because Micrometer keeps everything that filters map. */
    @Override
    public Tags contribute(Context context) {
        var request = context.request();
        var uri = Tags.of("uri", templateOf(String.valueOf(request.path())));
        return METHODS.contains(request.method().name()) ? uri : uri.and(OTHER_METHOD);
    }

    /**
     * Does not measure requests with an unknown method that end before the response. Mapping the method would not do:
     * Micrometer remembers for ever what it has mapped.
     */
    @Override
    public MeterFilterReply accept(Meter.Id id) {
        var method = id.getTag("method");
        return id.getName().equals(REQUESTS) && method != null && !isKnown(method)
                ? MeterFilterReply.DENY
                : MeterFilterReply.NEUTRAL;
    }

    private static boolean isKnown(String method) {
        return METHODS.contains(method) || method.equals(OTHER_METHOD.getValue());
    }
}
