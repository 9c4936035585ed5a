package bantin.body;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter.FilterResult;

/**
 * Makes the line breaks of text as WordPress stores it into {@code <br>}: its classic editor keeps paragraphs as lines
 * with a blank line between, and WordPress sets them when it shows them ({@code wpautop} of
 * {@code wp-includes/formatting.php}). HTML of any other origin is left alone: there, line breaks are white space.
 */
final class BlankLines {

    /** Within these, line breaks are white space in any case, or are kept. */
    private static final Set<String> SET_ALREADY = Set.of(
            "p",
            "li",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "pre",
            "listing",
            "xmp",
            "plaintext",
            "table",
            "figure",
            "figcaption",
            "dt",
            "dd",
            "textarea",
            "noscript");

    private static final Pattern BLANK_LINE = Pattern.compile("\\n[ \\t\\r\\u00A0]*\\n");

    private BlankLines() {}

    static void toBreaks(Document page, String html) {
        if (!html.contains("<!-- wp:") && isRaw(page.body())) {
            for (TextNode text : looseTexts(page.body())) {
                breakLines(text);
            }
        }
    }

    /** Whether text that no element holds has a blank line in it, as no author of HTML would have it. */
    private static boolean isRaw(Element body) {
        boolean hasText = false;
        boolean hasBlankLine = false;
        for (Node node : body.childNodes()) {
            if (node instanceof TextNode words) {
                String text = words.getWholeText();
                var blank = BLANK_LINE.matcher(text);
                boolean isBlank = text.isBlank();
                if (hasBlankLine && !isBlank) {
                    return true;
                }
                int from = hasText ? 0 : text.length() - text.stripLeading().length();
                if (blank.find(from)) {
                    if (!text.substring(blank.end()).isBlank()) {
                        return true;
                    }
                    hasBlankLine = hasText || !isBlank;
                }
                hasText |= !isBlank;
            } else if (node instanceof Element element) {
                if (HtmlElements.isBlock(element)) {
                    hasText = false;
                    hasBlankLine = false;
                } else if (hasBlankLine) {
                    return true;
                } else {
                    hasText |= element.hasText();
                }
            }
        }
        return false;
    }

    private static List<TextNode> looseTexts(Element body) {
        var texts = new ArrayList<TextNode>();
        body.filter((node, depth) -> {
            if (node instanceof TextNode words) {
                texts.add(words);
            }
            boolean isSet = node instanceof Element element && SET_ALREADY.contains(element.normalName());
            return isSet ? FilterResult.SKIP_ENTIRELY : FilterResult.CONTINUE;
        });
        return texts;
    }

    /** WordPress embeds what an address alone in its line leads to (oEmbed). */
    private static Node embed(String url) {
        var figure = new Element("figure").addClass("wp-block-embed");
        figure.appendElement("div").addClass("wp-block-embed__wrapper").text(url);
        return figure;
    }

    /** A line break behind a {@code <br>} is none of its own. */
    private static void breakLines(TextNode words) {
        String text = words.getWholeText().replace("\r\n", "\n").replace('\r', '\n');
        boolean isBehindBreak = words.previousSibling() instanceof Element before
                && before.normalName().equals("br");
        if (isBehindBreak && text.stripLeading().length() < text.length()) {
            text = text.replaceFirst("^[ \\t]*\\n", "");
        }
        if (text.indexOf('\n') < 0) {
            return;
        }
        var lines = new Element("span");
        boolean isFirst = true;
        for (String line : text.split("\n", -1)) {
            if (!isFirst) {
                lines.appendElement("br");
            }
            String stripped = line.strip();
            boolean isAddress =
                    stripped.indexOf(' ') < 0 && EmbedProvider.of(stripped).isPresent();
            lines.appendChild(isAddress ? embed(stripped) : new TextNode(line));
            isFirst = false;
        }
        words.replaceWith(lines);
    }
}
