package bantin.body;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;

/**
 * Converts the lists, titles and links in HTML of word processors to usual HTML.
 *
 * <p>Microsoft Word exports a list item as a paragraph with {@code style="mso-list:l0 level1 lfo1"} or a class such as
 * {@code MsoListParagraph}. The bullet or number is text before it: in a {@code span} with {@code mso-list:Ignore}, or
 * between the comments {@code [if !supportLists]} and {@code [endif]}. Google Docs exports flat lists whose class ends
 * in their level, such as {@code lst-kix_x-1}, and links through a redirect of its own.
 */
final class WordProcessors {

    private static final Evaluator TIDIED = Selector.evaluatorOf("p, div, ul, ol, a");

    private static final Pattern MSO_LIST = Pattern.compile("mso-list\\s{0,9}:\\s{0,9}(\\w{1,20})\\s{1,9}level(\\d)");
    private static final Pattern MSO_CLASS =
            Pattern.compile("(?:^|\\s)MsoList(?:Paragraph|Bullet|Number)(?:CxSp\\w{1,9})?(\\d?)(?:\\s|$)");
    private static final Pattern MARGIN = Pattern.compile("(\\d{0,4}(?:\\.\\d{1,4})?)(pt|in|cm|mm|px)");
    private static final Map<String, Double> POINTS =
            Map.of("pt", 1.0, "in", 72.0, "cm", 28.35, "mm", 2.835, "px", 0.75);

    /** Word's indentation of each level, in points. */
    private static final double INDENT = 36;

    private static final int MAX_MARKER_NODES = 20;

    private static final String BULLETS = "·•o§\\-–—ØüvqnlwàŸ◦▪■□●○➢✓✔❖*¨\\uF000-\\uF0FF";
    private static final String NUMBER = "\\(?(?:\\d{1,3}\\.){0,8}(?:\\d{1,4}|[a-zA-Z]|[ivxlcIVXLC]{1,8})[.)]|\\d{1,4}";
    private static final Pattern MARKER = Pattern.compile("[" + BULLETS + "]|" + NUMBER);
    private static final Pattern LEADING_MARKER =
            Pattern.compile("^[\\s\\u00A0]*([" + BULLETS + "]|" + NUMBER + ")[\\s\\u00A0]*\\u00A0[\\s\\u00A0]*");
    private static final Pattern DECIMAL = Pattern.compile("\\(?(?:\\d{1,3}\\.){0,8}(\\d{1,4})[.)]?");
    private static final Pattern KIX = Pattern.compile("(?:^|\\s)lst-kix_\\w{1,40}-(\\d)(?:\\s|$)");
    private static final Pattern REDIRECT = Pattern.compile(
            "https?://(?:www\\.google\\.com/url\\?(?:[^#]*&)?q|l\\.facebook\\.com/l\\.php\\?u)=([^&#]+).*");

    /** The last numbers of each list, by its name in the page; the index is the level. */
    private final Map<String, int[]> counts = new HashMap<>();

    private WordProcessors() {}

    static void tidy(Document page) {
        var word = new WordProcessors();
        for (Element element : new ArrayList<>(page.body().select(TIDIED))) {
            switch (element.normalName()) {
                case "a" -> skipRedirect(element);
                case "ul", "ol" -> nest(element);
                default -> word.tidyParagraph(element);
            }
        }
    }

