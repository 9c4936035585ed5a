package bantin.body;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The place of a picture. Its {@code _key} names an entry of the article's media, and its {@code link}, if it has one,
 * is where it leads; further properties are kept.
 */
record Image(ObjectNode json) implements Node {

    static final String TYPE = "image";
    static final String LINK = "link";

    Image {
        json = json.deepCopy();
    }

    /** @param link null where it leads nowhere */
    static Image of(String key, String link) {
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("_type", TYPE).put("_key", key);
        return new Image(link == null ? json : json.put(LINK, link));
    }

    String key() {
        return json.get("_key").textValue();
    }

    /** Where the picture leads; null when nowhere, or to an unsafe address. */
    String link() {
        String link = json.path(LINK).textValue();
        return link == null || link.isBlank() || !SafeUrl.isLink(link) ? null : link;
    }

    @Override
    public ObjectNode toJson() {
        return json.deepCopy();
    }
}
