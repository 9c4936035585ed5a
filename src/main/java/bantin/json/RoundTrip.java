package bantin.json;

import bantin.problem.Violations;
import bantin.time.SiteTime;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Turns a response of {@code GET} that a client sends back with changes into content. A value that equals the one in
 * the response becomes the content that it was made from, at any depth. So {@code {"id": 3, "slug": "tin", …}} becomes
 * {@code "tin"} again, and a caption that an article inherits from its asset does not become its own.
 */
final class RoundTrip {

    private final Set<String> writable;
    private final boolean checksReadOnly;
    private final Violations violations;

    /**
     * @param writable the top-level properties of the content
     * @param checksReadOnly whether the other properties must have the values in the response
     */
    RoundTrip(Set<String> writable, boolean checksReadOnly, Violations violations) {
        this.writable = writable;
        this.checksReadOnly = checksReadOnly;
        this.violations = violations;
    }

    /**
     * @param shown the response of {@code GET}
     * @param present the content that the response was made from
     */
    ObjectNode content(ObjectNode sent, JsonNode shown, JsonNode present) {
        var content = sent.objectNode();
        for (var property : sent.properties()) {
            var name = property.getKey();
            var value = property.getValue();
            if (writable.contains(name) || checksReadOnly && !shown.has(name)) {
                set(content, name, content(value, shown.path(name), present.path(name)));
            } else if (checksReadOnly && !isSame(value, shown.get(name))) {
                violations.at(
                        "/" + JsonPath.escape(name),
                        "read-only",
                        "is read-only; its current value is " + shown.get(name));
            }
        }
        return content;
    }

    private JsonNode content(JsonNode sent, JsonNode shown, JsonNode present) {
        if (isSame(sent, shown)) {
            return present;
        }
        if (sent instanceof ObjectNode object && shown.isObject() && present.isObject()) {
            var content = object.objectNode();
            object.properties()
                    .forEach(property -> set(
                            content,
                            property.getKey(),
                            content(
                                    property.getValue(),
                                    shown.path(property.getKey()),
                                    present.path(property.getKey()))));
            return content;
        }
        if (sent instanceof ArrayNode array && shown.isArray() && present.size() == shown.size()) {
            var content = array.arrayNode();
            for (int i = 0; i < array.size(); i++) {
                var at = placeOf(array.get(i), shown, i);
                content.add(content(array.get(i), shown.path(at), present.path(at)));
            }
            return content;
        }
        return sent;
    }

    /** The index at which the response has the element, wherever the client moved it; else its present index. */
    private static int placeOf(JsonNode element, JsonNode shown, int otherwise) {
        return IntStream.range(0, shown.size())
                .filter(i -> isSame(element, shown.get(i)))
                .findFirst()
                .orElse(otherwise);
    }

    /** Removes properties that the content does not have. */
    private static void set(ObjectNode content, String name, JsonNode value) {
        if (!value.isMissingNode()) {
            content.set(name, value);
        }
    }

    private static boolean isSame(JsonNode sent, JsonNode shown) {
        return !(shown instanceof MissingNode) && sent.equals(RoundTrip::compare, shown);
    }

    /** Compares numbers by value and times by instant. */
    private static int compare(JsonNode one, JsonNode other) {
        if (one.equals(other)) {
            return 0;
        }
        if (one.isNumber() && other.isNumber()) {
            return new BigDecimal(one.asText()).compareTo(new BigDecimal(other.asText()));
        }
        if (one.isTextual() && other.isTextual()) {
            var time = SiteTime.parse(one.textValue());
            return time.isPresent() && time.equals(SiteTime.parse(other.textValue())) ? 0 : 1;
        }
        return 1;
    }
}
