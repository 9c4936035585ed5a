package bantin.body;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Reads Markdown: CommonMark with GFM tables and strikethrough. The Markdown is rendered as HTML and read by
 * {@link HtmlReader}, which also sanitizes it. HTML in the Markdown is allowed.
 *
 * <p>The title of an image is its caption: {@code ![alt](https://… "caption")}. Without a title, a short paragraph in
 * italics after it is the caption; with an empty title there is none. A link that is alone in its paragraph and has the
 * title {@code video}, {@code audio} or {@code embed} becomes that node, and its text the caption. Markdown has no
 * syntax for credits and keys.
 */
public final class MarkdownReader {

    static final List<Extension> EXTENSIONS = List.of(TablesExtension.create(), StrikethroughExtension.create());

    static final String VIDEO = "video";
    static final String AUDIO = "audio";
    static final String EMBED = "embed";
    private static final Set<String> LINKED_MEDIA = Set.of(VIDEO, AUDIO, EMBED);

    /** Deeper nodes are flattened, because the renderer is recursive. */
    private static final int MAX_DEPTH = 100;

    private static final Parser PARSER = parser(EXTENSIONS);
    private static final Parser PARSER_WITHOUT_TABLES = parser(List.of(StrikethroughExtension.create()));
    private static final Parser PARSER_WITHOUT_EXTENSIONS = parser(List.of());

    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .attributeProviderFactory(context -> MarkdownReader::addAttributes)
            .build();

    private MarkdownReader() {}

    /**
     * Reads Markdown. Never throws.
     *
     * @param knownKeysByUrl keys of pictures by their address; others get the keys {@code picture-1} and so on
     */
    public static ImportedBody read(String markdown, Map<String, String> knownKeysByUrl) {
        String lines = markdown.replace("\r\n", "\n").replace('\r', '\n');
        String html = parsed(lines).map(RENDERER::render).orElseGet(() -> withoutMarkup(lines));
        return HtmlReader.readRendered(html, knownKeysByUrl);
    }

    /** Parses Markdown; empty when that would take too long, so that it must be read as plain text. */
    static Optional<Node> parsed(String markdown) {
        String text = MarkdownLimits.withLimitedParagraphs(markdown);
        if (MarkdownLimits.mayNestTooManyBrackets(text)
                || MarkdownLimits.mayNestTooManyStars(text)
                || MarkdownLimits.mayLeaveTooManyTagsOpen(text)) {
            return Optional.empty();
        }
        Node document;
        try {
            document = parserFor(text).parse(text);
        } catch (StackOverflowError tooDeep) {
            // The parser is recursive for nested emphasis, without a limit, and keeps no state. Only an attack nests
            // thousands of them.
            return Optional.empty();
        }
        flatten(document);
        return MarkdownLimits.repeatsTooMuch(document, text.length()) ? Optional.empty() : Optional.of(document);
    }

    private static Parser parserFor(String text) {
        if (MarkdownLimits.mayPairTooManyTildes(text)) {
            return PARSER_WITHOUT_EXTENSIONS;
        }
        return MarkdownLimits.mayHoldTooManyCells(text) ? PARSER_WITHOUT_TABLES : PARSER;
    }

    private static String withoutMarkup(String markdown) {
        return "<p>"
                + HtmlWriter.text(MarkdownLimits.withLimitedParagraphs(markdown))
                        .replace("\n\n", "<p>");
    }

    private static Parser parser(List<Extension> extensions) {
        return Parser.builder()
                .extensions(extensions)
                .maxOpenBlockParsers(MAX_DEPTH)
                .customInlineContentParserFactory(new UnclosedTags.Factory())
                .build();
    }

    private static void addAttributes(Node node, String tagName, Map<String, String> attributes) {
        if (node instanceof Image image && image.getTitle() != null) {
            attributes.put("data-caption", image.getTitle());
        } else if (node instanceof Link link
                && LINKED_MEDIA.contains(String.valueOf(link.getTitle()))
                && isAlone(link)) {
            attributes.put(EmbedReader.LINKED_MEDIUM, link.getTitle());
        }
    }

    private static boolean isAlone(Node node) {
        return node.getParent() instanceof Paragraph && node.getPrevious() == null && node.getNext() == null;
    }

    /**
     * Replaces nodes that are nested too deeply by their children. A loop, because recursion could overflow the stack.
     */
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
