package bantin.body;

import java.util.List;
import java.util.Map;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Reads Markdown: CommonMark with GitHub's tables and strikethrough. It goes by way of HTML, so raw HTML in it is read
 * like any page, and {@link HtmlReader} sanitises both.
 *
 * <p>An image's title is its caption: {@code ![alt](https://… "caption")}; without one, a short paragraph in italics
 * right after it is. Markdown has no place for a credit or a key.
 */
public final class MarkdownReader {

    static final List<Extension> EXTENSIONS = List.of(TablesExtension.create(), StrikethroughExtension.create());

    /** The renderer calls itself for every level, so deeper ones are flattened. */
    private static final int MAX_DEPTH = 100;

    /** A row may leave out cells that the library then adds, so a wide head over many short rows costs gigabytes. */
    private static final int MAX_CELLS = 500_000;

    /** With each line that may begin something new, the parser copies the lines of the paragraph before it. */
    private static final int MAX_LINES = 1_000;

    private static final Parser PARSER = parser(EXTENSIONS);
    private static final Parser PARSER_WITHOUT_TABLES = parser(List.of(StrikethroughExtension.create()));

    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .attributeProviderFactory(context -> MarkdownReader::nameCaption)
            .build();

    private MarkdownReader() {}

    /**
     * Never fails, whatever it is given.
     *
     * @param knownKeysByUrl keys that pictures already have, by address; others are called {@code picture-1} and so on
     */
    public static ImportedBody read(String markdown, Map<String, String> knownKeysByUrl) {
        String lines = markdown.replace("\r\n", "\n").replace('\r', '\n');
        return HtmlReader.read(toHtml(lines), knownKeysByUrl);
    }

    private static String toHtml(String markdown) {
        Node document;
        try {
            document = (mayHoldTooManyCells(markdown) ? PARSER_WITHOUT_TABLES : PARSER)
                    .parse(withBearableParagraphs(markdown));
        } catch (StackOverflowError tooDeep) {
            // The parser calls itself for each emphasis inside another and knows no limit. It keeps no state, and what
            // nests thousands of them is an attack and not a text, so take it for one without any markup.
            return "<p>" + HtmlWriter.text(markdown).replaceAll("\\n\\s*\\n", "<p>");
        }
        flatten(document);
        return RENDERER.render(document);
    }

    private static Parser parser(List<Extension> extensions) {
        return Parser.builder()
                .extensions(extensions)
                .maxOpenBlockParsers(MAX_DEPTH)
                .customInlineContentParserFactory(new UnclosedTags.Factory())
                .build();
    }

    /** Parts what goes on for too many lines without a blank one. */
    private static String withBearableParagraphs(String markdown) {
        var parted = new StringBuilder();
        int lines = 0;
        int done = 0;
        for (int end = markdown.indexOf('\n'); end >= 0; end = markdown.indexOf('\n', end + 1)) {
            boolean isBlank = end == 0 || markdown.charAt(end - 1) == '\n';
            lines = isBlank ? 0 : lines + 1;
            if (lines == MAX_LINES) {
                parted.append(markdown, done, end + 1).append('\n');
                done = end + 1;
                lines = 0;
            }
        }
        return done == 0
                ? markdown
                : parted.append(markdown, done, markdown.length()).toString();
    }

    private static boolean mayHoldTooManyCells(String markdown) {
        long lines = 1;
        long widest = 0;
        long bars = 0;
        for (int i = 0; i < markdown.length(); i++) {
            char c = markdown.charAt(i);
            bars += c == '|' ? 1 : 0;
            if (c == '\n') {
                lines++;
                bars = 0;
            }
            widest = Math.max(widest, bars);
        }
        return lines * (widest + 1) > MAX_CELLS;
    }

    private static void nameCaption(Node node, String tagName, Map<String, String> attributes) {
        if (node instanceof Image image && image.getTitle() != null) {
            attributes.put("data-caption", image.getTitle());
        }
    }

    /** Puts what is in a node that lies too deep in its place; in a loop, for the same reason. */
    private static void flatten(Node document) {
        int depth = 0;
        Node node = document;
        while (node != null) {
            Node child = node.getFirstChild();
            if (child != null && depth >= MAX_DEPTH) {
                replaceByChildren(node);
                node = child;
            } else if (child != null) {
                node = child;
                depth++;
            } else {
                while (node != null && node.getNext() == null) {
                    node = node.getParent();
                    depth--;
                }
                node = node == null ? null : node.getNext();
            }
        }
    }

    private static void replaceByChildren(Node node) {
        while (node.getFirstChild() != null) {
            node.insertBefore(node.getFirstChild());
        }
        node.unlink();
    }
}
