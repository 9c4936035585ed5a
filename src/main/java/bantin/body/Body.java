package bantin.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The body of an article: a sequence of Portable Text nodes. Immutable.
 *
 * <p>The format is Portable Text (<a href="https://www.portabletext.org/specification/">specification</a>) with these
 * node types: the {@code _key} of an {@code image}, {@code video} or {@code audio} node refers to an entry of the
 * article's media; an {@code embed} has the {@code url} of content on another site; {@code table} and {@code code} have
 * the shapes of the plugins {@code @sanity/table} and {@code @sanity/code-input}; and
 * {@code {"_type": "break", "style": "lineBreak"}} is a thematic break. Nodes of other types, and properties that
 * the format does not define, are kept unchanged.
 *
 * <p>{@link #parse} adds what is missing: {@code style: "normal"}, {@code marks: []}, {@code markDefs: []},
 * {@code level: 1} on list items, and a {@code _key} on every block, span and mark definition.
 *
 * @param nodes in order
 */
public record Body(List<Node> nodes) {

    /**
     * Codes of checks that were added later, so that stored bodies may violate them. The writers check these as well.
     */
    private static final Set<String> CHECKED_SINCE = Set.of("unsafe-url", "invalid-start", "invalid-address");

    public static final Body EMPTY = new Body(List.of());

    public Body {
        nodes = List.copyOf(nodes);
    }

    /** Receives the violations that {@link Body#parse} finds. */
    @FunctionalInterface
    public interface FaultSink {

        /**
         * Receives one violation.
         *
         * @param pointer JSON Pointer (RFC 6901) relative to the array, such as {@code /3/children/0/text}; empty for
         *     the array itself
         * @param code one of the codes at {@link Body#parse}
         * @param message what is required, such as "must be a string", for the developer of the client
         */
        void add(String pointer, String code, String message);
    }

    /**
     * Reads a body that a client sent. Never throws. Reports all violations; if there are any, the result contains only
     * the valid nodes and must not be used.
     *
     * <p>Codes: {@code not-an-array}, {@code not-an-object}, {@code not-a-string}, {@code missing-type},
     * {@code missing-children}, {@code missing-text}, {@code missing-key}, {@code invalid-key}, {@code duplicate-key},
     * {@code invalid-level}, {@code invalid-start}, {@code invalid-address}, {@code unsafe-url},
     * {@code invalid-character}.
     *
     * @param array the JSON of the body; null is reported as {@code not-an-array}
     */
    public static Body parse(JsonNode array, FaultSink violations) {
        return new PortableTextReader(violations).read(array);
    }

    /**
     * Reads a stored body.
     *
     * @throws IllegalStateException if it is invalid, which is a bug, since it was checked before it was stored
     */
    public static Body of(JsonNode array) {
        return parse(array, (pointer, code, message) -> {
            if (!CHECKED_SINCE.contains(code)) {
                throw new IllegalStateException("The stored body is invalid at '" + pointer + "': " + message);
            }
        });
    }

    /** The body as a Portable Text array: a new tree, which the caller may change. */
    public JsonNode toJson() {
        ArrayNode array = JsonNodeFactory.instance.arrayNode(nodes.size());
        nodes.forEach(node -> array.add(node.toJson()));
        return array;
    }

    /** The {@code _key}s of the image, video and audio nodes, in order; with repetitions. */
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
