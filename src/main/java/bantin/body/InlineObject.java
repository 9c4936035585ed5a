package bantin.body;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** An object of the writer's own in a line of text, kept as it came. */
record InlineObject(ObjectNode json) implements Inline {

    InlineObject {
        json = json.deepCopy();
    }

    @Override
    public ObjectNode toJson() {
        return json.deepCopy();
    }
}
