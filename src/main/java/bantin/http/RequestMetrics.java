package bantin.http;

import bantin.problem.AllowedMethods;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.quarkus.micrometer.runtime.HttpServerMetricsTagsContributor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Limits the tags of {@code http_server_requests}. Without a JAX-RS endpoint, Quarkus uses the path and method as the
 * client sent them, and after 100 paths it drops every new series, including those of real endpoints.
 */
@Singleton
class RequestMetrics implements HttpServerMetricsTagsContributor, MeterFilter {

    private static final String REQUESTS = "http.server.requests";
    private static final String UNMATCHED = "/unmatched";
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

    /** Filtered here and not only in {@link #map}, because Micrometer keeps everything that it has mapped. */
    @Override
    public Tags contribute(Context context) {
        var request = context.request();
        var template = templates().of(String.valueOf(request.path()));
        var uri = Tags.of("uri", template == null ? UNMATCHED : template);
        return METHODS.contains(request.method().name()) ? uri : uri.and(OTHER_METHOD);
    }

    /** For requests that are reset before the response, to which Quarkus adds no tags. */
    @Override
    public Meter.Id map(Meter.Id id) {
        var method = id.getTag("method");
        return id.getName().equals(REQUESTS) && method != null && !METHODS.contains(method)
                ? id.replaceTags(Tags.of(id.getTags()).and(OTHER_METHOD))
                : id;
    }
}
