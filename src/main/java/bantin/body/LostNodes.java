package bantin.body;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Warns of the custom nodes and inline objects that a stored body loses when HTML or Markdown replaces it, because
 * these formats cannot express them. Codes: {@code removed-custom-node} and {@code removed-inline-object}.
 */
public final class LostNodes {

    private LostNodes() {}

    /**
     * Compares the numbers of custom nodes and inline objects in two bodies.
     *
     * @param imported what was read from HTML or Markdown and replaces {@code stored}
     * @return one warning for each type of which {@code imported} has fewer, in order of first appearance in
     *     {@code stored}; at most {@value Warnings#MAX}
     */
    public static List<Warning> warnings(Body stored, Body imported) {
        Map<Kind, Integer> lost = counts(stored);
        counts(imported).forEach((kind, count) -> lost.computeIfPresent(kind, (same, before) -> before - count));
        var warnings = new Warnings();
        lost.forEach((kind, count) -> {
            if (count > 0) {
                warnings.add(kind.code(), kind.message(count));
            }
        });
        return warnings.list();
    }

    private static Map<Kind, Integer> counts(Body body) {
        var counts = new LinkedHashMap<Kind, Integer>();
        for (Node node : body.nodes()) {
            if (node instanceof CustomNode custom && !custom.isWritable()) {
                counts.merge(new Kind(custom.json().path("_type").asText(), false), 1, Integer::sum);
            } else if (node instanceof Block block) {
                for (Inline inline : block.children()) {
                    if (inline instanceof InlineObject object) {
                        counts.merge(new Kind(object.json().path("_type").asText(), true), 1, Integer::sum);
                    }
                }
            }
        }
        return counts;
    }

    private record Kind(String type, boolean isInline) {

        String code() {
            return isInline ? "removed-inline-object" : "removed-custom-node";
        }

        String message(int count) {
            return "%d %s%s of the type '%s' %s removed, because HTML and Markdown cannot express %s."
                    .formatted(
                            count,
                            isInline ? "inline object" : "custom node",
                            count == 1 ? "" : "s",
                            HtmlElements.shortened(type),
                            count == 1 ? "was" : "were",
                            count == 1 ? "it" : "them");
        }
    }
}
