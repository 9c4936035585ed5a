package bantin.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Content of another site:
 * {@code {"_type": "embed", "url": "https://www.youtube.com/watch?v=…", "provider": "youtube", "caption": "…"}}. It is
 * written as a link, so that a page sends no request to the other site before the reader follows it.
 *
 * @param url {@code http(s)}, or relative to the site's root; the address of the page, not of a player
 * @param caption one line; null when there is none
 */
record Embed(String url, String caption) {

    static final String TYPE = "embed";
    static final String URL = "url";

    /** Empty when the object is no embed of this shape, or its address is unsafe. */
    static Optional<Embed> from(ObjectNode json) {
        String url = json.path(URL).textValue();
        if (!json.path("_type").asText().equals(TYPE) || !SafeUrl.isPicture(url) || !SafeUrl.isLink(url)) {
            return Optional.empty();
        }
        JsonNode caption = json.path("caption");
        return Optional.of(new Embed(url, caption.isTextual() ? TextCleaner.line(caption.textValue()) : null));
    }

    /** The id of the {@link EmbedProvider}; null when it is unknown. */
    String provider() {
        return EmbedProvider.of(url).map(EmbedProvider::id).orElse(null);
    }

    CustomNode toNode(Keys keys) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("_type", TYPE).put("_key", keys.next("b")).put(URL, url);
        if (provider() != null) {
            json.put("provider", provider());
        }
        return new CustomNode(caption == null ? json : json.put("caption", caption));
    }
}
