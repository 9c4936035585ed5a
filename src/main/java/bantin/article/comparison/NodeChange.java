package bantin.article.comparison;

import bantin.article.PortableTextNode;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "A node of the body before, after, or both")
public record NodeChange(
        @Schema(required = true) Operation operation,

        @Schema(description = "Absent if it is equal or was inserted", implementation = PortableTextNode.class)
        JsonNode before,

        @Schema(description = "Absent if it was deleted", implementation = PortableTextNode.class)
        JsonNode after,

        @Schema(description = "The text of both by words; only of a text block that has changed")
        List<TextChange> text) {

    @Schema(name = "NodeOperation")
    public enum Operation {
        equal,
        change,
        delete,
        insert
    }

    static NodeChange equal(JsonNode node) {
        return new NodeChange(Operation.equal, null, node, null);
    }

    static NodeChange deleted(JsonNode node) {
        return new NodeChange(Operation.delete, node, null, null);
    }

    static NodeChange inserted(JsonNode node) {
        return new NodeChange(Operation.insert, null, node, null);
    }

    static NodeChange changed(JsonNode before, JsonNode after, List<TextChange> text) {
        return new NodeChange(Operation.change, before, after, text);
    }
}
