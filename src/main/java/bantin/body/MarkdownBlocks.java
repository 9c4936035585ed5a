package bantin.body;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Document;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;

/**
 * Turns a block of text into Markdown that reads back as the same block. Markdown cannot express every combination of
 * marks and text: in {@code **“Đoàn kết”**thắng lợi} the mark does not end, because it ends in punctuation before a
 * letter. Renderers do not know all such cases, so each block is rendered, read back and compared. Where the result
 * differs, HTML tags and entities are used instead.
 */
final class MarkdownBlocks {

    /** Text that needs no comparison, because Markdown has no syntax of such characters. */
    private static final Pattern PLAIN_WORDS = Pattern.compile("\\p{L}[\\p{L}\\p{N} ,.;?“”‘’…–()%/]*+");

    private MarkdownBlocks() {}

    static Node of(Block block) {
        Block simple = MarkdownInlines.simplified(block);
        Node markdown = wrapped(simple, new MarkdownInlines().of(simple));
        return isPlain(simple) || readsBackAs(block, markdown) ? markdown : withTags(simple);
    }

    private static boolean isPlain(Block simple) {
        return simple.children().size() == 1
                && simple.children().get(0) instanceof Span span
                && span.marks().isEmpty()
                && PLAIN_WORDS.matcher(span.text()).matches();
    }

    /**
     * The block with HTML tags for its marks, and entities for all characters that Markdown or HTML could interpret.
     */
    private static Node withTags(Block block) {
        var html = new StringBuilder();
        MarkNesting.walk(block, new MarkNesting.Listener() {
            @Override
            public void open(String mark, MarkDef markDef) {
                html.append(HtmlWriter.openTag(mark, markDef));
            }

            @Override
            public void close(String mark, MarkDef markDef) {
                html.append(HtmlWriter.closeTag(mark, markDef));
            }

            @Override
            public void span(Span span) {
                html.append(withEntities(span.text()));
            }
        });
        return wrapped(block, List.of(MarkdownInlines.html(html.toString())));
    }

    private static String withEntities(String text) {
        var html = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                html.append("<br>");
            } else if (c < 0x80 && c != ' ' && !Character.isLetterOrDigit(c)) {
                html.append("&#").append((int) c).append(';');
            } else {
                html.append(c);
            }
        }
        return html.toString();
    }

    private static Node wrapped(Block block, List<Node> inlines) {
        Node line = new Paragraph();
        if (block.isHeading()) {
            var heading = new Heading();
            heading.setLevel(block.style().charAt(1) - '0');
            line = heading;
        }
        for (Node inline : inlines) {
            line.appendChild(inline);
        }
        if (!block.style().equals(Block.BLOCKQUOTE)) {
            return line;
        }
        var quote = new BlockQuote();
        quote.appendChild(line);
        return quote;
    }

    private static boolean readsBackAs(Block block, Node node) {
        var document = new Document();
        document.appendChild(node);
        String markdown = MarkdownWriter.rendered(document);
        List<MarkdownText.Found> back = MarkdownReader.parsed(markdown)
                .flatMap(MarkdownText::of)
                .or(() -> readThroughHtml(markdown))
                .orElse(List.of());
        var text = new StringBuilder();
        for (MarkdownText.Found found : back) {
            if (!found.style().equals(style(block))) {
                return false;
            }
            text.append(text.isEmpty() ? "" : "\n\n").append(comparable(found.runs()));
        }
        return text.toString().equals(comparable(runs(block)));
    }

    /** What {@link MarkdownReader} reads; empty when that is anything but blocks outside of lists. */
    private static Optional<List<MarkdownText.Found>> readThroughHtml(String markdown) {
        var found = new ArrayList<MarkdownText.Found>();
        for (bantin.body.Node node :
                MarkdownReader.read(markdown, Map.of()).body().nodes()) {
            if (!(node instanceof Block block) || block.isListItem()) {
                return Optional.empty();
            }
            found.add(new MarkdownText.Found(style(block), runs(block)));
        }
        return Optional.of(found);
    }

    private static String style(Block block) {
        return block.isHeading() || block.style().equals(Block.BLOCKQUOTE) ? block.style() : Block.NORMAL;
    }

    private static Runs runs(Block block) {
        var runs = new Runs();
        for (Runs.Run run : MarkdownInlines.runs(block)) {
            runs.lines(run.text(), run.format(), run.format());
        }
        return runs;
    }

    /** The text with its marks spelled out, except those of white space, which do not matter. */
    private static String comparable(Runs runs) {
        var comparable = new StringBuilder();
        for (List<Runs.Run> paragraph : runs.paragraphs()) {
            comparable.append(comparable.isEmpty() ? "" : "\n\n");
            Format format = null;
            for (Runs.Run run : paragraph) {
                for (int i = 0; i < run.text().length(); i++) {
                    char c = run.text().charAt(i);
                    if (!TextCleaner.isBlank(c) && !run.format().equals(format)) {
                        format = run.format();
                        comparable
                                .append('\0')
                                .append(format.marks())
                                .append(format.href())
                                .append('\0');
                    }
                    comparable.append(c);
                }
            }
        }
        return comparable.toString();
    }
}
