package bantin.article;

import bantin.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** The query parameters of a deletion. */
public class DeletionParameters extends ChangeParameters {

    @RestQuery
    @Parameter(
            description = "`true` deletes the article for good. Requires the role `admin`.",
            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
    public String purge;

    /** @throws ProblemException 400 it is neither {@code true} nor {@code false}, or there are other parameters */
    boolean purges() {
        var violations = violations();
        var purges = flag("purge", purge, violations);
        take(violations);
        violations.throwIfAny();
        return purges;
    }
}
