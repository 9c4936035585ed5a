package bantin.body;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A custom object within the text of a block, kept unchanged. */
record InlineObject(ObjectNode json) implements Inline {

    InlineObject {
        json = json.deepCopy();
    }

    @Override
    public ObjectNode toJson() {
        return json.deepCopy();
    }
}
