package bantin.http;

import bantin.problem.Faults;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;

/**
 * Query parameters that are read as a group. The fields of a subclass hold the raw texts, so that whoever reads them can
 * report all that is wrong with them at once.
 */
public abstract class QueryParameters {

    @Context
    protected UriInfo uri;

    @Context
    ContainerRequestContext request;

    /** What {@link QueryGuard} found; whoever reads the parameters adds to it and refuses. */
    public Faults faults() {
        return request.getProperty(Faults.class.getName()) instanceof Faults found ? found : new Faults();
    }
}
