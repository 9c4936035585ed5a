package bantin.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;

/**
 * Removes a {@code Content-Type} that is not a media type (RFC 9110, 8.3.1), as if the client had sent none. Endpoints
 * that need one then answer 415, the others accept the request.
 */
final class ContentTypeHeader implements RequestStep {

    private static final Pattern MEDIA_TYPE =
            Pattern.compile("TOKEN/TOKEN([ \t]*+;[ \t]*+TOKEN=(TOKEN|\"[^\"\\\\]*+\"))*+"
                    .replace("TOKEN", "[!#$%&'*+.^_`|~0-9A-Za-z-]++"));

    /** Semicolons that RFC 9110, 5.6.6 allows, but that not all parsers accept. */
    private static final Pattern EMPTY_PARAMETERS = Pattern.compile("[ \t]*+;(?=[ \t]*+(;|$))");

    @Override
    public boolean proceeds(RoutingContext routing) {
        var headers = routing.request().headers();
        var given = headers.get(HttpHeaders.CONTENT_TYPE);
        if (given != null) {
            var mediaType = EMPTY_PARAMETERS.matcher(given).replaceAll("").strip();
            if (!MEDIA_TYPE.matcher(mediaType).matches()) {
                headers.remove(HttpHeaders.CONTENT_TYPE);
            } else if (!mediaType.equals(given)) {
                headers.set(HttpHeaders.CONTENT_TYPE, mediaType);
            }
        }
        return true;
    }
}
