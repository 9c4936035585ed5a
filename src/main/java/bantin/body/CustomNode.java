package bantin.body;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** A node of any other type, kept as it came. Some types have a well-known shape, which the writers can draw. */
record CustomNode(ObjectNode json) implements Node {

    /** {@code {"_type": "break", "style": "lineBreak"}}: the thematic break, as Sanity's importers write it. */
    private static final String BREAK = "break";

    CustomNode {
        json = json.deepCopy();
    }

    static CustomNode thematicBreak(String key) {
        return new CustomNode(JsonNodeFactory.instance
                .objectNode()
                .put("_type", BREAK)
                .put("_key", key)
                .put("style", "lineBreak"));
    }

    /** A shortcode of WordPress that stands for what the page does not have: {@code [gallery ids="3,4"]}. */
    static CustomNode shortcode(String key, String name, Map<String, String> attributes) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("_type", "shortcode")
                .put("_key", key)
                .put("name", name);
        attributes.forEach(json.putObject("attributes")::put);
        return new CustomNode(json);
    }

    boolean isBreak() {
        return json.path("_type").asText().equals(BREAK);
    }

    Optional<Table> asTable() {
        return Table.from(json);
    }

    Optional<CodeBlock> asListing() {
        return CodeBlock.from(json);
    }

    Optional<Embed> asEmbed() {
        return Embed.from(json);
    }

    /** Whether the writers of HTML and Markdown can express it. */
    boolean isWritable() {
        return isBreak()
                || asTable().isPresent()
                || asListing().isPresent()
                || asEmbed().isPresent();
    }

    @Override
    public ObjectNode toJson() {
        return json.deepCopy();
    }
}
