package bantin.article.comparison;

import bantin.article.comparison.Alignment.Run;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Compares two bodies node by node. Nodes are equal if they differ at most in their {@code _key}s, which an import of
 * HTML gives anew. Among the others, those with the same key are two states of one node, and so are text blocks at the
 * same place with similar text.
 */
final class BodyComparison {

    private final Budget budget;
    private final List<NodeChange> changes = new ArrayList<>();

    private BodyComparison(Budget budget) {
        this.budget = budget;
    }

    /** A node that is compared with others by its content. */
    private record Content(JsonNode node, JsonNode withoutKeys) {

        static List<Content> of(JsonNode body) {
            return StreamSupport.stream(body.spliterator(), false)
                    .map(node -> new Content(node, withoutKeys(node)))
                    .toList();
        }

        private static JsonNode withoutKeys(JsonNode node) {
            JsonNode copy = node.deepCopy();
            for (var holder : copy.findParents("_key")) {
                ((ObjectNode) holder).remove("_key");
            }
            return copy;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Content content && withoutKeys.equals(content.withoutKeys);
        }

        @Override
        public int hashCode() {
            return withoutKeys.hashCode();
        }
    }

    /** A node that is compared with others by its key. A node without a key is equal to no other. */
    private record Keyed(JsonNode node) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Keyed keyed
                    && node.hasNonNull("_key")
                    && node.get("_key").equals(keyed.node.get("_key"))
                    && node.path("_type").equals(keyed.node.path("_type"));
        }

        @Override
        public int hashCode() {
            return node.path("_key").hashCode();
        }
    }

    /** @param before an array of Portable Text, like {@code after} */
    static List<NodeChange> of(JsonNode before, JsonNode after, Budget budget) {
        var comparison = new BodyComparison(budget);
        for (var run :
                Alignment.of(Content.of(before), Content.of(after), budget).runs()) {
            if (run.isEqual()) {
                run.after().forEach(content -> comparison.changes.add(NodeChange.equal(content.node)));
            } else {
                comparison.compareByKey(run);
            }
        }
        return comparison.changes;
    }

    private void compareByKey(Run<Content> run) {
        var before =
                run.before().stream().map(content -> new Keyed(content.node)).toList();
        var after = run.after().stream().map(content -> new Keyed(content.node)).toList();
        for (var keyed : Alignment.of(before, after, budget).runs()) {
            for (int i = 0; i < Math.max(keyed.before().size(), keyed.after().size()); i++) {
                compare(at(keyed.before(), i), at(keyed.after(), i), keyed.isEqual());
            }
        }
    }

    private static JsonNode at(List<Keyed> nodes, int index) {
        return index < nodes.size() ? nodes.get(index).node : null;
    }

    /** @param isSame whether both are known to be states of one node */
    private void compare(JsonNode before, JsonNode after, boolean isSame) {
        var areTexts = isText(before) && isText(after);
        var text = areTexts ? TextComparison.of(text(before), text(after), budget) : null;
        if (isSame || areTexts && TextComparison.isSimilar(text)) {
            changes.add(NodeChange.changed(before, after, text));
            return;
        }
        if (before != null) {
            changes.add(NodeChange.deleted(before));
        }
        if (after != null) {
            changes.add(NodeChange.inserted(after));
        }
    }

    private static boolean isText(JsonNode node) {
        return node != null && node.path("_type").asText().equals("block");
    }

    private static String text(JsonNode block) {
        var text = new StringBuilder();
        block.path("children").forEach(child -> text.append(child.path("text").asText("")));
        return text.toString();
    }
}
