package bantin.body;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The place of a picture. Its {@code _key} names an entry of the article's media; further properties are kept. */
record Image(ObjectNode json) implements Node {

    static final String TYPE = "image";

    Image {
        json = json.deepCopy();
    }

    static Image of(String key) {
        return new Image(
                JsonNodeFactory.instance.objectNode().put("_type", TYPE).put("_key", key));
    }

    String key() {
        return json.get("_key").textValue();
    }

    @Override
    public ObjectNode toJson() {
        return json.deepCopy();
    }
}
