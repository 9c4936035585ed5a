package bantin.body;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The place of a picture, video or sound. Its {@code _key} names an entry of the article's media, and the {@code link}
 * of a picture, if it has one, is where it leads; further properties are kept.
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

    /** @param link null where it leads nowhere */
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
