package bantin.body;

import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/** Properties and text of HTML elements, as {@link HtmlReader} and its helpers need them. */
final class HtmlElements {

    /**
     * Elements that are removed with their content: scripts, metadata, form controls, and content in other languages.
     */
    private static final Set<String> REMOVED = Set.of(
            "applet",
            "area",
            "audio",
            "base",
            "basefont",
            "bgsound",
            "button",
            "canvas",
            "col",
            "colgroup",
            "command",
            "datalist",
            "embed",
            "frame",
            "frameset",
            "head",
            "iframe",
            "input",
            "keygen",
            "link",
            "map",
            "math",
            "meta",
            "meter",
            "noembed",
            "noframes",
            "noscript",
            "object",
            "optgroup",
            "option",
            "output",
            "param",
            "progress",
            "rp",
            "script",
            "select",
            "source",
            "style",
            "svg",
            "template",
            "textarea",
            "title",
            "track",
            "video",
            "xml");

    /** Elements that begin and end a paragraph. All others are inline. */
    private static final Set<String> BLOCKS = Set.of(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "caption",
            "center",
            "dd",
            "details",
            "dialog",
            "dir",
            "div",
            "dl",
            "dt",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hgroup",
            "hr",
            "legend",
            "li",
            "listing",
            "main",
            "menu",
            "nav",
            "ol",
            "p",
            "plaintext",
            "pre",
            "search",
            "section",
            "summary",
            "table",
            "tbody",
            "td",
            "tfoot",
            "th",
            "thead",
            "tr",
            "ul",
            "xmp");

    private static final int MAX_SHOWN = 200;
    private static final Pattern LANGUAGE_CLASS = Pattern.compile("(?:^|\\s)lang(?:uage)?-(\\S+)");

    private HtmlElements() {}

    static boolean isRemoved(Element element) {
        return REMOVED.contains(element.normalName()) || isHidden(element);
    }

    static boolean isHidden(Element element) {
        return element.hasAttr("hidden") || InlineStyle.of(element).isHidden();
    }

    /** A text of the page, such as an address, cut to {@value #MAX_SHOWN} characters for a message. */
    static String shortened(String url) {
        String shown = TextCleaner.line(url.substring(0, Math.min(url.length(), MAX_SHOWN)));
        return shown == null ? "(no URL)" : shown.length() < url.strip().length() ? shown + "…" : shown;
    }

    static boolean isBlock(Element element) {
        return BLOCKS.contains(element.normalName());
    }

    /** The nearest {@code <figure>}, which may be the element itself; null when there is none. */
    static Element figure(Element element) {
        Element figure = element;
        while (figure != null && !figure.normalName().equals("figure")) {
            figure = figure.parent();
        }
        return figure;
    }

    /** The language of a code block from its class, such as {@code language-sql}; null when there is none. */
    static String language(Element element) {
        var language = LANGUAGE_CLASS.matcher(element.className());
        return language.find() ? language.group(1) : null;
    }

    /** Whether the element contains, at any depth, an element with one of these names. */
    static boolean contains(Element element, Set<String> names) {
        return element.stream().skip(1).anyMatch(inner -> names.contains(inner.normalName()));
    }

    /**
     * The text of an element without its removed elements. Line breaks and the edges of blocks are {@code \n}. White
     * space is not collapsed; {@link TextCleaner} does that.
     */
    static String text(Element element) {
        return text(element, none -> false);
    }

    /** Like {@link #text(Element)}, without the text of the skipped elements. */
    static String text(Element element, Predicate<Element> skipped) {
        return collect(element, skipped, words -> words.replace('\n', ' '));
    }

    /** Like {@link #text(Element)}, but line feeds in the text are kept. */
    static String preformattedText(Element element) {
        return collect(element, none -> false, UnaryOperator.identity());
    }

    private static String collect(Element element, Predicate<Element> skipped, UnaryOperator<String> spacing) {
        var text = new StringBuilder();
        element.filter(new NodeFilter() {
            @Override
            public FilterResult head(Node node, int depth) {
                if (node instanceof TextNode words) {
                    text.append(spacing.apply(words.getWholeText()));
                } else if (node instanceof Element inner && inner != element) {
                    if (isRemoved(inner) || skipped.test(inner)) {
                        return FilterResult.SKIP_ENTIRELY;
                    }
                    if (inner.normalName().equals("br") || isBlock(inner)) {
                        text.append('\n');
                    }
                }
                return FilterResult.CONTINUE;
            }

            @Override
            public FilterResult tail(Node node, int depth) {
                if (node instanceof Element inner && inner != element && isBlock(inner)) {
                    text.append('\n');
                }
                return FilterResult.CONTINUE;
            }
        });
        return text.toString();
    }
}
