package bantin.body;

import com.fasterxml.jackson.databind.JsonNode;

/** A child of a {@link Block}: a span of text or a custom inline object. */
sealed interface Inline permits Span, InlineObject {

    JsonNode toJson();
}
