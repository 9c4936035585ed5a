package bantin.body;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** A node of any other type, kept unchanged. The writers can express those of some known shapes. */
record CustomNode(ObjectNode json) implements Node {

    /** Type of a thematic break: {@code {"_type": "break", "style": "lineBreak"}}, as Sanity's importers write it. */
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

    /** A WordPress shortcode whose content is not in the page, such as {@code [gallery ids="3,4"]}. */
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

    /** Whether {@link HtmlWriter} and {@link MarkdownWriter} can express it. */
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
