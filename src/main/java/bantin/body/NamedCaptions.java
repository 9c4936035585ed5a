package bantin.body;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.Evaluator;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.Selector;

/**
 * Attaches captions and credits to the pictures directly before them, if their markup identifies them: an element with
 * the class of a caption, such as {@code <p class="wp-caption-text">}, or a {@code <figcaption>} outside of a figure.
 * An element that contains pictures or several paragraphs is never a caption.
 */
final class NamedCaptions implements NodeFilter {

    private static final Evaluator IMG_OR_TABLE = Selector.evaluatorOf("img, table");
    private static final int MAX_PARAGRAPHS = 2;
    private static final int MAX_NODES = 1_000;

    /** Captions by their pictures. */
    private final Map<Element, Element> captions = new IdentityHashMap<>();

    private final Map<Element, Element> credits = new IdentityHashMap<>();
    private final Set<Element> captionedFigures = Collections.newSetFromMap(new IdentityHashMap<>());

    /** The last picture, if nothing but captions and credits follow so far; else null. */
    private Element picture;

    private NamedCaptions() {}

    static void attach(Document page) {
        var named = new NamedCaptions();
        page.body()
                .getElementsByTag("figcaption")
                .forEach(caption -> named.captionedFigures.add(HtmlElements.figure(caption)));
        page.body().filter(named);
        named.captions.forEach((img, caption) -> {
            Caption words = Caption.of(List.of(caption));
            set(img, "data-caption", words.text());
            set(img, "data-credit", words.credit());
            caption.empty();
        });
        named.credits.forEach((img, credit) -> {
            set(img, "data-credit", TextCleaner.line(HtmlElements.text(credit)));
            credit.empty();
        });
    }

    private static void set(Element img, String attribute, String text) {
        if (text != null) {
            img.attr(attribute, text);
        }
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (node instanceof TextNode words) {
            picture = words.getWholeText().codePoints().allMatch(NamedCaptions::isBlank) ? picture : null;
        } else if (node instanceof Element element) {
            return head(element);
        }
        return FilterResult.CONTINUE;
    }

    private static boolean isBlank(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint) || codePoint == 0x200B;
    }

    private FilterResult head(Element element) {
        String name = element.normalName();
        if (HtmlElements.isRemoved(element)) {
            return FilterResult.SKIP_ENTIRELY;
        }
        if (name.equals("img")) {
            picture = isUncaptioned(element) ? element : null;
        } else if (isInFigure(element)) {
            picture = null;
            return FilterResult.SKIP_ENTIRELY;
        } else if (name.equals("hr") || name.equals("pre")) {
            picture = null;
        } else if (picture != null && isCaption(element)) {
            captions.putIfAbsent(picture, element);
            return FilterResult.SKIP_ENTIRELY;
        } else if (picture != null && isCredit(element)) {
            credits.putIfAbsent(picture, element);
            return FilterResult.SKIP_ENTIRELY;
        }
        return FilterResult.CONTINUE;
    }

    private boolean isUncaptioned(Element img) {
        return (HtmlElements.figure(img) == null || !captionedFigures.contains(HtmlElements.figure(img)))
                && !img.hasAttr("data-key")
                && !img.hasAttr("data-caption")
                && SafeUrl.importedPicture(img.attr("src")).isPresent();
    }

    /** Captions in figures are handled by {@link FigureReader}. */
    private static boolean isInFigure(Element element) {
        return element.normalName().equals("figcaption") && HtmlElements.figure(element) != null;
    }

    private boolean isCaption(Element element) {
        return !captions.containsKey(picture)
                && (element.normalName().equals("figcaption") || ClassNames.nameCaption(element))
                && isShortText(element)
                && (HtmlElements.isBlock(element) || endsItsLine(element));
    }

    private boolean isCredit(Element element) {
        return !credits.containsKey(picture)
                && HtmlElements.isBlock(element)
                && element.className().toLowerCase(Locale.ROOT).contains("credit")
                && ClassNames.nameCredit(element)
                && isShortText(element);
    }

    private static boolean isShortText(Element element) {
        String text = isSmall(element) ? element.text() : "";
        return !text.isBlank()
                && text.length() <= Draft.MAX_CAPTION
                && element.selectFirst(IMG_OR_TABLE) == null
                && element.stream()
                                .skip(1)
                                .filter(HtmlElements::isBlock)
                                .limit(MAX_PARAGRAPHS + 1)
                                .count()
                        <= MAX_PARAGRAPHS;
    }

    /**
     * Whether an element has no more nodes and text than a caption may have. Looks no further, because elements with
     * the class of a caption may be nested.
     */
    private static boolean isSmall(Element element) {
        int nodes = 0;
        int characters = 0;
        for (Iterator<Node> inside = element.nodeStream().iterator(); inside.hasNext(); nodes++) {
            if (nodes > MAX_NODES || characters > Draft.MAX_CAPTION) {
                return false;
            }
            if (inside.next() instanceof TextNode words) {
                characters += (int) words.getWholeText()
                        .chars()
                        .filter(c -> !isBlank(c))
                        .limit(Draft.MAX_CAPTION + 1L)
                        .count();
            }
        }
        return characters <= Draft.MAX_CAPTION;
    }

    private static boolean endsItsLine(Element element) {
        Node next = element.nextSibling();
        while (next instanceof TextNode words && words.isBlank()) {
            next = next.nextSibling();
        }
        return next == null
                || next instanceof Element other && (other.normalName().equals("br") || HtmlElements.isBlock(other));
    }
}
