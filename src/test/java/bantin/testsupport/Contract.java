package bantin.testsupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The JSON Schemas of {@code openapi.yaml}, applied to requests and responses (OpenAPI 3.1, JSON Schema 2020-12). */
final class Contract {

    private static final JsonNode DOCUMENT = read();
    private static final List<Operation> OPERATIONS = readOperations();
    private static final Map<String, JsonSchema> SCHEMAS = new ConcurrentHashMap<>();
    private static final Map<String, JsonSchema> SCHEMAS_OF_REQUESTS = new ConcurrentHashMap<>();

    private Contract() {}

    /** One operation of the contract. */
    record Operation(String method, String template, JsonNode json) {

        String name() {
            return json.get("operationId").textValue();
        }

        /** Whether callers without a key may do it. */
        boolean isPublic() {
            return json.get("security").findValues("key").size()
                    < json.get("security").size();
        }

        /** The parameters that are sent in this place: {@code path}, {@code query} or {@code header}. */
        List<JsonNode> parameters(String in) {
            return parameters().stream()
                    .filter(parameter -> parameter.path("in").asText().equals(in))
                    .toList();
        }

        private List<JsonNode> parameters() {
            return stream(json.path("parameters")).toList();
        }

        private long variables() {
            return template.chars().filter(character -> character == '{').count();
        }

        private String pointer() {
            return "/paths/" + escape(template) + "/" + method.toLowerCase();
        }

        /**
         * What is wrong with a request, by the contract.
         *
         * @param headers by their names in small letters
         */
        List<String> violationsOfRequest(Map<String, List<String>> query, Map<String, String> headers, String body) {
            var violations = new ArrayList<String>();
            query.forEach((name, values) -> violationsOfParameter(name, values, violations));
            parameters("header").forEach(parameter -> violationsOfHeader(parameter, headers, violations));
            var contentType = headers.get("content-type");
            if (body != null && json.has("requestBody")) {
                var content = json.at("/requestBody/content");
                var type = baseType(contentType);
                if (content.has(type)) {
                    violations.addAll(violationsOfSent(
                            pointer() + "/requestBody/content/" + escape(type) + "/schema",
                            type.endsWith("json")
                                    ? withoutNulls(parse(body), method.equals("PATCH"))
                                    : TextNode.valueOf(body)));
                } else {
                    violations.add("no such request content: " + contentType);
                }
            } else if (body == null && json.at("/requestBody/required").asBoolean()) {
                violations.add("the body is missing");
            }
            return violations;
        }

        private void violationsOfHeader(JsonNode parameter, Map<String, String> headers, List<String> violations) {
            var name = parameter.get("name").textValue();
            var value = headers.get(name.toLowerCase());
            if (value != null) {
                int index = parameters().indexOf(parameter);
                violationsOfSent(pointer() + "/parameters/" + index + "/schema", TextNode.valueOf(value))
                        .forEach(violation -> violations.add("header " + name + ": " + violation));
            }
        }

        /** An optional property that is null counts as absent; at the top of a patch null has a meaning of its own. */
        private static JsonNode withoutNulls(JsonNode sent, boolean isPatch) {
            if (sent instanceof ObjectNode object && !isPatch) {
                object.properties().removeIf(property -> property.getValue().isNull());
            }
            sent.forEach(child -> withoutNulls(child, false));
            return sent;
        }

        private void violationsOfParameter(String name, List<String> values, List<String> violations) {
            var parameters = json.path("parameters");
            for (int i = 0; i < parameters.size(); i++) {
                var parameter = parameters.get(i);
                if (parameter.path("name").asText().equals(name)
                        && parameter.path("in").asText().equals("query")) {
                    var isList = parameter.at("/schema/type").asText().equals("array");
                    var schema = pointer() + "/parameters/" + i + "/schema" + (isList ? "/items" : "");
                    var type = parameter
                            .at(isList ? "/schema/items/type" : "/schema/type")
                            .asText();
                    values.stream()
                            .flatMap(value -> isList ? Stream.of(value.split(",", -1)) : Stream.of(value))
                            .forEach(value -> violationsOfSent(schema, valueOf(type, value))
                                    .forEach(violation -> violations.add("parameter " + name + ": " + violation)));
                    return;
                }
            }
            violations.add("no such parameter: " + name);
        }

        private static JsonNode valueOf(String type, String text) {
            if (type.equals("boolean") && text.matches("true|false")) {
                return BooleanNode.valueOf(text.equals("true"));
            }
            return type.equals("integer") && text.matches("-?\\d{1,18}")
                    ? LongNode.valueOf(Long.parseLong(text))
                    : TextNode.valueOf(text);
        }

