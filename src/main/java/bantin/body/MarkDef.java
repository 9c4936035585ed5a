package bantin.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;

/**
 * A mark with data (annotation), to which spans refer by its key.
 *
 * @param type {@code link} or a custom type
 * @param extra all properties except type and key, in their order; includes the {@code href} of a link
 */
record MarkDef(String key, String type, Map<String, JsonNode> extra) {

    static final String LINK = "link";

    static MarkDef link(String key, String href) {
        return new MarkDef(key, LINK, Map.of("href", TextNode.valueOf(href)));
    }

    /** Whether this is a link with an address. A link without one is a custom mark. */
    boolean isLink() {
        return type.equals(LINK) && !href().isBlank();
    }

    /** The address of a link; empty when it has no {@code href}. */
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
