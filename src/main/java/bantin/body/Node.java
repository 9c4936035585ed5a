package bantin.body;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A node of a {@link Body}: a {@link Block} of text, a picture, video or audio ({@link Image}), or a
 * {@link CustomNode}, which may be a table, code block, embed or break.
 */
public sealed interface Node permits Block, Image, CustomNode {

    /** The node as Portable Text JSON: a new tree, which the caller may change. */
    JsonNode toJson();
}