        /** What is wrong with an answer, by the contract. */
        List<String> violationsOfAnswer(int status, String contentType, String body) {
            var response = resolve(json.path("responses").path(String.valueOf(status)));
            if (response.isMissingNode()) {
                return List.of("status " + status + " is not described");
            }
            var content = response.path("content");
            if (body.isEmpty() || content.isMissingNode()) {
                return body.isEmpty() == content.isMissingNode()
                        ? List.of()
                        : List.of("a body is missing, or one too many");
            }
            var type = baseType(contentType);
            if (!content.has(type)) {
                return List.of("content " + contentType + " is not described");
            }
            var at = json.at("/responses/" + status).has("$ref")
                    ? json.at("/responses/" + status + "/$ref").asText().substring(1)
                    : pointer() + "/responses/" + status;
            return violationsOf(at + "/content/" + escape(type) + "/schema", parse(body));
        }
    }

    /** All operations. */
    static List<Operation> operations() {
        return OPERATIONS;
    }

    private static List<Operation> readOperations() {
        return DOCUMENT.get("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .map(method -> new Operation(method.getKey().toUpperCase(), path.getKey(), method.getValue())))
                .toList();
    }

    /**
     * The operation at an address of the server; a template with fewer variables goes before one with more, whatever
     * methods they have.
     */
    static Optional<Operation> find(String method, URI address) {
        var path = pathOf(address);
        var at = OPERATIONS.stream()
                .filter(operation -> path.matches(operation.template().replaceAll("\\{[^}]+}", "[^/]+")))
                .toList();
        var fewest = at.stream().mapToLong(Operation::variables).min().orElse(0);
        return at.stream()
                .filter(operation ->
                        operation.variables() == fewest && operation.method().equals(method))
                .findFirst();
    }

    /**
     * Percent-encoded as it came; dot segments (RFC 3986, 5.2.4), empty segments, matrix parameters in letters and
     * slashes at the end make no other address.
     */
    static String pathOf(URI address) {
        var segments = new ArrayList<String>();
        for (var segment : address.getRawPath().split("/", -1)) {
            if (segment.equals("..") && !segments.isEmpty()) {
                segments.remove(segments.size() - 1);
            } else if (!segment.equals(".") && !segment.equals("..")) {
                segments.add(segment);
            }
        }
        return ("/" + String.join("/", segments))
                .replaceAll("//+", "/")
                .replaceAll(";[^/%]*", "")
                .replaceFirst("(?<=.)/+$", "");
    }

    /** What is wrong with a problem, also where no operation is. */
    static List<String> violationsOfProblem(String contentType, String body) {
        return baseType(contentType).equals("application/problem+json")
                ? violationsOf("/components/schemas/Problem", parse(body))
                : List.of("a problem has the type application/problem+json, not " + contentType);
    }

    private static List<String> violationsOf(String pointer, JsonNode value) {
        return violationsOf(SCHEMAS.computeIfAbsent(pointer, at -> schemaAt(at, true)), value);
    }

    /** Formats are not looked at: RFC 3339 has more forms of a time than the validator knows. */
    private static List<String> violationsOfSent(String pointer, JsonNode value) {
        return violationsOf(SCHEMAS_OF_REQUESTS.computeIfAbsent(pointer, at -> schemaAt(at, false)), value);
    }

    private static List<String> violationsOf(JsonSchema schema, JsonNode value) {
        return schema.validate(value).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    /** The schema at a place, in a document of its own that still has the components it refers to. */
    private static JsonSchema schemaAt(String pointer, boolean withFormats) {
        ObjectNode document = DOCUMENT.at(pointer).deepCopy();
        document.set("components", DOCUMENT.get("components"));
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(
                        document,
                        SchemaValidatorsConfig.builder()
                                .formatAssertionsEnabled(withFormats)
                                .build());
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** What a reference leads to, and everything else itself. */
    static JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? DOCUMENT.at(node.get("$ref").textValue().substring(1)) : node;
    }

    private static JsonNode parse(String body) {
        try {
            return new ObjectMapper().readTree(body.startsWith("\uFEFF") ? body.substring(1) : body);
        } catch (IOException e) {
            return TextNode.valueOf(body);
        }
    }

    private static String baseType(String contentType) {
        return contentType == null ? "" : contentType.replaceAll("\\s*;.*", "").toLowerCase();
    }

    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static JsonNode read() {
        try {
            return new YAMLMapper().readTree(Path.of("openapi.yaml").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
