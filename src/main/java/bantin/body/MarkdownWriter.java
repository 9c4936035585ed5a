package bantin.body;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.commonmark.node.Document;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.renderer.markdown.MarkdownRenderer;

/**
 * Writes a body as Markdown that {@link MarkdownReader} reads back: CommonMark with GFM tables and strikethrough, and
 * HTML tags for underline, subscript and superscript.
 *
 * <p>A picture is {@code ![alt](url "caption")}. A video is {@code [caption](url "video")}; audio and embeds likewise.
 * Credits have no syntax and are omitted. So are inline objects, nodes of other types, and pictures that are not found.
 */
public final class MarkdownWriter {

    private static final MarkdownRenderer RENDERER =
            MarkdownRenderer.builder().extensions(MarkdownReader.EXTENSIONS).build();

    private final Function<String, Optional<Picture>> pictures;
    private final Document document = new Document();
    private final MarkdownLists lists = new MarkdownLists(document);

    /** The last node written, if it is a picture without a caption; else null. */
    private Image uncaptioned;

    private MarkdownWriter(Function<String, Optional<Picture>> pictures) {
        this.pictures = pictures;
    }

    /**
     * Writes a body as Markdown.
     *
     * @param pictures finds a picture by the {@code _key} of an image node
     * @return ends with a line feed; empty for an empty body
     */
    public static String write(Body body, Function<String, Optional<Picture>> pictures) {
        var writer = new MarkdownWriter(pictures);
        body.nodes().forEach(writer::write);
        return rendered(writer.document);
    }

    /** The Markdown of a document; empty when the document is empty. */
    static String rendered(Document document) {
        return document.getFirstChild() == null ? "" : RENDERER.render(document);
    }

    private void write(bantin.body.Node node) {
        if (node instanceof Block block) {
            List<Block> paragraphs = MarkdownInlines.collapsed(block);
            if (block.isListItem() && !paragraphs.isEmpty()) {
                uncaptioned = null;
                lists.newItem(block).appendChild(MarkdownBlocks.of(paragraphs.get(0)));
            } else {
                paragraphs.forEach(this::write);
            }
        } else if (node instanceof bantin.body.Image image) {
            pictures.apply(image.key())
                    .filter(picture -> SafeUrl.isPicture(picture.url()))
                    .ifPresent(picture -> write(image, picture));
        } else if (node instanceof CustomNode custom) {
            write(custom);
        }
    }

    private void write(CustomNode custom) {
        if (custom.isBreak()) {
            append(new ThematicBreak());
        }
        custom.asTable().filter(table -> table.width() > 0).ifPresent(table -> append(MarkdownTables.of(table)));
        custom.asListing()
                .map(listing -> new CodeBlock(CodeBlock.tidied(listing.code()), listing.language()))
                .filter(listing -> !listing.code().isEmpty())
                .ifPresent(listing -> append(fence(listing)));
        custom.asEmbed().ifPresent(embed -> append(link(embed.url(), embed.caption(), MarkdownReader.EMBED)));
    }

    /** Before a paragraph that could be taken for its caption, a picture without one gets the empty title. */
    private void write(Block paragraph) {
        if (uncaptioned != null && hasItalics(paragraph)) {
            uncaptioned.setTitle("");
        }
        append(MarkdownBlocks.of(paragraph));
    }

    private static boolean hasItalics(Block block) {
        return MarkdownInlines.simplified(block).children().stream()
                .anyMatch(child -> child instanceof Span span && span.marks().contains(Decorator.EM.mark));
    }

    private void append(Node node) {
        lists.end();
        uncaptioned = null;
        document.appendChild(node);
    }

    private void write(bantin.body.Image use, Picture picture) {
        String caption = oneLine(picture.caption());
        switch (picture.kind()) {
            case VIDEO -> append(link(picture.url(), caption, MarkdownReader.VIDEO));
            case AUDIO -> append(link(picture.url(), caption, MarkdownReader.AUDIO));
            case IMAGE -> {
                var image = new Image(picture.url(), caption);
                String alt = oneLine(picture.alt());
                if (alt != null) {
                    image.appendChild(new Text(alt));
                }
                append(paragraph(linked(image, use.link())));
                uncaptioned = caption == null ? image : null;
            }
        }
    }

    private static Node linked(Image image, String address) {
        if (address == null) {
            return image;
        }
        var link = new Link(address, null);
        link.appendChild(image);
        return link;
    }

    /**
     * A video, audio or embed.
     *
     * @param caption null when there is none; then the text is the address
     * @param kind the title of the link, which tells the reader what it is
     */
    private static Paragraph link(String url, String caption, String kind) {
        var link = new Link(url, kind);
        link.appendChild(new Text(caption == null ? url : caption));
        return paragraph(link);
    }

    private static Paragraph paragraph(Node child) {
        var paragraph = new Paragraph();
        paragraph.appendChild(child);
        return paragraph;
    }

    private static String oneLine(String text) {
        return text == null ? null : TextCleaner.line(text);
    }

    private static Node fence(CodeBlock listing) {
        var fence = new FencedCodeBlock();
        fence.setFenceCharacter("`");
        fence.setInfo(listing.language());
        fence.setLiteral(listing.code());
        return fence;
    }
}
