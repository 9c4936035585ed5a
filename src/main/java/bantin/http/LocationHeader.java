package bantin.http;

import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Makes {@code Location} a relative reference (RFC 9110, 10.2.2), which is correct behind every proxy and contains
 * nothing from the {@code Host} header.
 */
class LocationHeader {

    @ServerResponseFilter
    void makeRelative(ContainerResponseContext response) {
        var location = response.getHeaders().getFirst(HttpHeaders.LOCATION);
        if (location != null) {
            var target = URI.create(location.toString());
            var query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
            response.getHeaders().putSingle(HttpHeaders.LOCATION, target.getRawPath() + query);
        }
    }
}
