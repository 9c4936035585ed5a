package bantin.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Something that a page shows from elsewhere:
 * {@code {"_type": "embed", "url": "https://www.youtube.com/watch?v=…", "provider": "youtube", "caption": "…"}}. We
 * write it as a link, so that nobody is fetched from before the reader asks.
 *
 * @param url {@code http(s)}, or relative to the site's root: the page of it, not its player
 * @param caption null when there is none
 */
record Embed(String url, String caption) {

    static final String TYPE = "embed";
    static final String URL = "url";

    /** Empty when the object is no embed, or one of another make. */
    static Optional<Embed> from(ObjectNode json) {
        String url = json.path(URL).textValue();
        if (!json.path("_type").asText().equals(TYPE) || !SafeUrl.isPicture(url) || !SafeUrl.isLink(url)) {
            return Optional.empty();
        }
        JsonNode caption = json.path("caption");
        return Optional.of(new Embed(url, caption.isTextual() ? TextCleaner.line(caption.textValue()) : null));
    }

    /** The provider's name, which its address tells; null when we do not know it. */
    String provider() {
        return EmbedProvider.of(url).map(EmbedProvider::word).orElse(null);
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