    /** Replaces a link through a redirect of Google Docs or Facebook by its target. */
    private static void skipRedirect(Element link) {
        String href = link.attr("href");
        Matcher redirect = href.length() > 4_000 ? null : REDIRECT.matcher(href);
        if (redirect != null && redirect.matches()) {
            try {
                link.attr("href", URLDecoder.decode(redirect.group(1), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException malformed) {
                // The link keeps its address.
                return;
            }
        }
    }

    /** Nests a list of Google Docs by the level in its class. */
    private static void nest(Element list) {
        Matcher kix = KIX.matcher(list.className());
        if (kix.find()) {
            wrap(list, Integer.parseInt(kix.group(1)));
        }
    }

    private static void wrap(Element element, int times) {
        for (int i = 0; i < times; i++) {
            wrap(element, "ul");
        }
    }

    /** Does the same as {@link Element#wrap}, which takes much longer because it parses its argument. */
    private static void wrap(Element element, String tag) {
        var wrapper = new Element(tag);
        element.replaceWith(wrapper);
        wrapper.appendChild(element);
    }

    private void tidyParagraph(Element paragraph) {
        if (!paragraph.hasAttr("class") && !paragraph.hasAttr("style")) {
            return;
        }
        Set<String> classes = paragraph.classNames();
        if (classes.contains("MsoTitle")) {
            paragraph.tagName("h1");
        } else if (classes.contains("MsoQuote") || classes.contains("MsoIntenseQuote")) {
            paragraph.tagName("blockquote");
        } else if (!paragraph.attr("style").isEmpty() || !classes.isEmpty()) {
            tidyItem(paragraph);
        }
    }

    private void tidyItem(Element paragraph) {
        Matcher list = MSO_LIST.matcher(paragraph.attr("style"));
        boolean isListed = list.find();
        Matcher named = MSO_CLASS.matcher(paragraph.className());
        if ((!isListed && !named.find()) || containsBlocks(paragraph)) {
            return;
        }
        String marker = takeMarker(paragraph);
        if (marker == null && !isListed) {
            return;
        }
        int level = isListed ? Integer.parseInt(list.group(2)) : level(paragraph, named.group(1));
        boolean isNumbered = marker != null && marker.matches(NUMBER);
        String name = isListed ? list.group(1) : "";
        int[] numbers = counts.computeIfAbsent(name, any -> new int[10]);
        if (isNumbered) {
            Matcher decimal = DECIMAL.matcher(marker);
            numbers[level] = decimal.matches() ? Integer.parseInt(decimal.group(1)) : numbers[level] + 1;
            paragraph.attr("value", Integer.toString(numbers[level]));
        }
        for (int deeper = level + 1; deeper < numbers.length; deeper++) {
            numbers[deeper] = 0;
        }
        paragraph.tagName("li");
        wrap(paragraph, isNumbered ? "ol" : "ul");
        wrap(paragraph.parent(), level - 1);
    }

    private static boolean containsBlocks(Element paragraph) {
        return paragraph.stream().skip(1).anyMatch(HtmlElements::isBlock);
    }

    private static int level(Element paragraph, String classLevel) {
        if (!classLevel.isEmpty()) {
            return Math.max(1, Integer.parseInt(classLevel));
        }
        InlineStyle style = InlineStyle.of(paragraph);
        String margin = style.get("margin-left");
        String[] sides = style.get("margin").split("\\s+");
        Matcher length = MARGIN.matcher(margin.isEmpty() && sides.length == 4 ? sides[3] : margin);
        if (!length.matches() || length.group(1).isEmpty()) {
            return 1;
        }
        double points = Double.parseDouble(length.group(1)) * POINTS.get(length.group(2));
        return (int) Math.max(1, Math.min(9, Math.round(points / INDENT)));
    }

    /** Removes the bullet or number from a paragraph and returns it; null when it has none. */
    private static String takeMarker(Element paragraph) {
        for (Element span : paragraph.getElementsByTag("span")) {
            if (span.attr("style").contains("mso-list") && span.attr("style").contains("Ignore")) {
                return take(span);
            }
        }
        List<Node> between = betweenComments(paragraph);
        if (!between.isEmpty() && between.size() <= MAX_MARKER_NODES) {
            var text = new StringBuilder();
            between.forEach(node -> text.append(node instanceof Element element ? element.text() : node.toString()));
            between.forEach(Node::remove);
            return stripped(text.toString().replace("&nbsp;", " "));
        }
        Element first = firstElement(paragraph);
        if (first != null && MARKER.matcher(stripped(first.text())).matches()) {
            return take(first);
        }
        return takeLeadingText(paragraph);
    }

    private static String take(Element marker) {
        String text = stripped(marker.text());
        marker.remove();
        return text;
    }

    private static String stripped(String text) {
        return text.replace('\u00A0', ' ').strip();
    }

    private static List<Node> betweenComments(Element paragraph) {
        var between = new ArrayList<Node>();
        boolean isBetween = false;
        for (Node node : paragraph.childNodes()) {
            if (node instanceof Comment comment) {
                if (comment.getData().contains("!supportLists")) {
                    isBetween = true;
                } else if (isBetween && comment.getData().contains("endif")) {
                    return between;
                }
            } else if (isBetween) {
                between.add(node);
            }
        }
        return List.of();
    }

    private static Element firstElement(Element paragraph) {
        for (Node node : paragraph.childNodes()) {
            if (node instanceof Element element && !element.text().isBlank()) {
                return element;
            }
            if (node instanceof TextNode words && !words.isBlank()) {
                return null;
            }
        }
        return null;
    }

    /** Removes a marker that is part of the text, which some versions of Word separate by no-break spaces. */
    private static String takeLeadingText(Element paragraph) {
        var texts = new ArrayList<TextNode>();
        paragraph.forEachNode(node -> {
            if (texts.isEmpty() && node instanceof TextNode words && !words.isBlank()) {
                texts.add(words);
            }
        });
        if (texts.isEmpty()) {
            return null;
        }
        String text = texts.get(0).getWholeText();
        Matcher marker = LEADING_MARKER.matcher(text);
        if (!marker.find()) {
            return null;
        }
        texts.get(0).text(text.substring(marker.end()));
        return marker.group(1);
    }
}
