package bantin.testsupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** Values that a JSON Schema allows; references are to rows that exist. */
final class SchemaValues {

    private static final List<String> WORDS = List.of(
            "tin",
            "Nông thôn mới",
            "họp",
            "Sáng 11/10, thành phố họp trực tuyến",
            "a",
            "<b>đậm</b> & nghiêng",
            "👩‍👩‍👧 e\u0301");

    /** For patterns: of these one that matches. */
    private static final List<String> FORMS = List.of(
            "vi",
            "en",
            "zh-Hant-TW",
            "a",
            "b1",
            "tin-moi",
            "tin-2021",
            "f3a1c2",
            "https://anh.example.org/2021/hoi-truong.jpg",
            "HTTP://anh.example.org",
            "/anh/noi-bo.png",
            "rieng");

    private static final List<String> TIMES = List.of(
            "2021-10-11T07:28:00+07:00",
            "2024-05-10T03:59:59.123456Z",
            "2024-05-10T04:00:00Z",
            "2030-01-01T00:00:00-11:00",
            "2021-10-11T07:28:00.123456789Z");

    private static final String FIELDS = "fields";
    private static final List<String> SELECTIONS =
            List.of("id", "slug", "id,title", "title,section.name", "name", "number", "key", "articleId,views");

    private final Dice dice;
    private final Playground playground;

    SchemaValues(Dice dice, Playground playground) {
        this.dice = dice;
        this.playground = playground;
    }

    /** @param name of the property or parameter that it is for */
    JsonNode of(JsonNode reference, String name) {
        var schema = Contract.resolve(reference);
        for (var alternatives : List.of("enum", "anyOf")) {
            if (schema.has(alternatives)) {
                var one = dice.oneOf(list(schema.get(alternatives)));
                return alternatives.equals("enum") ? one : of(one, name);
            }
        }
        if (schema.has("const")) {
            return schema.get("const");
        }
        return switch (typeOf(schema)) {
            case "object" -> object(schema);
            case "array" -> array(schema, name);
            case "integer" -> integer(schema, name);
            case "boolean" -> BooleanNode.valueOf(dice.percent(50));
            case "null" -> NullNode.getInstance();
            default -> TextNode.valueOf(text(schema, name));
        };
    }

    private String typeOf(JsonNode schema) {
        var type = schema.path("type");
        return type.isArray() ? dice.oneOf(list(type)).textValue() : type.asText();
    }

    private ObjectNode object(JsonNode schema) {
        var object = JsonNodeFactory.instance.objectNode();
        var required = list(schema.path("required"));
        schema.path("properties").properties().forEach(property -> {
            if (required.contains(TextNode.valueOf(property.getKey())) || dice.percent(30)) {
                object.set(property.getKey(), of(property.getValue(), property.getKey()));
            }
        });
        return object;
    }

    private ArrayNode array(JsonNode schema, String name) {
        var array = JsonNodeFactory.instance.arrayNode();
        int size = schema.path("minItems").asInt() + dice.below(3);
        for (int i = 0; i < size; i++) {
            array.add(of(schema.get("items"), name));
        }
        return array;
    }

    private JsonNode integer(JsonNode schema, String name) {
        long min = schema.has("exclusiveMinimum")
                ? schema.get("exclusiveMinimum").longValue() + 1
                : schema.path("minimum").asLong(1);
        long max = schema.path("maximum").asLong(1000);
        var known = playground.valueFor(name, dice);
        if (known.isPresent() && dice.percent(90)) {
            return LongNode.valueOf(Long.parseLong(known.get()));
        }
        return LongNode.valueOf(dice.percent(20) ? max : min + dice.below((int) Math.min(max - min + 1, 20)));
    }

    private String text(JsonNode schema, String name) {
        if (schema.path("format").asText().equals("date-time")) {
            return dice.oneOf(TIMES);
        }
        if (name.equals(FIELDS)) {
            return dice.oneOf(SELECTIONS);
        }
        var known = playground.valueFor(name, dice);
        if (known.isPresent() && dice.percent(name.equals("url") ? 30 : 90)) {
            return known.get();
        }
        if (name.equals("slug") || name.equals("url")) {
            return (name.equals("url") ? "https://anh.example.org/" : "") + "tin-" + dice.below(1_000_000);
        }
        if (schema.has("pattern")) {
            var pattern = Pattern.compile(schema.get("pattern").textValue());
            var matching = IntStream.range(0, 2)
                    .mapToObj(i -> i == 0 ? WORDS : FORMS)
                    .flatMap(List::stream)
                    .filter(form -> pattern.matcher(form).find())
                    .toList();
            return dice.oneOf(matching);
        }
        int longest = schema.path("maxLength").asInt();
        return longest > 0 && dice.percent(3) ? "ế".repeat(longest) : dice.oneOf(WORDS);
    }

    /** The example of the contract, with what there is in place of what it refers to. */
    JsonNode alive(JsonNode example, String name) {
        if (example.isObject()) {
            var object = JsonNodeFactory.instance.objectNode();
            example.properties().forEach(property -> {
                if (!property.getKey().equals("slug")) {
                    object.set(property.getKey(), alive(property.getValue(), property.getKey()));
                }
            });
            return object;
        }
        if (example.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            example.forEach(item -> array.add(alive(item, name)));
            return array;
        }
        if (name.equals("url")) {
            return TextNode.valueOf(example.textValue() + "?" + dice.below(1_000_000));
        }
        var known = playground.valueFor(name, dice);
        if (known.isEmpty()) {
            return example;
        }
        return example.isNumber() ? LongNode.valueOf(Long.parseLong(known.get())) : TextNode.valueOf(known.get());
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
