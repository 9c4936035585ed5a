package bantin.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;

/**
 * A mark with data of its own, which spans name by its key.
 *
 * @param type {@code link}, or a kind of the newsroom's own
 * @param extra all properties but type and key, in their order; a link's {@code href} among them
 */
record MarkDef(String key, String type, Map<String, JsonNode> extra) {

    static final String LINK = "link";

    static MarkDef link(String key, String href) {
        return new MarkDef(key, LINK, Map.of("href", TextNode.valueOf(href)));
    }

    /** Whether it leads somewhere: a link without an address is the writer's own mark. */
    boolean isLink() {
        return type.equals(LINK) && !href().isBlank();
    }

    /** Where a link leads; empty when it has no {@code href}. */
    String href() {
        JsonNode href = extra.get("href");
        return href == null || !href.isTextual() ? "" : href.textValue();
    }

    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("_type", type).put("_key", key);
        extra.forEach((name, value) -> json.set(name, value.deepCopy()));
        return json;
    }
}
