package bantin.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A JSON Merge Patch (RFC 7396): its properties are replaced, properties that are null are removed, all others are
 * kept.
 */
@Schema(
        type = SchemaType.OBJECT,
        description = "A JSON Merge Patch (RFC 7396) of the writable properties. Properties in the "
                + "patch are replaced, properties set to null are removed, all others are kept. "
                + "Arrays are replaced as a whole.")
public record MergePatch(@Schema(hidden = true) ObjectNode changes) {

    public static final String MEDIA_TYPE = "application/merge-patch+json";

    /** Whether the patch sets the property to a value. */
    public boolean names(String property) {
        return changes.hasNonNull(property);
    }

    /** The algorithm of RFC 7396, section 2. It does not change its arguments. */
    static JsonNode merge(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch;
        }
        var merged = target instanceof ObjectNode object ? object.deepCopy() : changes.objectNode();
        for (var change : changes.properties()) {
            if (change.getValue().isNull()) {
                merged.remove(change.getKey());
            } else {
                merged.set(change.getKey(), merge(merged.path(change.getKey()), change.getValue()));
            }
        }
        return merged;
    }
}
