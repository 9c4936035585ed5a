package bantin.testsupport;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Generates requests from {@code openapi.yaml}: about half of them are valid, the others are invalid in one place. */
final class RequestGenerator {

    private static final Pattern PART =
            Pattern.compile(".*/articles/\\{id\\}/(?<kind>previews|corrections)/\\{\\w+\\}");
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
    private static final List<String> OTHER_METHODS =
            List.of("HEAD", "OPTIONS", "GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "get");

    /** Where a request is wrong. */
    private enum Place {
        METHOD,
        PATH,
        QUERY,
        HEADER,
        BODY
    }

    private final Dice dice;
    private final Playground playground;
    private final Canaries canaries;
    private final SchemaValues values;
    private final BodyMutations mutations;

    RequestGenerator(Dice dice, Playground playground, Canaries canaries) {
        this.dice = dice;
        this.playground = playground;
        this.canaries = canaries;
        this.values = new SchemaValues(dice, playground);
        this.mutations = new BodyMutations(dice);
    }

    /** @param missing names of operations that should get more requests than others */
    FuzzRequest next(List<String> missing) {
        while (true) {
            var request = any(missing);
            if (!isForbidden(request)) {
                return request;
            }
        }
    }

    /** What would end the test rather than test anything: canaries made public, keys of the tests revoked. */
    private boolean isForbidden(FuzzRequest request) {
        var path = decoded(request.target().replaceAll("\\?.*", ""));
        var isRevocation = request.method().equals("DELETE") && path.contains("/keys/");
        return canaries.wouldBeSpoiledBy(request, path)
                || isRevocation && !playground.isOurs("keys", path.substring(path.lastIndexOf('/') + 1));
    }

    private FuzzRequest any(List<String> missing) {
        var name = missing.isEmpty() || dice.percent(75) ? null : dice.oneOf(missing);
        var operation = dice.oneOf(Contract.operations().stream()
                .filter(any -> name == null || any.name().equals(name))
                .toList());
        var role = FuzzRole.any(dice);
        if (operation.template().contains("/keys") && dice.percent(40)) {
            role = FuzzRole.ADMIN;
        }
        var wrong = dice.percent(50) ? null : dice.oneOf(List.of(Place.values()));
        var path = path(operation, role, wrong == Place.PATH);
        var target = path + query(operation, wrong == Place.QUERY);
        var headers = new LinkedHashMap<String, String>();
        var body = body(operation, wrong == Place.BODY, headers);
        addHeaders(operation, path, headers);
        if (wrong == Place.HEADER) {
            int count = 1 + dice.below(2);
            for (int i = 0; i < count; i++) {
                hostileHeader(headers);
            }
        }
        var method = wrong == Place.METHOD
                ? dice.oneOf(OTHER_METHODS)
                : operation.method().equals("GET") && dice.percent(5) ? "HEAD" : operation.method();
        return new FuzzRequest(
                method, target, role, role.authorization(dice).orElse(null), List.copyOf(headers.entrySet()), body);
    }

    private String path(Contract.Operation operation, FuzzRole role, boolean wrong) {
        var template = operation.template();
        var kind = template.startsWith("/api/") ? template.split("/")[3] : "problems";
        var mayBeHidden = kind.equals("articles")
                && (!role.isEditor() || operation.method().equals("GET"));
        var part = PART.matcher(template);
        var known = part.matches() && !wrong && dice.percent(70)
                ? playground.value(part.group("kind"), dice)
                : Optional.<String>empty();
        if (known.isPresent()) {
            return known.get();
        }
        var path = VARIABLE.matcher(template).replaceAll(variable -> {
            if (wrong && dice.percent(60)) {
                return dice.oneOf(HostileInput.ENCODED).replace("/", "%2F").replace("?", "%3F");
            }
            var name = variable.group(1);
            if (name.equals("number")) {
                return dice.percent(80) ? "1" : "2";
            }
            if (mayBeHidden && dice.percent(15)) {
                return dice.oneOf(name.equals("id") ? canaries.ids() : canaries.slugs());
            }
            return playground
                    .value(kind + "." + name, dice)
                    .map(RequestGenerator::encoded)
                    .orElse("1");
        });
        return wrong && dice.percent(30)
                ? path + dice.oneOf(List.of("/", "//", "/x", ";a=b", ".json", "%2F", "/..", ";a=%25", "%25;"))
                : path;
    }

    private String query(Contract.Operation operation, boolean wrong) {
        var pairs = new ArrayList<String>();
        var parameters = operation.parameters("query");
        for (var parameter : parameters) {
            var name = parameter.get("name").textValue();
            if (dice.percent(parameter.path("required").asBoolean() ? 97 : 20)) {
                valuesOf(operation, parameter, name).forEach(value -> pairs.add(name + "=" + value));
            }
        }
        if (wrong) {
            var name = parameters.isEmpty() || dice.percent(15)
                    ? dice.oneOf(List.of("x", "Limit", "%00", "%ff", "a%5B%5D", "fields", "limit", "publish", ""))
                    : dice.oneOf(parameters).get("name").textValue();
            var value = dice.oneOf(HostileInput.ENCODED);
            // a long poll that waits is no hostile value, only a slow one
            pairs.add(name + "=" + (name.equals("wait") ? "-1" : value));
        }
        return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
    }

    private List<String> valuesOf(Contract.Operation operation, JsonNode parameter, String name) {
        if (name.equals("wait")) {
            return List.of("0");
        }
        if (name.equals("cursor")) {
            var kind = operation.template().split("/")[3];
            return List.of(encoded(playground.value(kind + ".nextCursor", dice).orElse("x")));
        }
        if (name.equals("q") && dice.percent(30)) {
            return List.of(encoded(likeA(dice.oneOf(canaries.words()))));
        }
        if ((name.equals("ids") || name.equals("articles")) && dice.percent(20)) {
            return List.of(String.join(",", canaries.ids()));
        }
        var value = values.of(parameter.get("schema"), name);
        if (!value.isArray()) {
            return List.of(encoded(value.asText()));
        }
        var all = StreamSupport.stream(value.spliterator(), false)
                .map(JsonNode::asText)
                .map(RequestGenerator::encoded)
                .toList();
        return dice.percent(50) || all.isEmpty() ? all : List.of(String.join(",", all));
    }

    /** A word that somebody types who guesses at another. */
    private String likeA(String word) {
        return switch (dice.below(5)) {
            case 0 -> word.substring(0, 4 + dice.below(3));
            case 1 -> word.charAt(1) + word.substring(0, 1) + word.substring(2);
            case 2 -> word.substring(0, 3) + word.substring(4);
            case 3 -> "\"lời " + word + "\"";
            default -> word;
        };
    }

    private byte[] body(Contract.Operation operation, boolean wrong, Map<String, String> headers) {
        var content = operation.json().at("/requestBody/content");
        if (content.isMissingNode()) {
            return wrong ? dice.oneOf(List.of("{}", "x", "[]", "{\"a\":1}")).getBytes(StandardCharsets.UTF_8) : null;
        }
        var type =
                dice.oneOf(content.properties().stream().map(Map.Entry::getKey).toList());
        headers.put("Content-Type", type);
        if (dice.percent(operation.json().at("/requestBody/required").asBoolean() ? 2 : 30)) {
            return null;
        }
        var schema = content.get(type).get("schema");
        var example = content.get(type).get("example");
        var json = example != null && dice.percent(50) ? values.alive(example, "") : values.of(schema, "");
        if (wrong) {
            return mutations.of(json);
        }
        return (type.endsWith("json") ? json.toString() : form(json)).getBytes(StandardCharsets.UTF_8);
    }

    private static String form(JsonNode json) {
        return json.isObject()
                ? json.properties().stream()
                        .map(property -> encoded(property.getKey()) + "="
                                + encoded(property.getValue().asText()))
                        .collect(Collectors.joining("&"))
                : json.asText();
    }

    private void addHeaders(Contract.Operation operation, String path, Map<String, String> headers) {
        for (var parameter : operation.parameters("header")) {
            var name = parameter.get("name").textValue();
            switch (name) {
                case "If-Match" -> {
                    if (dice.percent(90)) {
                        var version = playground.versionAt(path).filter(any -> dice.percent(50));
                        headers.put(
                                name,
                                version.map(number -> "\"" + number + "\"").orElse("*"));
                    }
                }
                case "Idempotency-Key" -> {
                    if (dice.percent(20)) {
                        headers.put(name, "k" + dice.below(200));
                    }
                }
                default -> {
                    if (dice.percent(20)) {
                        headers.put(name, dice.oneOf(HostileInput.HEADERS.get(name)));
                    }
                }
            }
        }
        if (dice.percent(25)) {
            headers.put("Accept-Encoding", "gzip");
        }
        if (operation.method().equals("GET") && dice.percent(15)) {
            playground.etagAt(path).ifPresent(etag -> headers.put("If-None-Match", etag));
        }
    }

    private void hostileHeader(Map<String, String> headers) {
        var name = dice.oneOf(HostileInput.HEADERS.keySet().stream().sorted().toList());
        headers.put(name, dice.oneOf(HostileInput.HEADERS.get(name)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String decoded(String path) {
        return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
