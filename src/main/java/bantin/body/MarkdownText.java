package bantin.body;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;

/**
 * The text that {@link MarkdownReader} reads from a document of simple paragraphs, without rendering it as HTML, which
 * takes several times as long. {@link MarkdownBlocks} compares each block with it.
 */
final class MarkdownText {

    /**
     * The text of a paragraph.
     *
     * @param style as {@link Block#style}
     */
    record Found(String style, Runs runs) {}

    private MarkdownText() {}

    /** Empty when the document contains anything but paragraphs, headings and quotations of paragraphs, with marks. */
    static Optional<List<Found>> of(Node document) {
        var found = new ArrayList<Found>();
        boolean isSimple = true;
        for (Node node = document.getFirstChild(); node != null && isSimple; node = node.getNext()) {
            if (node instanceof BlockQuote quote) {
                for (Node part = quote.getFirstChild(); part != null && isSimple; part = part.getNext()) {
                    isSimple = part instanceof Paragraph && add(part, Block.BLOCKQUOTE, found);
                }
            } else if (node instanceof Heading heading) {
                isSimple = add(heading, "h" + heading.getLevel(), found);
            } else {
                isSimple = node instanceof Paragraph && add(node, Block.NORMAL, found);
            }
        }
        return isSimple ? Optional.of(found) : Optional.empty();
    }

    private static boolean add(Node paragraph, String style, List<Found> found) {
        var runs = new Runs();
        found.add(new Found(style, runs));
        return addChildren(paragraph, Format.PLAIN, runs);
    }

    private static boolean addChildren(Node parent, Format format, Runs runs) {
        boolean isSimple = true;
        for (Node node = parent.getFirstChild(); node != null && isSimple; node = node.getNext()) {
            isSimple = add(node, format, runs);
        }
        return isSimple;
    }

    private static boolean add(Node node, Format format, Runs runs) {
        if (node instanceof Text text) {
            runs.text(text.getLiteral(), format);
            return true;
        }
        if (node instanceof Code code) {
            runs.text(code.getLiteral(), format.with(Decorator.CODE));
            return true;
        }
        if (node instanceof HardLineBreak) {
            runs.lineBreak(format);
            return true;
        }
        if (node instanceof SoftLineBreak) {
            runs.text(" ", format);
            return true;
        }
        if (node instanceof Emphasis) {
            return addChildren(node, format.with(Decorator.EM), runs);
        }
        if (node instanceof StrongEmphasis) {
            return addChildren(node, format.with(Decorator.STRONG), runs);
        }
        if (node instanceof Strikethrough) {
            return addChildren(node, format.with(Decorator.STRIKE_THROUGH), runs);
        }
        if (node instanceof Link link && link.getTitle() == null) {
            String href = SafeUrl.importedLink(link.getDestination()).orElse(null);
            return addChildren(link, format.linkedTo(href), runs);
        }
        return false;
    }
}
