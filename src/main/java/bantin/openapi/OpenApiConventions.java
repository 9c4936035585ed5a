package bantin.openapi;

import bantin.idempotency.IdempotencyKey;
import bantin.json.MergePatch;
import bantin.problem.ProblemType;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * Writes the conventions that all endpoints share into the contract, once: every status that can happen with its
 * problem, conditional headers, {@code Idempotency-Key}, the key, an example for each body.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class OpenApiConventions implements OASFilter {

    private static final String KEY = "key";
    private static final String PROBLEM = "#/components/schemas/Problem";

    @Override
    public void filterOpenAPI(OpenAPI contract) {
        var schemas = contract.getComponents().getSchemas();
        // the generic ones; the contract has one for each kind of item
        contract.getComponents().removeSchema("Page");
        contract.getComponents().removeSchema("MergePatch");
        closeSchemas(schemas);
        var derived = new OpenApiSchemas(contract.getComponents());
        contract.getComponents()
                .addSecurityScheme(
                        KEY,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description("An API key, created with `POST /api/v1/keys`"));
        contract.servers(List.of(OASFactory.createServer().url("/").description("This server")));
        contract.getPaths().getPathItems().values().forEach(item -> derive(item, derived));
        contract.getComponents().getSchemas().values().forEach(OpenApiEnums::nameValues);
        var examples = new OpenApiExamples(contract.getComponents().getSchemas());
        contract.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().forEach((method, operation) -> {
                    complete(path, method, operation, examples);
                    possible(path, method, operation)
                            .forEach(type -> contract.getComponents().addResponse(responseName(type), problem(type)));
                }));
    }

    /** What {@code GET} answered may be sent back. */
    private static void takeWhatIsShown(Operation put) {
        var body = put.getRequestBody();
        var media = mediaOf(body.getContent());
        var shown =
                mediaOf(put.getResponses().getAPIResponse("200").getContent()).getSchema();
        media.setSchema(OASFactory.createSchema().anyOf(List.of(media.getSchema(), shown)));
        body.setDescription("The content, or a response of `GET` with changes. Read-only properties are "
                + "accepted if they have their current values.");
    }

    /** A patch is made of what {@code PUT} takes at the same path, a sparse answer of the whole one. */
    private static void derive(PathItem item, OpenApiSchemas derived) {
        if (item.getPATCH() != null) {
            var content = mediaOf(item.getPUT().getRequestBody().getContent()).getSchema();
            mediaOf(item.getPATCH().getRequestBody().getContent()).setSchema(derived.patchOf(content));
            takeWhatIsShown(item.getPUT());
        }
        if (item.getGET() != null && hasParameter(item.getGET(), "fields")) {
            var answer =
                    mediaOf(item.getGET().getResponses().getAPIResponse("200").getContent());
            answer.setSchema(derived.sparse(answer.getSchema()));
        }
    }

    private static MediaType mediaOf(Content content) {
        return content.getMediaTypes().values().iterator().next();
    }

    /** A property that the contract does not name does not exist; a problem may have members of its kind. */
    private static void closeSchemas(Map<String, Schema> schemas) {
        schemas.forEach((name, schema) -> {
            if (schema.getProperties() != null
                    && schema.getAdditionalPropertiesBoolean() == null
                    && !name.equals("Problem")) {
                schema.setAdditionalPropertiesBoolean(false);
            }
        });
    }

    private static void complete(String path, HttpMethod method, Operation operation, OpenApiExamples examples) {
        var key = OASFactory.createSecurityRequirement().addScheme(KEY);
        operation.setSecurity(
                needsKey(operation) ? List.of(key) : List.of(OASFactory.createSecurityRequirement(), key));
        addParameters(path, method, operation);
        addAnswers(path, method, operation);
        addExamples(path, operation, examples);
        if (method == HttpMethod.PATCH) {
            operation
                    .getRequestBody()
                    .setDescription("Any of the properties that `PUT` accepts. Unknown properties are an error.");
        }
    }

    /** Where a key is not needed, it may still be sent: it shows what is not public. */
    private static boolean needsKey(Operation operation) {
        return operation.getSecurity() != null && operation.getSecurity().size() == 1;
    }

    private static void addParameters(String path, HttpMethod method, Operation operation) {
        if (method == HttpMethod.POST) {
            operation.addParameter(OASFactory.createParameter()
                    .name(IdempotencyKey.HEADER)
                    .in(Parameter.In.HEADER)
                    .description("Makes retries safe: a request with the same key and the same content gets the "
                            + "stored first response. Use an unguessable value, such as a UUID, because all "
                            + "callers without an API key share one namespace.")
                    .schema(text().pattern("^[\\x21-\\x7e]+$").minLength(1).maxLength(255)));
        }
        if (operation.getParameters() == null) {
            return;
        }
        for (var parameter : operation.getParameters()) {
            OpenApiEnums.nameValues(parameter.getSchema());
            if (parameter.getName().equals("If-Match")) {
                var needed = needsVersion(path, method);
                parameter.setDescription((needed ? "Required: the" : "The")
                        + " ETag of the version that you read, or its version number in quotes. `*` "
                        + "overwrites any version");
                parameter.setExample("\"3\"");
            } else if (parameter.getName().equals("fields") && parameter.getDescription() == null) {
                parameter.setDescription("Returns only these properties, separated by commas");
            } else if (parameter.getIn() == Parameter.In.PATH && parameter.getExample() == null) {
                parameter.setExample(parameter.getName().equals("number") ? 1 : 42);
            }
        }
    }

    private static void addAnswers(String path, HttpMethod method, Operation operation) {
        var responses = operation.getResponses();
        for (var status : List.of("400", "401", "403")) {
            responses.removeAPIResponse(status);
        }
        var isRead = method == HttpMethod.GET;
        responses.getAPIResponses().forEach((status, response) -> addHeaders(status, response, path, isRead));
        if (isRead) {
            responses.addAPIResponse(
                    "304",
                    OASFactory.createAPIResponse().description("Not modified: `If-None-Match` has the current ETag"));
        }
        var problems = possible(path, method, operation);
        problems.forEach(type -> {
            var status = String.valueOf(type.status);
            if (!responses.hasAPIResponse(status)) {
                responses.addAPIResponse(
                        status, OASFactory.createAPIResponse().ref("#/components/responses/" + responseName(type)));
            }
        });
    }

    private static Set<ProblemType> possible(String path, HttpMethod method, Operation operation) {
        var possible = new TreeSet<ProblemType>();
        possible.addAll(Set.of(ProblemType.INVALID_INPUT, ProblemType.INTERNAL_ERROR, ProblemType.NOT_ACCEPTABLE));
        if (path.startsWith("/api/")) {
            possible.add(ProblemType.UNAVAILABLE);
            possible.add(ProblemType.AUTHENTICATION_REQUIRED);
        }
        if (needsKey(operation)) {
            possible.add(ProblemType.FORBIDDEN);
        }
        if (path.contains("{")) {
            possible.add(ProblemType.NOT_FOUND);
        }
        if (path.startsWith("/api/v1/articles/") && !path.contains("revisions") && isForReaders(path, method)) {
            possible.add(ProblemType.WITHDRAWN);
        }
        if (operation.getRequestBody() != null) {
            possible.addAll(Set.of(
                    ProblemType.REQUEST_TIMEOUT, ProblemType.REQUEST_TOO_LARGE, ProblemType.UNSUPPORTED_MEDIA_TYPE));
        }
        switch (method) {
            case POST -> possible.addAll(Set.of(ProblemType.CONFLICT, ProblemType.IDEMPOTENCY_KEY_REUSED));
            case PATCH, DELETE -> possible.add(ProblemType.CONFLICT);
            case PUT -> {
                if (!path.endsWith("/views")) {
                    possible.add(ProblemType.CONFLICT);
                }
            }
            default -> {}
        }
        if (takesIfMatch(operation)) {
            possible.add(ProblemType.VERSION_CONFLICT);
            if (needsVersion(path, method)) {
                possible.add(ProblemType.VERSION_REQUIRED);
            }
        }
        return possible;
    }

    /** What replaces content; the steps of an article's life may come without. */
    private static boolean needsVersion(String path, HttpMethod method) {
        return method == HttpMethod.PUT || method == HttpMethod.PATCH || path.endsWith("/revisions/{number}/restore");
    }

    private static boolean isForReaders(String path, HttpMethod method) {
        return method == HttpMethod.GET || method == HttpMethod.POST && path.endsWith("/views");
    }

    private static boolean takesIfMatch(Operation operation) {
        return hasParameter(operation, "If-Match");
    }

    private static boolean hasParameter(Operation operation, String name) {
        return operation.getParameters() != null
                && operation.getParameters().stream()
                        .anyMatch(parameter -> parameter.getName().equals(name));
    }

    private static void addHeaders(String status, APIResponse response, String path, boolean isRead) {
        if (!status.startsWith("2") || response.getContent() == null || !path.startsWith("/api/")) {
            if (status.equals("308")) {
                response.addHeader("Location", header("The current URL"));
                response.setContent(null);
            }
            return;
        }
        if (isRead || !path.endsWith("/views")) {
            response.addHeader(
                    "ETag",
                    header("Identifies these bytes; weak if the response shows view counts. Send it in "
                            + "`If-None-Match` or `If-Match`."));
        }
        if (!isRead) {
            response.addHeader(
                    "Idempotency-Replayed",
                    header("`true` if this is the stored response to an earlier request with the same "
                            + "`Idempotency-Key`"));
        }
        if (status.equals("201")) {
            response.addHeader("Location", header("The URL of the new resource"));
        }
        if (isRead) {
            response.addHeader("Cache-Control", header("The caching directives"));
            response.addHeader("Cache-Tag", header("The resources in the response, for caches that purge by tag"));
            response.addHeader("Last-Modified", header("The time of the last change. Only for a single resource."));
            response.addHeader(
                    "Link",
                    header("In lists: the URLs of the first and the next page, and with `page` of the "
                            + "previous one (RFC 8288)"));
        }
    }

    private static void addExamples(String path, Operation operation, OpenApiExamples examples) {
        if (operation.getRequestBody() != null) {
            operation
                    .getRequestBody()
                    .getContent()
                    .getMediaTypes()
                    .forEach((name, media) -> media.setExample(
                            name.equals(MergePatch.MEDIA_TYPE) ? patchExample(path) : examples.of(media.getSchema())));
        }
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (response.getContent() != null) {
                response.getContent()
                        .getMediaTypes()
                        .values()
                        .forEach(media -> media.setExample(examples.of(media.getSchema())));
            }
        });
    }

    private static Map<String, Object> patchExample(String path) {
        if (path.contains("/articles")) {
            return Map.of("title", "Thành phố họp trực tuyến với các xã về xây dựng nông thôn mới");
        }
        return path.contains("/media")
                ? Map.of("caption", "Toàn cảnh buổi làm việc")
                : Map.of("name", path.contains("/tags") ? "Nông thôn mới" : "Minh An");
    }

    private static String responseName(ProblemType type) {
        return "Problem" + type.status;
    }

    /** All kinds of problem that share the status, each with an example. */
    private static APIResponse problem(ProblemType of) {
        var media =
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref(PROBLEM));
        var titles = new ArrayList<String>();
        for (var type : ProblemType.values()) {
            if (type.status == of.status) {
                var example = new LinkedHashMap<String, Object>();
                example.put("type", type.uri());
                example.put("title", type.title);
                example.put("status", type.status);
                example.put("detail", type.meaning);
                example.put("instance", "/api/v1/articles/42");
                media.addExample(
                        type.slug(),
                        OASFactory.createExample().summary(type.title).value(example));
                titles.add(type.title);
            }
        }
        var response = OASFactory.createAPIResponse()
                .description(String.join("; or: ", titles))
                .content(OASFactory.createContent().addMediaType("application/problem+json", media));
        switch (of) {
            case AUTHENTICATION_REQUIRED -> response.addHeader("WWW-Authenticate", header("The authentication scheme"));
            case UNAVAILABLE ->
                response.addHeader("Retry-After", header("The number of seconds to wait before a retry"));
            default -> {}
        }
        return response;
    }

    private static Header header(String description) {
        return OASFactory.createHeader().description(description).schema(text());
    }

    private static Schema text() {
        return OASFactory.createSchema().type(List.of(Schema.SchemaType.STRING));
    }
}
