package bantin.article;

import bantin.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** The query parameters of requests that save content. */
public class SavingParameters extends ChangeParameters {

    @RestQuery
    @Parameter(
            description = "`true` also publishes the saved revision in the same transaction, like `POST …/publish` "
                    + "without a body. Requires the role `editor`.",
            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
    public String publish;

    /** @throws ProblemException 400 it is neither {@code true} nor {@code false}, or there are other parameters */
    boolean publishes() {
        var violations = violations();
        var publishes = flag("publish", publish, violations);
        take(violations);
        violations.throwIfAny();
        return publishes;
    }
}
