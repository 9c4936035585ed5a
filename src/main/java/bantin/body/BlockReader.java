package bantin.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;

/** Reads the blocks of Portable Text for {@link PortableTextReader}, with their spans and mark definitions. */
final class BlockReader {

    private static final Set<String> BLOCK_PROPERTIES =
            Set.of("_type", "_key", "style", "listItem", "level", "children", "markDefs");
    private static final Set<String> NUMBERED_BLOCK_PROPERTIES =
            Set.of("_type", "_key", "style", "listItem", "level", "start", "children", "markDefs");
    private static final Set<String> SPAN_PROPERTIES = Set.of("_type", "_key", "text", "marks");
    private static final Set<String> MARK_DEF_PROPERTIES = Set.of("_type", "_key");

    private final Body.FaultSink violations;
    private final PropertyReader properties;
    private final Keys keys;

    /** @param keys generates the keys that are missing */
    BlockReader(Body.FaultSink violations, Keys keys) {
        this.violations = violations;
        this.properties = new PropertyReader(violations);
        this.keys = keys;
    }

    /** @param key null when the JSON has none */
    Block read(ObjectNode json, String pointer, String key) {
        String style = properties.string(json, "style", pointer, Block.NORMAL);
        String listItem = properties.string(json, "listItem", pointer, null);
        Integer level = level(json, pointer, listItem);
        Integer start = start(json, pointer);
        // Outside of numbered lists, start is a custom property.
        boolean isCustom = start != null && !Block.NUMBER.equals(listItem);
        List<MarkDef> markDefs = readMarkDefs(json, pointer);
        List<Inline> children = readChildren(json, pointer);
        return new Block(
                key == null ? keys.next("b") : key,
                style,
                listItem,
                level,
                isCustom ? null : start,
                children,
                markDefs,
                PropertyReader.extra(json, isCustom ? BLOCK_PROPERTIES : NUMBERED_BLOCK_PROPERTIES));
    }

    private Integer level(ObjectNode json, String pointer, String listItem) {
        if (PropertyReader.isAbsent(json, "level")) {
            return listItem == null ? null : 1;
        }
        JsonNode level = json.get("level");
        double value = level.isNumber() ? level.doubleValue() : 0;
        if (value < 1 || value > Block.MAX_LEVEL || value != Math.rint(value)) {
            violations.add(
                    pointer + "/level",
                    "invalid-level",
                    "must be a whole number from 1 to " + Block.MAX_LEVEL + "; 1 is the outermost level");
            return 1;
        }
        return (int) value;
    }

    /** Null when there is none, or after a report. */
    private Integer start(ObjectNode json, String pointer) {
        if (PropertyReader.isAbsent(json, "start")) {
            return null;
        }
        JsonNode start = json.get("start");
        boolean isNumber = start.isIntegralNumber()
                && start.canConvertToInt()
                && start.intValue() >= 0
                && start.intValue() <= Block.MAX_START;
        if (!isNumber) {
            violations.add(pointer + "/start", "invalid-start", "must be a whole number from 0 to " + Block.MAX_START);
            return null;
        }
        return start.intValue();
    }

    private List<Inline> readChildren(ObjectNode json, String pointer) {
        JsonNode children = json.path("children");
        if (!children.isArray()) {
            violations.add(
                    PropertyReader.isAbsent(json, "children") ? pointer : pointer + "/children",
                    "missing-children",
                    "a block must have an array `children` of spans; for an empty paragraph, send one span with the "
                            + "text \"\"");
            return List.of();
        }
        var inlines = new ArrayList<Inline>();
        var seen = new HashMap<String, Integer>();
        for (int i = 0; i < children.size(); i++) {
            String childPointer = pointer + "/children/" + i;
            String type = properties.typeOf(children.get(i), childPointer, "a child of a block");
            if (type == null) {
                continue;
            }
            var child = (ObjectNode) children.get(i);
            String key = properties.keyOf(child, childPointer, i, seen);
            if (type.equals(Span.TYPE)) {
                inlines.add(readSpan(child, childPointer, key));
            } else {
                inlines.add(new InlineObject(child));
            }
        }
        return inlines;
    }

    private Span readSpan(ObjectNode json, String pointer, String key) {
        JsonNode text = json.path("text");
        if (!text.isTextual()) {
            violations.add(
                    PropertyReader.isAbsent(json, "text") ? pointer : pointer + "/text",
                    "missing-text",
                    "a span must have a string `text`, which may be empty");
        }
        return new Span(
                key == null ? keys.next("s") : key,
                text.isTextual() ? text.textValue() : "",
                readMarks(json, pointer),
                PropertyReader.extra(json, SPAN_PROPERTIES));
    }

    private List<String> readMarks(ObjectNode json, String pointer) {
        if (PropertyReader.isAbsent(json, "marks")) {
            return List.of();
        }
        JsonNode marks = json.get("marks");
        if (!marks.isArray()) {
            violations.add(
                    pointer + "/marks",
                    "not-an-array",
                    "must be an array of strings: decorators such as \"strong\", or keys of the block's `markDefs`");
            return List.of();
        }
        var names = new ArrayList<String>();
        for (int i = 0; i < marks.size(); i++) {
            if (marks.get(i).isTextual()) {
                names.add(marks.get(i).textValue());
            } else {
                violations.add(
                        pointer + "/marks/" + i,
                        "not-a-string",
                        "must be a string: a decorator such as \"strong\", or the key of one of the block's "
                                + "`markDefs`");
            }
        }
        return names;
    }

    List<MarkDef> readMarkDefs(ObjectNode json, String pointer) {
        if (PropertyReader.isAbsent(json, "markDefs")) {
            return List.of();
        }
        JsonNode array = json.get("markDefs");
        if (!array.isArray()) {
            violations.add(
                    pointer + "/markDefs",
                    "not-an-array",
                    "must be an array of objects, such as {\"_type\": \"link\", \"_key\": \"l1\", \"href\": "
                            + "\"https://…\"}");
            return List.of();
        }
        var markDefs = new ArrayList<MarkDef>();
        var seen = new HashMap<String, Integer>();
        for (int i = 0; i < array.size(); i++) {
            String markPointer = pointer + "/markDefs/" + i;
            String type = properties.typeOf(array.get(i), markPointer, "a mark definition");
            if (type == null) {
                continue;
            }
            var object = (ObjectNode) array.get(i);
            String key = properties.keyOf(object, markPointer, i, seen);
            if (type.equals(MarkDef.LINK)) {
                properties.checkAddressIsString(object, "href", markPointer);
            }
            properties.checkAddress(object, "href", markPointer);
            markDefs.add(new MarkDef(
                    key == null ? keys.next("l") : key, type, PropertyReader.extra(object, MARK_DEF_PROPERTIES)));
        }
        return markDefs;
    }
}
