package bantin.openapi;

import bantin.problem.ProblemType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Adds the error responses that an endpoint can have. All problem types of a status share one response. */
final class OpenApiProblems {

    private static final String PROBLEM = "#/components/schemas/Problem";

    private final OpenAPI contract;
    private final String instance;

    OpenApiProblems(OpenAPI contract) {
        this.contract = contract;
        instance = contract.getPaths().getPathItems().keySet().stream()
                .filter(path -> path.matches("/api/v1/\\w+/\\{id}"))
                .sorted()
                .findFirst()
                .orElse("/{id}")
                .replace("{id}", "42");
    }

    void addTo(Endpoint endpoint) {
        var responses = endpoint.operation().getResponses();
        for (var status : List.of("400", "401", "403")) {
            responses.removeAPIResponse(status);
        }
        if (endpoint.isRead()) {
            responses.addAPIResponse(
                    "304",
                    OASFactory.createAPIResponse().description("Not modified: `If-None-Match` has the current ETag"));
        }
        possible(endpoint).forEach(type -> {
            var status = String.valueOf(type.status);
            if (!responses.hasAPIResponse(status)) {
                responses.addAPIResponse(
                        status, OASFactory.createAPIResponse().ref("#/components/responses/" + nameOf(type)));
            }
            contract.getComponents().addResponse(nameOf(type), response(type));
        });
    }

    private static Set<ProblemType> possible(Endpoint endpoint) {
        var possible = new TreeSet<ProblemType>();
        possible.addAll(Set.of(ProblemType.INVALID_INPUT, ProblemType.INTERNAL_ERROR, ProblemType.NOT_ACCEPTABLE));
        if (endpoint.isPartOfApi()) {
            possible.add(ProblemType.UNAVAILABLE);
            possible.add(ProblemType.AUTHENTICATION_REQUIRED);
        }
        if (endpoint.needsKey()) {
            possible.add(ProblemType.FORBIDDEN);
        }
        if (endpoint.path().contains("{")) {
            possible.add(ProblemType.NOT_FOUND);
        }
        if (endpoint.operation().getRequestBody() != null) {
            possible.addAll(Set.of(
                    ProblemType.REQUEST_TIMEOUT, ProblemType.REQUEST_TOO_LARGE, ProblemType.UNSUPPORTED_MEDIA_TYPE));
        }
        if (!endpoint.isRead()) {
            possible.add(ProblemType.CONFLICT);
        }
        if (endpoint.method() == HttpMethod.POST) {
            possible.add(ProblemType.IDEMPOTENCY_KEY_REUSED);
        }
        if (endpoint.takesIfMatch()) {
            possible.add(ProblemType.VERSION_CONFLICT);
            if (endpoint.requiresIfMatch()) {
                possible.add(ProblemType.VERSION_REQUIRED);
            }
        }
        endpoint.hints(OperationHint.ALSO_PROBLEMS).forEach(name -> possible.add(ProblemType.valueOf(name)));
        endpoint.hints(OperationHint.NEVER_PROBLEMS).forEach(name -> possible.remove(ProblemType.valueOf(name)));
        return possible;
    }

    private static String nameOf(ProblemType type) {
        return "Problem" + type.status;
    }

    /** All problem types with this status, each with an example. */
    private APIResponse response(ProblemType of) {
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
                example.put("instance", instance);
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
            case AUTHENTICATION_REQUIRED ->
                response.addHeader("WWW-Authenticate", OpenApiHeaders.header("The authentication scheme"));
            case UNAVAILABLE ->
                response.addHeader(
                        "Retry-After", OpenApiHeaders.header("The number of seconds to wait before a retry"));
            default -> {}
        }
        return response;
    }
}
