package bantin.body;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Nests the flat marks of a block's spans with as few tags as possible: the mark that continues for the most spans is
 * opened first. This is the algorithm {@code buildMarksTree} of {@code @portabletext/toolkit}, the reference renderer,
 * except that it is a loop, because recursion could overflow the stack, and that a mark which a span names twice counts
 * once.
 */
final class MarkNesting {

    /** Receives the spans of a block in order, and the marks that open and close between them. */
    interface Listener {

        /** @param markDef null when the mark is a decorator */
        void open(String mark, MarkDef markDef);

        void close(String mark, MarkDef markDef);

        void span(Span span);
    }

    /** Of marks that continue equally long, these are opened last, in this order. */
    private static final List<String> KNOWN_DECORATORS = List.of("strong", "em", "code", "underline", "strike-through");

    private MarkNesting() {}

    static void walk(Block block, Listener listener) {
        Map<String, MarkDef> markDefs = new LinkedHashMap<>();
        block.markDefs().forEach(markDef -> markDefs.putIfAbsent(markDef.key(), markDef));
        List<Inline> children = block.children();
        List<Map<String, Integer>> runs = runs(children, links(markDefs));
        var open = new ArrayDeque<String>();
        for (int i = 0; i < children.size(); i++) {
            Set<String> needed = sorted(runs.get(i));
            int kept = 0;
            for (String mark : open) {
                if (!needed.remove(mark)) {
                    break;
                }
                kept++;
            }
            close(open, kept, markDefs, listener);
            for (String mark : needed) {
                open.addLast(mark);
                listener.open(mark, markDefs.get(mark));
            }
            if (children.get(i) instanceof Span span) {
                listener.span(span);
            }
        }
        close(open, 0, markDefs, listener);
    }

    private static void close(ArrayDeque<String> open, int kept, Map<String, MarkDef> markDefs, Listener listener) {
        while (open.size() > kept) {
            String mark = open.removeLast();
            listener.close(mark, markDefs.get(mark));
        }
    }

    /**
     * The marks of a span, with at most one link: links cannot nest, and a browser would close the outer one. Links to
     * the same address count as the same mark, so that adjacent ones are merged.
     */
    private static Set<String> marks(Span span, Map<String, String> links) {
        var marks = new LinkedHashSet<String>();
        boolean isLinked = false;
        for (String mark : span.marks()) {
            boolean isLink = links.containsKey(mark);
            if (!isLink || !isLinked) {
                marks.add(links.getOrDefault(mark, mark));
            }
            isLinked |= isLink;
        }
        return marks;
    }

    /** The keys of links, each mapped to the key of the first link to the same address. */
    private static Map<String, String> links(Map<String, MarkDef> markDefs) {
        Map<String, String> keysByAddress = new HashMap<>();
        Map<String, String> links = new HashMap<>();
        markDefs.forEach((key, markDef) -> {
            if (markDef.isLink()) {
                keysByAddress.putIfAbsent(markDef.href(), key);
                links.put(key, keysByAddress.get(markDef.href()));
            }
        });
        return links;
    }

    /** For each child and each of its marks, the number of children in a row that have the mark, from this one on. */
    private static List<Map<String, Integer>> runs(List<Inline> children, Map<String, String> links) {
        var runs = new ArrayList<Map<String, Integer>>();
        Map<String, Integer> next = Map.of();
        for (int i = children.size() - 1; i >= 0; i--) {
            Map<String, Integer> here = Map.of();
            if (children.get(i) instanceof Span span && !span.marks().isEmpty()) {
                here = new HashMap<>();
                for (String mark : marks(span, links)) {
                    here.put(mark, 1 + next.getOrDefault(mark, 0));
                }
            }
            runs.add(here);
            next = here;
        }
        Collections.reverse(runs);
        return runs;
    }

    /**
     * The marks in the order in which they are opened: longest first, then annotations and custom decorators, then the
     * known decorators, then by name as JavaScript compares strings.
     */
    private static Set<String> sorted(Map<String, Integer> run) {
        var marks = new ArrayList<>(run.keySet());
        marks.sort(Comparator.<String>comparingInt(mark -> -run.get(mark))
                .thenComparingInt(KNOWN_DECORATORS::indexOf)
                .thenComparing(String.CASE_INSENSITIVE_ORDER)
                .thenComparing(Comparator.reverseOrder()));
        return new LinkedHashSet<>(marks);
    }
}
