package bantin.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * Adds the conventions of all endpoints to the OpenAPI document, by {@link OpenApiHeaders}, {@link OpenApiProblems} and
 * {@link OpenApiExamples}. An {@link OperationHint} says where an endpoint differs.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class OpenApiConventions implements OASFilter {

    private static final String KEY = "key";

    @Override
    public void filterOpenAPI(OpenAPI contract) {
        // the generic ones; the contract has one for each kind of item
        contract.getComponents().removeSchema("Page");
        contract.getComponents().removeSchema("MergePatch");
        closeSchemas(contract.getComponents().getSchemas());
        var endpoints = endpoints(contract);
        contract.getComponents().addSecurityScheme(KEY, securityScheme(endpoints));
        contract.servers(List.of(OASFactory.createServer().url("/").description("This server")));
        var derived = new OpenApiSchemas(contract.getComponents());
        contract.getPaths().getPathItems().values().forEach(item -> derive(item, derived));
        contract.getComponents().getSchemas().values().forEach(OpenApiEnums::nameValues);

        var headers = new OpenApiHeaders();
        var problems = new OpenApiProblems(contract);
        var examples = new OpenApiExamples(contract.getComponents().getSchemas());
        for (var endpoint : endpoints) {
            setSecurity(endpoint);
            headers.addTo(endpoint);
            problems.addTo(endpoint);
            examples.addTo(endpoint);
            describePatch(endpoint);
        }
        endpoints.forEach(endpoint -> OperationHint.ALL.forEach(endpoint.operation()::removeExtension));
    }

    /** Forbids properties that the schemas do not name. A problem may have further members. */
    private static void closeSchemas(Map<String, Schema> schemas) {
        schemas.forEach((name, schema) -> {
            if (schema.getProperties() != null
                    && schema.getAdditionalPropertiesBoolean() == null
                    && !name.equals("Problem")) {
                schema.setAdditionalPropertiesBoolean(false);
            }
        });
    }

    /**
     * Derives the schema of a patch from that of {@code PUT} at the same path, and the schema of a sparse response from
     * that of the whole one.
     */
    private static void derive(PathItem item, OpenApiSchemas derived) {
        if (item.getPATCH() != null) {
            var content = mediaOf(item.getPUT().getRequestBody().getContent()).getSchema();
            mediaOf(item.getPATCH().getRequestBody().getContent()).setSchema(derived.patchOf(content));
            takeWhatIsShown(item.getPUT());
        }
        if (item.getGET() != null && new Endpoint(null, HttpMethod.GET, item.getGET()).hasParameter("fields")) {
            var answer =
                    mediaOf(item.getGET().getResponses().getAPIResponse("200").getContent());
            answer.setSchema(derived.sparse(answer.getSchema()));
        }
    }

    /** {@code PUT} accepts the response of {@code GET}. */
    private static void takeWhatIsShown(Operation put) {
        var body = put.getRequestBody();
        var media = mediaOf(body.getContent());
        var shown =
                mediaOf(put.getResponses().getAPIResponse("200").getContent()).getSchema();
        media.setSchema(OASFactory.createSchema().anyOf(List.of(media.getSchema(), shown)));
        body.setDescription("The content, or a response of `GET` with changes. Read-only properties are "
                + "accepted if they have their current values.");
    }

    private static MediaType mediaOf(Content content) {
        return content.getMediaTypes().values().iterator().next();
    }

    private static List<Endpoint> endpoints(OpenAPI contract) {
        var endpoints = new ArrayList<Endpoint>();
        contract.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations()
                        .forEach((method, operation) -> endpoints.add(new Endpoint(path, method, operation))));
        return endpoints;
    }

    private static SecurityScheme securityScheme(List<Endpoint> endpoints) {
        var creation = endpoints.stream()
                .filter(endpoint -> endpoint.has(OperationHint.CREATES_KEYS))
                .map(endpoint -> endpoint.method() + " " + endpoint.path())
                .findFirst()
                .orElseThrow();
        return OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description("An API key, created with `" + creation + "`");
    }

    private static void setSecurity(Endpoint endpoint) {
        var key = OASFactory.createSecurityRequirement().addScheme(KEY);
        endpoint.operation()
                .setSecurity(endpoint.needsKey() ? List.of(key) : List.of(OASFactory.createSecurityRequirement(), key));
    }

    private static void describePatch(Endpoint endpoint) {
        if (endpoint.method() == HttpMethod.PATCH) {
            endpoint.operation()
                    .getRequestBody()
                    .setDescription("Any of the properties that `PUT` accepts. Unknown properties are an error.");
        }
    }
}
