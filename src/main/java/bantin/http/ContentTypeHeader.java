package bantin.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;

/**
 * Removes a {@code Content-Type} that is no media type (RFC 9110, 8.3.1), as if the client had sent none: what needs one
 * refuses the request with a 415, what needs none goes on.
 */
final class ContentTypeHeader implements RequestStep {

    private static final Pattern MEDIA_TYPE =
            Pattern.compile("TOKEN/TOKEN([ \t]*+;[ \t]*+TOKEN=(TOKEN|\"[^\"\\\\]*+\"))*+"
                    .replace("TOKEN", "[!#$%&'*+.^_`|~0-9A-Za-z-]++"));

    /** Allowed between parameters and behind them (RFC 9110, 5.6.6), but not understood by everybody. */
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
