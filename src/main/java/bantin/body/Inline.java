package bantin.body;

import com.fasterxml.jackson.databind.JsonNode;

/** What stands in a line of a {@link Block}: text, or an object of the writer's own. */
sealed interface Inline permits Span, InlineObject {

    JsonNode toJson();
}
