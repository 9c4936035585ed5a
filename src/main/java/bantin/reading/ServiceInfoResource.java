package bantin.reading;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The entry point of the API, at the address that the server logs at startup. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Start", description = "The entry point of the API")
public class ServiceInfoResource {

    @Schema(description = "The entry point of the API")
    public record ServiceInfo(
            @Schema(examples = "Bản Tin", required = true) String name,

            @Schema(description = "The version of the server", examples = "1.0.0", required = true)
            String version,

            @Schema(examples = "/api/v1/articles", required = true)
            String articles,

            @Schema(examples = "/q/swagger-ui", required = true)
            String docs,

            @Schema(examples = "/q/openapi", required = true)
            String openapi,

            @Schema(examples = "/problems", required = true) String problems,
            @Schema(examples = "/q/health", required = true) String health,

            @Schema(examples = "/q/metrics", required = true)
            String metrics) {}

    @ConfigProperty(name = "quarkus.application.version")
    String version;

    @GET
    @Operation(
            summary = "Get information about this server",
            description = "Returns the name and version of the server, and the paths of the articles, "
                    + "the interactive API documentation, the OpenAPI document, the problem types, "
                    + "the health checks and the metrics.")
    public ServiceInfo getServiceInfo() {
        return new ServiceInfo(
                "Bản Tin",
                version,
                "/api/v1/articles",
                "/q/swagger-ui",
                "/q/openapi",
                "/problems",
                "/q/health",
                "/q/metrics");
    }
}
