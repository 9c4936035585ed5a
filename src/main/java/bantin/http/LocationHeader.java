package bantin.http;

import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Makes {@code Location} a relative reference (RFC 9110, 10.2.2), which is right behind every proxy and says nothing that
 * a client has put into {@code Host}.
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
