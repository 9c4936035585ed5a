package bantin.body;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A picture, video or audio in a body. Its {@code _key} refers to an entry of the article's media. A picture may have a
 * {@code link}, the address that it links to. Other properties are kept.
 */
record Image(ObjectNode json) implements Node {

    static final String TYPE = "image";
    static final String VIDEO = "video";
    static final String AUDIO = "audio";
    static final String LINK = "link";

    Image {
        json = json.deepCopy();
    }

    static boolean isType(String type) {
        return type.equals(TYPE) || type.equals(VIDEO) || type.equals(AUDIO);
    }

    /** @param link null when there is none */
    static Image of(Picture.Kind kind, String key, String link) {
        String type =
                switch (kind) {
                    case IMAGE -> TYPE;
                    case VIDEO -> VIDEO;
                    case AUDIO -> AUDIO;
                };
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("_type", type).put("_key", key);
        return new Image(link == null ? json : json.put(LINK, link));
    }

    String key() {
        return json.get("_key").textValue();
    }

    /** The address that the picture links to; null when there is none, or it is unsafe. */
    String link() {
        String link = json.path(LINK).textValue();
        return link == null || link.isBlank() || !SafeUrl.isLink(link) ? null : link;
    }

    @Override
    public ObjectNode toJson() {
        return json.deepCopy();
    }
}
