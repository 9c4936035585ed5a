package bantin.http;

import bantin.json.MergePatch;
import bantin.problem.AllowedMethods;
import bantin.problem.ProblemType;
import bantin.problem.ProblemWriter;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Answers {@code OPTIONS} with the same {@code Allow} as a 405 response (RFC 9110, 9.3.7), and with {@code
 * Accept-Patch} if the resource supports PATCH (RFC 5789, 3.1). {@link CorsPolicy} answers preflight requests.
 */
@ApplicationScoped
class OptionsHandler implements RequestStep {

    @Inject
    AllowedMethods methods;

    @Override
    public boolean proceeds(RoutingContext routing) {
        var allowed = routing.request().method() == HttpMethod.OPTIONS ? methods.of(routing.normalizedPath()) : null;
        if (allowed == null) {
            return true;
        }
        if (allowed.isEmpty()) {
            var isOfTheApi = routing.normalizedPath().startsWith("/api/");
            if (isOfTheApi) {
                ProblemWriter.endUnread(routing, ProblemType.NOT_FOUND);
            }
            return !isOfTheApi;
        }
        var response = routing.response().setStatusCode(204).putHeader("Allow", String.join(", ", allowed));
        if (allowed.contains("PATCH")) {
            response.putHeader("Accept-Patch", MergePatch.MEDIA_TYPE);
        }
        response.end();
        return false;
    }
}
