package bantin.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads Portable Text JSON and reports every fault in it. Anything the specification leaves to the newsroom (styles,
 * kinds of lists, decorators, types of nodes, inline objects and annotations, further properties) is no fault.
 */
final class PortableTextReader {

    private static final Set<String> BLOCK_PROPERTIES =
            Set.of("_type", "_key", "style", "listItem", "level", "children", "markDefs");
    private static final Set<String> NUMBERED_BLOCK_PROPERTIES =
            Set.of("_type", "_key", "style", "listItem", "level", "start", "children", "markDefs");
    private static final Set<String> SPAN_PROPERTIES = Set.of("_type", "_key", "text", "marks");
    private static final Set<String> MARK_DEF_PROPERTIES = Set.of("_type", "_key");

    private final Body.FaultSink violations;
    private Keys keys;

    PortableTextReader(Body.FaultSink violations) {
        this.violations = violations;
    }

    Body read(JsonNode array) {
        if (array == null || !array.isArray()) {
            violations.add("", "not-an-array", "must be an array of Portable Text nodes, but is " + nameOf(array));
            return Body.EMPTY;
        }
        checkCharacters(array);
        keys = new Keys(keysAndMarks(array));
        var nodes = new ArrayList<Node>();
        var seen = new HashMap<String, Integer>();
        for (int i = 0; i < array.size(); i++) {
            readNode(array.get(i), "/" + i, i, seen, nodes);
        }
        return new Body(nodes);
    }

    private void readNode(JsonNode json, String pointer, int index, Map<String, Integer> seen, List<Node> nodes) {
        String type = typeOf(json, pointer, "a node of the body");
        if (type == null) {
            return;
        }
        var object = (ObjectNode) json;
        if (type.equals(Image.TYPE)) {
            readImage(object, pointer, nodes);
            return;
        }
        boolean isMedium = Image.isType(type) && !isBlankString(object.path("_key"));
        if (isMedium) {
            nodes.add(new Image(object));
            return;
        }
        String key = keyOf(object, pointer, index, seen);
        if (type.equals(Embed.TYPE)) {
            checkAddress(object, Embed.URL, pointer);
        }
        if (type.equals(Block.TYPE)) {
            nodes.add(readBlock(object, pointer, key));
        } else {
            checkCells(object, pointer);
            nodes.add(new CustomNode(object));
        }
    }

    /** The cells of a table that have marks are blocks, whose links must be safe as those of any. */
    private void checkCells(ObjectNode json, String pointer) {
        JsonNode rows = json.path("rows");
        for (int i = 0; i < rows.size(); i++) {
            JsonNode blocks = rows.get(i).path(Table.BLOCKS);
            for (int j = 0; j < blocks.size(); j++) {
                if (blocks.get(j) instanceof ObjectNode block
                        && block.path("_type").asText().equals(Block.TYPE)) {
                    readMarkDefs(block, pointer + "/rows/" + i + "/" + Table.BLOCKS + "/" + j);
                }
            }
        }
    }

    /** Two image nodes may share a key: the same picture is then shown twice. */
    private void readImage(ObjectNode json, String pointer, List<Node> nodes) {
        if (isAbsent(json, "_key")) {
            violations.add(pointer, "missing-key", "must have a `_key`: the `key` of an entry of `media`");
        } else if (isBlankString(json.get("_key"))) {
            violations.add(
                    pointer + "/_key", "invalid-key", "must be the `key` of an entry of `media`: a non-blank string");
        } else {
            checkAddressIsString(json, Image.LINK, pointer);
            checkAddress(json, Image.LINK, pointer);
            nodes.add(new Image(json));
        }
    }

    private Block readBlock(ObjectNode json, String pointer, String key) {
        String style = string(json, "style", pointer, Block.NORMAL);
        String listItem = string(json, "listItem", pointer, null);
        Integer level = level(json, pointer, listItem);
        Integer start = start(json, pointer);
        boolean isOwn = start != null && !Block.NUMBER.equals(listItem);
        List<MarkDef> markDefs = readMarkDefs(json, pointer);
        List<Inline> children = readChildren(json, pointer);
        return new Block(
                key == null ? keys.next("b") : key,
                style,
                listItem,
                level,
                isOwn ? null : start,
                children,
                markDefs,
                extra(json, isOwn ? BLOCK_PROPERTIES : NUMBERED_BLOCK_PROPERTIES));
    }

    private Integer level(ObjectNode json, String pointer, String listItem) {
        if (isAbsent(json, "level")) {
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

    /** A {@code start} of what is no item of a numbered list is the writer's own. */
    private Integer start(ObjectNode json, String pointer) {
        if (isAbsent(json, "start")) {
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
                    isAbsent(json, "children") ? pointer : pointer + "/children",
                    "missing-children",
                    "a block must have an array `children` of spans; for an empty paragraph, send one span with the "
                            + "text \"\"");
            return List.of();
        }
        var inlines = new ArrayList<Inline>();
        var seen = new HashMap<String, Integer>();
        for (int i = 0; i < children.size(); i++) {
            String childPointer = pointer + "/children/" + i;
            String type = typeOf(children.get(i), childPointer, "a child of a block");
            if (type == null) {
                continue;
            }
            var child = (ObjectNode) children.get(i);
            String key = keyOf(child, childPointer, i, seen);
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
                    isAbsent(json, "text") ? pointer : pointer + "/text",
                    "missing-text",
                    "a span must have a string `text`, which may be empty");
        }
        return new Span(
                key == null ? keys.next("s") : key,
                text.isTextual() ? text.textValue() : "",
                readMarks(json, pointer),
                extra(json, SPAN_PROPERTIES));
    }

