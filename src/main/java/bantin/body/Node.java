package bantin.body;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One element of a {@link Body}: a {@link Block} of text, the use of a picture, video or sound ({@link Image}), or anything else the
 * writer put there ({@link CustomNode}, which also carries tables, code listings, embeds and breaks).
 */
public sealed interface Node permits Block, Image, CustomNode {

    /** This node as Portable Text JSON; a fresh tree that the caller may change. */
    JsonNode toJson();
}
