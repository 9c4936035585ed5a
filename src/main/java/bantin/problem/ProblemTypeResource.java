package bantin.problem;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** The pages that the {@code type} of a problem refers to. */
@Path("/problems")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Problems", description = "The types of problems, with their meanings and remedies")
public class ProblemTypeResource {

    @Schema(description = "A problem type (RFC 9457)")
    public record ProblemPage(
            @Schema(examples = "/problems/version-conflict", required = true)
            String type,

            @Schema(examples = "The resource has changed", required = true)
            String title,

            @Schema(examples = "412", required = true) int status,

            @Schema(examples = "The resource was changed after you read it. Nothing was written.", required = true)
            String meaning,

            @Schema(
                    examples = "Read it again, apply your edit to the current content, and send it with the "
                            + "version in `currentVersion`.",
                    required = true)
            String remedy) {

        static ProblemPage of(ProblemType type) {
            return new ProblemPage(type.uri(), type.title, type.status, type.meaning, type.remedy);
        }
    }

    @GET
    @Operation(
            summary = "List problem types",
            description = "Returns all problem types with their meanings and remedies.")
    public List<ProblemPage> listProblemTypes() {
        return Arrays.stream(ProblemType.values()).map(ProblemPage::of).toList();
    }

    @GET
    @Path("{slug}")
    @Operation(summary = "Get a problem type", description = "The `type` of a problem is the URL of this resource.")
    public ProblemPage getProblemType(@RestPath @Parameter(example = "version-conflict") String slug) {
        return Arrays.stream(ProblemType.values())
                .filter(type -> type.slug().equals(slug))
                .findFirst()
                .map(ProblemPage::of)
                .orElseThrow(
                        () -> new ProblemException(ProblemType.NOT_FOUND, "There is no problem type with this slug."));
    }
}
