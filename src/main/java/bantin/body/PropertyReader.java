package bantin.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Reads and checks single properties of Portable Text objects. Pointers are those of {@link Body.FaultSink}. */
final class PropertyReader {

    private final Body.FaultSink violations;

    PropertyReader(Body.FaultSink violations) {
        this.violations = violations;
    }

    /** Reports an address that is no string: a front end could link to it. */
    void checkAddressIsString(ObjectNode json, String property, String pointer) {
        if (!isAbsent(json, property) && !json.get(property).isTextual()) {
            violations.add(
                    pointer + "/" + property, "invalid-address", "must be a URL as a string; omit it if there is none");
        }
    }

    /** Reports an address that could run a script; see {@link SafeUrl#isLink}. */
    void checkAddress(ObjectNode json, String property, String pointer) {
        JsonNode url = json.path(property);
        if (url.isTextual() && !url.textValue().isBlank() && !SafeUrl.isLink(url.textValue())) {
            violations.add(
                    pointer + "/" + property,
                    "unsafe-url",
                    "must be a relative URL, or an http, https, mailto or tel URL; control characters and entities "
                            + "must not hide another scheme");
        }
    }

    /**
     * Returns the {@code _type} of an object.
     *
     * @param what what the JSON should be, for the report: the subject of a sentence
     * @return null, with a report, when it is no object or has no type
     */
    String typeOf(JsonNode json, String pointer, String what) {
        if (!json.isObject()) {
            violations.add(
                    pointer, "not-an-object", what + " must be an object with a `_type`, but is " + nameOf(json));
            return null;
        }
        JsonNode type = json.path("_type");
        if (isBlankString(type)) {
            violations.add(
                    isAbsent(json, "_type") ? pointer : pointer + "/_type",
                    "missing-type",
                    what + " must have a `_type`: a non-blank string");
            return null;
        }
        return type.textValue();
    }

    /**
     * Returns the {@code _key} of an object. Reports one that occurs twice in an array, because editors find elements
     * by it.
     *
     * @param index of the object in its array
     * @param seen the indexes of the keys of the array so far; gets the key
     * @return null when it has none
     */
    String keyOf(ObjectNode json, String pointer, int index, Map<String, Integer> seen) {
        if (isAbsent(json, "_key")) {
            return null;
        }
        if (isBlankString(json.get("_key"))) {
            violations.add(
                    pointer + "/_key", "invalid-key", "must be a non-blank string; omit it to have one generated");
            return null;
        }
        String key = json.get("_key").textValue();
        Integer first = seen.putIfAbsent(key, index);
        if (first != null) {
            violations.add(
                    pointer + "/_key",
                    "duplicate-key",
                    "must be unique, but element " + first + " of the same array also has \"" + key
                            + "\"; omit it to have one generated");
        }
        return key;
    }

    /** Returns a property that must be a non-blank string; {@code absent} when there is none, or after a report. */
    String string(ObjectNode json, String property, String pointer, String absent) {
        if (isAbsent(json, property)) {
            return absent;
        }
        if (isBlankString(json.get(property))) {
            violations.add(
                    pointer + "/" + property, "not-a-string", "must be a non-blank string; omit it if there is none");
            return absent;
        }
        return json.get(property).textValue();
    }

    /** The properties of an object that are not among {@code known}, in their order; copies. */
    static Map<String, JsonNode> extra(ObjectNode json, Set<String> known) {
        Map<String, JsonNode> extra = null;
        for (Map.Entry<String, JsonNode> property : json.properties()) {
            if (!known.contains(property.getKey())) {
                extra = extra == null ? new LinkedHashMap<>() : extra;
                extra.put(property.getKey(), property.getValue().deepCopy());
            }
        }
        return extra == null ? Map.of() : Collections.unmodifiableMap(extra);
    }

    /** Whether a property is absent. Null counts as absent, since JavaScript clients send it for missing values. */
    static boolean isAbsent(JsonNode json, String property) {
        JsonNode value = json.path(property);
        return value.isMissingNode() || value.isNull();
    }

    static boolean isBlankString(JsonNode value) {
        return !value.isTextual() || value.textValue().isBlank();
    }

    /** The kind of a JSON value in words, for reports. */
    static String nameOf(JsonNode json) {
        if (json == null || json.isMissingNode()) {
            return "nothing";
        }
        return switch (json.getNodeType()) {
            case OBJECT, POJO -> "an object";
            case ARRAY -> "an array";
            case STRING, BINARY -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            case NULL, MISSING -> "null";
        };
    }
}
