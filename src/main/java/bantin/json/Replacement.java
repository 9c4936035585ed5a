package bantin.json;

import bantin.problem.Violations;
import com.fasterxml.jackson.databind.JsonNode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The body of a {@code PUT}: the new content, or a response of {@code GET} with changes. {@link StrictJson#replaced}
 * makes content of it.
 *
 * @param violations those of its texts
 * @param outdated whether it was made from an earlier version, so that read-only properties may be different by now
 */
@Schema(hidden = true)
public record Replacement(JsonNode tree, int bytes, Violations violations, boolean outdated) {

    Replacement(JsonNode tree, int bytes, Violations violations) {
        this(tree, bytes, violations, false);
    }

    public Replacement ofEarlierVersion() {
        return new Replacement(tree, bytes, violations, true);
    }

    /** Whether it sets the property to something. */
    public boolean names(String property) {
        return tree.hasNonNull(property);
    }
}
