package bantin.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An article's body: a sequence of Portable Text nodes; immutable.
 *
 * <p>The format is Portable Text (<a href="https://www.portabletext.org/specification/">specification</a>). On top of
 * it the {@code _key} of an {@code image}, {@code video} or {@code audio} node names an entry of the article's media,
 * an {@code embed} has the {@code url} of what another site shows, tables are those of the plugin
 * {@code @sanity/table}, code listings those of {@code @sanity/code-input}, and
 * {@code {"_type": "break", "style": "lineBreak"}} is a thematic break. Nodes of any other type, and properties that
 * the format does not define, are kept as they came.
 *
 * <p>What reading adds: {@code style: "normal"}, {@code marks: []} and {@code markDefs: []} where they were left out,
 * {@code level: 1} on list items, and a {@code _key} on every block, span and mark definition.
 */
public record Body(List<Node> nodes) {

    private static final Set<String> CHECKED_SINCE = Set.of("unsafe-url", "invalid-start", "invalid-address");

    public static final Body EMPTY = new Body(List.of());

    public Body {
        nodes = List.copyOf(nodes);
    }

    /** Where reading of untrusted Portable Text reports what is wrong with it. */
    @FunctionalInterface
    public interface FaultSink {

        /**
         * @param pointer JSON Pointer (RFC 6901) relative to the array, e.g. {@code /3/children/0/text}; empty for the
         *     array itself
         * @param code kebab-case, e.g. {@code unsafe-url}; see {@link Body#parse}
         * @param message a complete sentence for the developer who sent it
         */
        void add(String pointer, String code, String message);
    }

    /**
     * Reads a body that a client sent; never throws. Reports all faults, not the first; when there were any, the result
     * holds only the sound part and should be thrown away.
     *
     * <p>Codes: {@code not-an-array}, {@code not-an-object}, {@code not-a-string}, {@code missing-type},
     * {@code missing-children}, {@code missing-text}, {@code missing-key}, {@code invalid-key}, {@code duplicate-key},
     * {@code invalid-level},
     * {@code invalid-start}, {@code invalid-address}, {@code unsafe-url}, {@code invalid-character}.
     *
     * @param array the body's JSON; null is reported like any other value that is no array
     */
    public static Body parse(JsonNode array, FaultSink violations) {
        return new PortableTextReader(violations).read(array);
    }

    /**
     * Reads a body from our own storage.
     *
     * @throws IllegalStateException when it is broken, which is then our own bug
     */
    public static Body of(JsonNode array) {
        return parse(array, (pointer, code, message) -> {
            // What is stored may be older than these checks; writers look at it anyway.
            if (!CHECKED_SINCE.contains(code)) {
                throw new IllegalStateException("The stored body is invalid at '" + pointer + "': " + message);
            }
        });
    }

    /** This body as a Portable Text array; a fresh tree that the caller may change. */
    public JsonNode toJson() {
        ArrayNode array = JsonNodeFactory.instance.arrayNode(nodes.size());
        nodes.forEach(node -> array.add(node.toJson()));
        return array;
    }

    /** The {@code _key}s of the image, video and audio nodes in order of appearance; a picture that is shown twice is named twice. */
    public List<String> pictureKeys() {
        var keys = new ArrayList<String>();
        for (Node node : nodes) {
            if (node instanceof Image image) {
                keys.add(image.key());
            }
        }
        return List.copyOf(keys);
    }
}
