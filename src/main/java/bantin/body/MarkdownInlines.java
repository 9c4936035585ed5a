package bantin.body;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;

/** Turns the spans of a block into commonmark's nested nodes. */
final class MarkdownInlines implements MarkNesting.Listener {

    private final Deque<Node> open = new ArrayDeque<>();
    private Supplier<Node> lineBreak;

    /** The nodes of one {@link #simplified} block. */
    List<Node> of(Block block) {
        return of(block, block.isHeading() ? () -> html("<br>") : HardLineBreak::new);
    }

    List<Node> of(Block block, Supplier<Node> betweenLines) {
        var line = new Paragraph();
        open.clear();
        open.addLast(line);
        lineBreak = betweenLines;
        MarkNesting.walk(block, this);
        var nodes = new ArrayList<Node>();
        for (Node node = line.getFirstChild(); node != null; node = node.getNext()) {
            nodes.add(node);
        }
        return nodes;
    }

    @Override
    public void open(String mark, MarkDef markDef) {
        Node node = node(mark, markDef);
        if (node != null) {
            open.getLast().appendChild(node);
            open.addLast(node);
        } else if (isTagged(mark, markDef)) {
            open.getLast().appendChild(html(HtmlWriter.openTag(mark, markDef)));
        }
    }

    @Override
    public void close(String mark, MarkDef markDef) {
        if (node(mark, markDef) != null) {
            open.removeLast();
        } else if (isTagged(mark, markDef)) {
            open.getLast().appendChild(html(HtmlWriter.closeTag(mark, markDef)));
        }
    }

    @Override
    public void span(Span span) {
        if (!span.marks().contains(Decorator.CODE.mark)) {
            appendLines(open.getLast(), span.text(), lineBreak);
            return;
        }
        String[] lines = span.text().split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (i > 0) {
                open.getLast().appendChild(lineBreak.get());
            }
            if (!lines[i].isEmpty()) {
                open.getLast().appendChild(new Code(lines[i]));
            }
        }
    }

    static void appendLines(Node parent, String text, Supplier<? extends Node> lineBreak) {
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (i > 0) {
                parent.appendChild(lineBreak.get());
            }
            if (!lines[i].isEmpty()) {
                parent.appendChild(new Text(lines[i]));
            }
        }
    }

    /** Null for marks that Markdown has no syntax for. Code is set with its text, which cannot hold anything else. */
    private static Node node(String mark, MarkDef markDef) {
        if (markDef != null && markDef.isLink()) {
            return new Link(markDef.href(), null);
        }
        return switch (markDef == null ? mark : markDef.type()) {
            case "strong" -> new StrongEmphasis("**");
            case "em" -> new Emphasis("*");
            case "strike-through" -> new Strikethrough("~~");
            default -> null;
        };
    }

    private static boolean isTagged(String mark, MarkDef markDef) {
        return !(markDef == null && mark.equals(Decorator.CODE.mark));
    }

    static HtmlInline html(String literal) {
        var html = new HtmlInline();
        html.setLiteral(literal);
        return html;
    }

    /**
     * The block with no more marks than Markdown can say: decorators that we know, and one link at a time. Spaces at
     * the edges of a span are marked only with what holds on both sides, since Markdown's stars must touch a letter;
     * nobody sees whether a space is bold.
     */
    static Block simplified(Block block) {
        List<Runs.Run> runs = runs(block);
        var split = new ArrayList<Runs.Run>();
        for (int i = 0; i < runs.size(); i++) {
            Format here = runs.get(i).format();
            Format before =
                    i == 0 ? Format.PLAIN : here.inCommonWith(runs.get(i - 1).format());
            Format after = i + 1 == runs.size()
                    ? Format.PLAIN
                    : here.inCommonWith(runs.get(i + 1).format());
            String text = runs.get(i).text();
            String core = text.strip();
            if (core.isEmpty()) {
                split.add(new Runs.Run(text, before.inCommonWith(after)));
            } else {
                int start = text.indexOf(core);
                split.add(new Runs.Run(text.substring(0, start), before));
                split.add(new Runs.Run(core, here));
                split.add(new Runs.Run(text.substring(start + core.length()), after));
            }
        }
        split.removeIf(run -> run.text().isEmpty());
        return new Draft.Text(block.style(), null, 0, null, null, split, Alignment.START, false, null)
                .toNode(new Keys(Set.of()));
    }

    /**
     * The block as HTML folds it: white space collapsed, and double line breaks parting paragraphs, but those of an item
     * of a list only lines. Empty when nobody sees anything of it.
     */
    static List<Block> folded(Block block) {
        var found = new Runs();
        for (Runs.Run run : runs(block)) {
            String[] lines = run.text().split("\n", -1);
            for (int i = 0; i < lines.length; i++) {
                if (i > 0) {
                    // Code in Markdown ends with its line.
                    found.lineBreak(run.format().without(Decorator.CODE));
                }
                found.text(lines[i], run.format());
            }
        }
        var texts = new ArrayList<Draft.Text>();
        for (List<Runs.Run> paragraph : found.paragraphs()) {
            if (block.isListItem() && !texts.isEmpty()) {
                texts.get(0).append(paragraph);
            } else {
                texts.add(new Draft.Text(block.style(), null, 0, null, null, paragraph, Alignment.START, false, null));
            }
        }
        return texts.stream().map(text -> text.toNode(new Keys(Set.of()))).toList();
    }

    /** The block's text in our own formats. */
    static List<Runs.Run> runs(Block block) {
        var markDefs = new HashMap<String, MarkDef>();
        block.markDefs().forEach(markDef -> markDefs.putIfAbsent(markDef.key(), markDef));
        var runs = new ArrayList<Runs.Run>();
        for (Inline child : block.children()) {
            if (child instanceof Span span && !span.text().isEmpty()) {
                runs.add(new Runs.Run(Prose.withoutControls(span.text()), format(span, markDefs)));
            }
        }
        return runs;
    }

    private static Format format(Span span, Map<String, MarkDef> markDefs) {
        Format format = Format.PLAIN;
        for (String mark : span.marks()) {
            MarkDef markDef = markDefs.get(mark);
            if (markDef != null && markDef.isLink()) {
                format = format.href() == null
                        ? format.linkedTo(SafeUrl.importedLink(markDef.href()).orElse(null))
                        : format;
            } else {
                Format outer = format;
                format = Decorator.of(markDef == null ? mark : markDef.type())
                        .map(outer::with)
                        .orElse(outer);
            }
        }
        return format;
    }
}
