package bantin.http;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Finds the template of a path, {@code /api/v1/things/{id}} for {@code /api/v1/things/7}, in a tree of segments. */
final class RouteTemplates {

    private static final class Node {
        private final Map<String, Node> literals = new HashMap<>();
        private Node parameter;
        private String template;
    }

    private final Node root = new Node();

    /** @param templates paths with parameters in braces, each of which is a whole segment */
    RouteTemplates(Collection<String> templates) {
        templates.forEach(this::add);
    }

    private void add(String template) {
        var node = root;
        for (var segment : template.split("/")) {
            if (segment.startsWith("{")) {
                node.parameter = node.parameter == null ? new Node() : node.parameter;
                node = node.parameter;
            } else if (!segment.isEmpty()) {
                node = node.literals.computeIfAbsent(segment, any -> new Node());
            }
        }
        node.template = template;
    }

    /**
     * Null if no template matches. A literal segment takes precedence over a parameter, and empty segments are ignored.
     */
    String of(String path) {
        var node = root;
        int begin = 0;
        while (begin < path.length() && node != null) {
            int slash = path.indexOf('/', begin);
            int end = slash < 0 ? path.length() : slash;
            if (end > begin) {
                var literal = node.literals.get(path.substring(begin, end));
                node = literal == null ? node.parameter : literal;
            }
            begin = end + 1;
        }
        return node == null ? null : node.template;
    }
}
