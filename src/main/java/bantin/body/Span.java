package bantin.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * Text with the same marks throughout: a {@code span} of Portable Text.
 *
 * @param text a line break is {@code \n}
 * @param marks decorators, and keys of the block's {@link MarkDef}s
 * @param extra properties that Portable Text does not define, in their order
 */
record Span(String key, String text, List<String> marks, Map<String, JsonNode> extra) implements Inline {

    static final String TYPE = "span";

    Span {
        marks = List.copyOf(marks);
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("_type", TYPE).put("_key", key).put("text", text);
        ArrayNode marksJson = json.putArray("marks");
        marks.forEach(marksJson::add);
        extra.forEach((name, value) -> json.set(name, value.deepCopy()));
        return json;
    }
}
