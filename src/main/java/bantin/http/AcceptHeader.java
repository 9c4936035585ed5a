package bantin.http;

import bantin.problem.ProblemException;
import bantin.problem.ProblemType;
import bantin.problem.ProblemWriter;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.regex.Pattern;

/**
 * Checks once, for the response cache and all endpoints, whether the client accepts JSON (RFC 9110, 12.5.1). It removes
 * the header, so that no later code decides otherwise. A member that is not a media range is ignored, and so is a
 * header without any media range.
 */
@ApplicationScoped
class AcceptHeader implements RequestStep {

    private static final Pattern MEDIA_RANGE =
            Pattern.compile("\\s*+(TOKEN)/(TOKEN)\\s*+(;.*)?".replace("TOKEN", "[!#$%&'*+.^_`|~0-9A-Za-z-]++"));
    private static final Pattern QUALITY_OF_ZERO = Pattern.compile("(?i).*?;\\s*+q\\s*+=\\s*+0(\\.0*+)?\\s*+(;.*)?");

    @Inject
    ReaderPosts readerPosts;

    @Override
    public boolean proceeds(RoutingContext routing) {
        var headers = routing.request().headers();
        if (!headers.contains(HttpHeaders.ACCEPT)
                || !answersJson(routing.request().path())) {
            return true;
        }
        var accept = String.join(",", headers.getAll(HttpHeaders.ACCEPT));
        headers.remove(HttpHeaders.ACCEPT);
        if (takesJson(accept) || isReaderPost(routing)) {
            return true;
        }
        ProblemWriter.end(routing, new ProblemException(ProblemType.NOT_ACCEPTABLE, ProblemType.NOT_ACCEPTABLE.remedy));
        return false;
    }

    private static boolean answersJson(String path) {
        return path != null && (path.startsWith("/api/") || path.startsWith("/problems") || path.equals("/"));
    }

    /** Beacons accept any response. */
    private boolean isReaderPost(RoutingContext routing) {
        return routing.request().method() == HttpMethod.POST && readerPosts.include(routing);
    }

    static boolean takesJson(String accept) {
        if (accept.equals("*/*") || accept.equals("application/json")) {
            return true;
        }
        var specificity = -1;
        var takes = true;
        for (var member : accept.split(",")) {
            var range = MEDIA_RANGE.matcher(member);
            if (range.matches()) {
                var matched = specificity(range.group(1), range.group(2));
                if (specificity < 0) {
                    specificity = 0;
                    takes = false;
                }
                if (matched > specificity || matched > 0 && matched == specificity && !takes) {
                    specificity = matched;
                    takes = !QUALITY_OF_ZERO.matcher(member).matches();
                }
            }
        }
        return takes;
    }

    /** How specific a media range for JSON is; 0 if it does not include JSON. */
    private static int specificity(String type, String subtype) {
        if (type.equals("*") && subtype.equals("*")) {
            return 1;
        }
        if (!type.equalsIgnoreCase("application")) {
            return 0;
        }
        return subtype.equals("*") ? 2 : subtype.equalsIgnoreCase("json") ? 3 : 0;
    }
}
