package bantin.body;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What a body says, one line for each node: all of it that HTML can say, or that Markdown can. Both lack keys, nodes,
 * marks, styles and properties of the writer's own, inline objects, and which of two links to one address is which.
 * Markdown lacks more: it folds white space and drops what is blank, does not mark spaces, and has only full tables.
 */
final class Canonical {

    private final boolean isMarkdown;
    private final List<String> lines = new ArrayList<>();
    private final List<Integer> numbers = new ArrayList<>();

    private Canonical(boolean isMarkdown) {
        this.isMarkdown = isMarkdown;
    }

    static List<String> inHtml(Body body) {
        return of(body, false);
    }

    static List<String> inMarkdown(Body body) {
        return of(body, true);
    }

    private static List<String> of(Body body, boolean isMarkdown) {
        var canonical = new Canonical(isMarkdown);
        body.nodes().forEach(canonical::add);
        // In HTML, of several spaces that are to show all but the last are no-break ones.
        canonical.lines.replaceAll(line -> line.replaceAll("\u00A0(?=\u00A0* )", " "));
        return canonical.lines;
    }

    private void add(Node node) {
        if (node instanceof Block block) {
            add(block);
            return;
        }
        if (node instanceof Image image) {
            addOther("medium " + image.json().get("_type") + image.key() + " -> " + image.link());
        } else if (node instanceof CustomNode custom) {
            if (custom.isBreak()) {
                addOther("break");
            }
            custom.asTable()
                    .filter(table -> !isMarkdown || table.width() > 0)
                    .ifPresent(table -> addOther("table " + (isMarkdown ? full(table) : table.rows())));
            custom.asListing()
                    .filter(listing ->
                            !isMarkdown || !CodeBlock.tidied(listing.code()).isEmpty())
                    .ifPresent(listing -> addOther("code " + listing.language() + " "
                            + (isMarkdown ? CodeBlock.tidied(listing.code()) : listing.code())));
            custom.asEmbed()
                    .ifPresent(
                            embed -> addOther("embed " + embed + custom.json().path("provider")));
        }
    }

    private void addOther(String line) {
        lines.add(line);
        numbers.clear();
    }

    private static List<List<String>> full(Table table) {
        var rows = new ArrayList<List<String>>();
        for (List<String> row : table.rows()) {
            var cells = new ArrayList<>(row.stream().map(TextCleaner::lines).toList());
            while (cells.size() < table.width()) {
                cells.add("");
            }
            rows.add(cells);
        }
        return rows;
    }

    private void add(Block block) {
        String style = block.isHeading() || block.style().equals("blockquote") ? block.style() : "normal";
        List<String> texts = isMarkdown ? folded(block) : List.of(exact(block));
        if (block.isListItem() && !texts.isEmpty()) {
            lines.add(style + " " + item(block) + " " + texts.get(0));
        } else if (!block.isListItem()) {
            texts.forEach(text -> addOther(style + " " + text));
        }
    }

    /** In Markdown, a list that begins with 1 does not say so. */
    private String item(Block block) {
        if (!isMarkdown) {
            return (block.isNumbered() ? "number" : "bullet") + block.depth() + " from " + block.start();
        }
        while (numbers.size() > block.depth()) {
            numbers.remove(numbers.size() - 1);
        }
        while (numbers.size() < block.depth()) {
            numbers.add(0);
        }
        int next = block.start() != null ? block.start() : numbers.get(block.depth() - 1) + 1;
        numbers.set(block.depth() - 1, block.isNumbered() ? next : 0);
        return block.depth() + (block.isNumbered() ? ": " + next : ": -");
    }

    private static String exact(Block block) {
        var text = new StringBuilder();
        String last = "";
        for (Inline child : block.children()) {
            if (child instanceof Span span && !span.text().isEmpty()) {
                String marks = marks(span, block);
                text.append(marks.equals(last) ? "" : marks).append(span.text());
                last = marks;
            }
        }
        return text.toString();
    }

    private static String marks(Span span, Block block) {
        Map<String, MarkDef> markDefs = new HashMap<>();
        block.markDefs().forEach(markDef -> markDefs.put(markDef.key(), markDef));
        var marks = new TreeSet<String>();
        String link = "";
        for (String mark : span.marks()) {
            MarkDef markDef = markDefs.get(mark);
            if (markDef != null && markDef.isLink()) {
                link = link.isEmpty() ? markDef.href() : link;
            } else {
                Decorator.of(markDef == null ? mark : markDef.type()).ifPresent(decorator -> marks.add(decorator.mark));
            }
        }
        return "{" + marks + link + "}";
    }

    private static List<String> folded(Block block) {
        var runs = new Runs();
        for (Runs.Run run : MarkdownInlines.runs(block)) {
            String[] parts = run.text().split("\n", -1);
            for (int i = 0; i < parts.length; i++) {
                if (i > 0) {
                    runs.lineBreak(run.format());
                }
                runs.text(parts[i], run.format());
            }
        }
        var paragraphs = new ArrayList<>(runs.paragraphs());
        if (block.isListItem() && !paragraphs.isEmpty()) {
            var lines = new ArrayList<Runs.Run>();
            for (List<Runs.Run> paragraph : paragraphs) {
                lines.add(new Runs.Run(lines.isEmpty() ? "" : "\n", Format.PLAIN));
                lines.addAll(paragraph);
            }
            return List.of(folded(lines));
        }
        return paragraphs.stream().map(Canonical::folded).toList();
    }

    private static String folded(List<Runs.Run> paragraph) {
        var text = new StringBuilder();
        Format last = Format.PLAIN;
        for (Runs.Run run : paragraph) {
            for (char c : run.text().toCharArray()) {
                if (!TextCleaner.isBlank(c) && !run.format().looksLike(last)) {
                    last = run.format();
                    text.append('{').append(last).append('}');
                }
                text.append(c);
            }
        }
        return text.toString();
    }
}
