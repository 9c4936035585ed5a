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

/** Turns the spans of a block into the nested inline nodes of the commonmark library. */
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

    /** Null for marks without Markdown syntax, and for code, whose node is made together with its text. */
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
     * The block with only those marks that Markdown can express: known decorators, and one link at a time. White space
     * keeps only the marks of the words on both sides, because in Markdown the delimiters of a mark must touch a
     * letter.
     */
    static Block simplified(Block block) {
        var simple = new ArrayList<Runs.Run>();
        var spaces = new ArrayList<Runs.Run>();
        Format before = Format.PLAIN;
        for (Runs.Run run : runs(block)) {
            String text = run.text();
            int start = 0;
            while (start < text.length() && TextCleaner.isBlank(text.charAt(start))) {
                start++;
            }
            if (start > 0) {
                spaces.add(new Runs.Run(text.substring(0, start), run.format()));
            }
            if (start == text.length()) {
                continue;
            }
            int end = text.length();
            while (TextCleaner.isBlank(text.charAt(end - 1))) {
                end--;
            }
            addBetween(before, spaces, run.format(), simple);
            simple.add(new Runs.Run(text.substring(start, end), run.format()));
            before = run.format();
            if (end < text.length()) {
                spaces.add(new Runs.Run(text.substring(end), before));
            }
        }
        addBetween(before, spaces, Format.PLAIN, simple);
        return node(block.style(), simple);
    }

    private static void addBetween(Format before, List<Runs.Run> spaces, Format after, List<Runs.Run> simple) {
        for (Runs.Run space : spaces) {
            Format shared = before.inCommonWith(after).inCommonWith(space.format());
            simple.add(new Runs.Run(space.text(), shared));
        }
        spaces.clear();
    }

    /**
     * The block with its white space collapsed as in HTML. Double line breaks separate paragraphs, or lines in a list
     * item. Empty when the block has no visible text.
     */
    static List<Block> collapsed(Block block) {
        var found = new Runs();
        for (Runs.Run run : runs(block)) {
            found.lines(run.text(), run.format(), withoutCode(run));
        }
        List<List<Runs.Run>> paragraphs = found.paragraphs();
        if (!block.isListItem() || paragraphs.isEmpty()) {
            return paragraphs.stream()
                    .map(paragraph -> node(block.style(), paragraph))
                    .toList();
        }
        var item = new ArrayList<Runs.Run>();
        for (List<Runs.Run> paragraph : paragraphs) {
            if (!item.isEmpty()) {
                item.add(new Runs.Run("\n", withoutCode(item.get(item.size() - 1))));
            }
            item.addAll(paragraph);
        }
        return List.of(node(block.style(), item));
    }

    /** The format of a line break after the run: in Markdown, inline code cannot contain one. */
    private static Format withoutCode(Runs.Run run) {
        return run.format().without(Decorator.CODE);
    }

    private static Block node(String style, List<Runs.Run> runs) {
        return new Draft.Text(style, null, 0, null, null, runs, Alignment.START, false, null)
                .toNode(new Keys(Set.of()));
    }

    /** The block's text with its known marks as formats. */
    static List<Runs.Run> runs(Block block) {
        var markDefs = new HashMap<String, MarkDef>();
        block.markDefs().forEach(markDef -> markDefs.putIfAbsent(markDef.key(), markDef));
        var runs = new ArrayList<Runs.Run>();
        for (Inline child : block.children()) {
            if (child instanceof Span span && !span.text().isEmpty()) {
                runs.add(new Runs.Run(TextCleaner.withoutControls(span.text()), format(span, markDefs)));
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
