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

/** What the {@code type} of a problem points to. */
@Path("/problems")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Problems", description = "What a problem's `type` means and how to get past it")
public class ProblemTypeResource {

    @Schema(description = "One kind of problem")
    public record ProblemPage(
            @Schema(examples = "/problems/version-conflict", required = true)
            String type,

            @Schema(examples = "The resource has changed", required = true)
            String title,

            @Schema(examples = "412", required = true) int status,

            @Schema(examples = "What you edited has changed since you read it.", required = true)
            String meaning,

            @Schema(examples = "Read it again, apply your edit to what stands there now.", required = true)
            String remedy) {

        static ProblemPage of(ProblemType type) {
            return new ProblemPage(type.uri(), type.title, type.status, type.meaning, type.remedy);
        }
    }

    @GET
    @Operation(summary = "List every kind of problem", description = "What each means, and its remedy.")
    public List<ProblemPage> listProblemTypes() {
        return Arrays.stream(ProblemType.values()).map(ProblemPage::of).toList();
    }

    @GET
    @Path("{slug}")
    @Operation(summary = "Explain one kind of problem", description = "What the `type` of a problem leads to.")
    public ProblemPage getProblemType(@RestPath @Parameter(example = "version-conflict") String slug) {
        return Arrays.stream(ProblemType.values())
                .filter(type -> type.slug().equals(slug))
                .findFirst()
                .map(ProblemPage::of)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no problem of this name."));
    }
}
