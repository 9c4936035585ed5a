package bantin.http;

import bantin.problem.Faults;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Query parameters that are read as a group. The fields of a subclass hold the raw texts, so that whoever reads them can
 * report all that is wrong with them at once.
 */
public abstract class QueryParameters {

    @Context
    protected UriInfo uri;

    @Context
    ContainerRequestContext request;

    /** The properties that a list of {@code fields} names, without what it names inside them; empty where it is absent. */
    protected static Set<String> propertiesIn(String fields) {
        return fields == null
                ? Set.of()
                : Arrays.stream(fields.split(","))
                        .map(name -> name.trim().replaceFirst("\\..*", ""))
                        .collect(Collectors.toSet());
    }

    /** What {@link QueryGuard} found; whoever reads the parameters adds to it and refuses. */
    public Faults faults() {
        return request.getProperty(Faults.class.getName()) instanceof Faults found ? found : new Faults();
    }
}
