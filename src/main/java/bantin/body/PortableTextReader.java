package bantin.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads Portable Text JSON and reports all violations of its specification. Custom styles, kinds of lists, decorators,
 * types of nodes, inline objects and annotations, and additional properties are allowed. An instance reads one body.
 */
final class PortableTextReader {

    private final Body.FaultSink violations;
    private final PropertyReader properties;
    private BlockReader blocks;

    PortableTextReader(Body.FaultSink violations) {
        this.violations = violations;
        this.properties = new PropertyReader(violations);
    }

    Body read(JsonNode array) {
        if (array == null || !array.isArray()) {
            violations.add(
                    "",
                    "not-an-array",
                    "must be an array of Portable Text nodes, but is " + PropertyReader.nameOf(array));
            return Body.EMPTY;
        }
        CharacterCheck.check(array, violations);
        blocks = new BlockReader(violations, new Keys(keysAndMarks(array)));
        var nodes = new ArrayList<Node>();
        var seen = new HashMap<String, Integer>();
        for (int i = 0; i < array.size(); i++) {
            readNode(array.get(i), "/" + i, i, seen, nodes);
        }
        return new Body(nodes);
    }

    private void readNode(JsonNode json, String pointer, int index, Map<String, Integer> seen, List<Node> nodes) {
        String type = properties.typeOf(json, pointer, "a node of the body");
        if (type == null) {
            return;
        }
        var object = (ObjectNode) json;
        if (type.equals(Image.TYPE)) {
            readImage(object, pointer, nodes);
            return;
        }
        boolean isMedium = Image.isType(type) && !PropertyReader.isBlankString(object.path("_key"));
        if (isMedium) {
            nodes.add(new Image(object));
            return;
        }
        String key = properties.keyOf(object, pointer, index, seen);
        if (type.equals(Embed.TYPE)) {
            properties.checkAddress(object, Embed.URL, pointer);
        }
        if (type.equals(Block.TYPE)) {
            nodes.add(blocks.read(object, pointer, key));
        } else {
            checkCells(object, pointer);
            nodes.add(new CustomNode(object));
        }
    }

    /** Checks the links of a table's cells: cells with marks are blocks. */
    private void checkCells(ObjectNode json, String pointer) {
        JsonNode rows = json.path("rows");
        for (int i = 0; i < rows.size(); i++) {
            JsonNode cells = rows.get(i).path(Table.BLOCKS);
            for (int j = 0; j < cells.size(); j++) {
                if (cells.get(j) instanceof ObjectNode block
                        && block.path("_type").asText().equals(Block.TYPE)) {
                    blocks.readMarkDefs(block, pointer + "/rows/" + i + "/" + Table.BLOCKS + "/" + j);
                }
            }
        }
    }

    /** Two image nodes may share a key: the same picture is then shown twice. */
    private void readImage(ObjectNode json, String pointer, List<Node> nodes) {
        if (PropertyReader.isAbsent(json, "_key")) {
            violations.add(pointer, "missing-key", "must have a `_key`: the `key` of an entry of `media`");
        } else if (PropertyReader.isBlankString(json.get("_key"))) {
            violations.add(
                    pointer + "/_key", "invalid-key", "must be the `key` of an entry of `media`: a non-blank string");
        } else {
            properties.checkAddressIsString(json, Image.LINK, pointer);
            properties.checkAddress(json, Image.LINK, pointer);
            nodes.add(new Image(json));
        }
    }

    /**
     * The names that generated keys must not have. These include marks: a link with the key of a custom decorator would
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
}
