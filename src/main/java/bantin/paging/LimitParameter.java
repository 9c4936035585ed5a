package bantin.paging;

import bantin.http.QueryParameters;
import bantin.problem.Violations;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** How much of a list, or of what else has pages, is wanted at once. */
public abstract class LimitParameter extends QueryParameters {

    private static final int MAX_LIMIT = 100;
    private static final int DEFAULT_LIMIT = 20;

    @RestQuery
    @Parameter(
            description = "The maximum number of items in the page",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
    public String limit;

    protected int limit(Violations violations) {
        return number("limit", limit, DEFAULT_LIMIT, 1, MAX_LIMIT, violations);
    }
}