    private List<String> readMarks(ObjectNode json, String pointer) {
        if (isAbsent(json, "marks")) {
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

    private List<MarkDef> readMarkDefs(ObjectNode json, String pointer) {
        if (isAbsent(json, "markDefs")) {
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
            String type = typeOf(array.get(i), markPointer, "a mark definition");
            if (type == null) {
                continue;
            }
            var object = (ObjectNode) array.get(i);
            String key = keyOf(object, markPointer, i, seen);
            if (type.equals(MarkDef.LINK)) {
                checkAddressIsString(object, "href", markPointer);
            }
            checkAddress(object, "href", markPointer);
            markDefs.add(new MarkDef(key == null ? keys.next("l") : key, type, extra(object, MARK_DEF_PROPERTIES)));
        }
        return markDefs;
    }

    /** An address is for the writer to leave out, but if there is one, some front end will link to it. */
    private void checkAddressIsString(ObjectNode json, String property, String pointer) {
        if (!isAbsent(json, property) && !json.get(property).isTextual()) {
            violations.add(
                    pointer + "/" + property, "invalid-address", "must be a URL as a string; omit it if there is none");
        }
    }

    private void checkAddress(ObjectNode json, String property, String pointer) {
        JsonNode url = json.path(property);
        if (url.isTextual() && !url.textValue().isBlank() && !SafeUrl.isLink(url.textValue())) {
            violations.add(
                    pointer + "/" + property,
                    "unsafe-url",
                    "must be a relative URL, or an http, https, mailto or tel URL; control characters and entities "
                            + "must not hide another scheme");
        }
    }

    /** The object's type; null, with the fault reported, when it has none. */
    private String typeOf(JsonNode json, String pointer, String what) {
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

    /** The object's key; null when it has none. Within one array a key stands once: editors find elements by it. */
    private String keyOf(ObjectNode json, String pointer, int index, Map<String, Integer> seen) {
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

    private String string(ObjectNode json, String property, String pointer, String absent) {
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

    private static Map<String, JsonNode> extra(ObjectNode json, Set<String> known) {
        Map<String, JsonNode> extra = null;
        for (Map.Entry<String, JsonNode> property : json.properties()) {
            if (!known.contains(property.getKey())) {
                extra = extra == null ? new LinkedHashMap<>() : extra;
                extra.put(property.getKey(), property.getValue().deepCopy());
            }
        }
        return extra == null ? Map.of() : Collections.unmodifiableMap(extra);
    }

    /**
     * All names that a generated key must avoid. Marks are among them: a key that equals somebody's own decorator would
     * turn that decorator into a link.
     */
    private static Set<String> keysAndMarks(JsonNode array) {
        var names = new HashSet<String>();
        for (JsonNode node : array) {
            names.add(node.path("_key").asText());
            node.path("markDefs")
                    .forEach(markDef -> names.add(markDef.path("_key").asText()));
            for (JsonNode child : node.path("children")) {
                names.add(child.path("_key").asText());
                child.path("marks").forEach(mark -> names.add(mark.asText()));
            }
        }
        return names;
    }

    /** U+0000 and half surrogate pairs are legal JSON, but neither PostgreSQL nor UTF-8 can hold them. */
    private void checkCharacters(JsonNode array) {
        var places = new ArrayDeque<ReadContext>();
        places.add(new ReadContext(array, null, ""));
        while (!places.isEmpty()) {
            ReadContext place = places.remove();
            if (place.json.isTextual()) {
                checkCharacters(place.json.textValue(), place);
            } else if (place.json.isArray()) {
                for (int i = 0; i < place.json.size(); i++) {
                    places.add(new ReadContext(place.json.get(i), place, Integer.toString(i)));
                }
            } else if (place.json.isObject()) {
                for (Map.Entry<String, JsonNode> property : place.json.properties()) {
                    checkCharacters(property.getKey(), place);
                    places.add(new ReadContext(property.getValue(), place, property.getKey()));
                }
            }
        }
    }

    /** A value and how to get there; the pointer is put together only for those few that are faulty. */
    private record ReadContext(JsonNode json, ReadContext parent, String token) {

        String pointer() {
            var pointer = new StringBuilder();
            for (ReadContext place = this; place.parent != null; place = place.parent) {
                pointer.insert(0, "/" + place.token.replace("~", "~0").replace("/", "~1"));
            }
            return pointer.toString();
        }
    }

    private void checkCharacters(String text, ReadContext place) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == 0 || TextCleaner.isLoneSurrogate(text, i)) {
                violations.add(
                        place.pointer(),
                        "invalid-character",
                        "must not contain U+0000 or an unpaired surrogate, but has one at index " + i);
                return;
            }
        }
    }

    /** JavaScript clients send null for what they have not; that is as good as absent. */
    private static boolean isAbsent(JsonNode json, String property) {
        JsonNode value = json.path(property);
        return value.isMissingNode() || value.isNull();
    }

    private static boolean isBlankString(JsonNode value) {
        return !value.isTextual() || value.textValue().isBlank();
    }

    private static String nameOf(JsonNode json) {
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
