package bantin.body;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Tag;
import org.jsoup.select.NodeFilter.FilterResult;

/**
 * Turns line breaks into {@code <br>} in HTML that the classic editor of WordPress has stored. It stores paragraphs as
 * lines separated by blank lines, and adds the elements when it renders them ({@code wpautop} in
 * {@code wp-includes/formatting.php}). In other HTML, line breaks are white space, and this class changes nothing.
 */
final class BlankLines {

    /** In these elements WordPress does not convert line breaks. */
    private static final Set<String> NOT_CONVERTED = Set.of(
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

    /** Made once, since looking a tag up takes longer than making an element. */
    private static final Tag BR = Tag.valueOf("br");

    private static final Tag SPAN = Tag.valueOf("span");

    private BlankLines() {}

    static void toBreaks(Document page, String html) {
        if (!html.contains("<!-- wp:") && isRaw(page.body())) {
            for (TextNode text : looseTexts(page.body())) {
                breakLines(text);
            }
        }
    }

    /**
     * Whether text outside of all block elements contains a blank line, which is typical of the classic editor only.
     */
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
            boolean isSkipped = node instanceof Element element && NOT_CONVERTED.contains(element.normalName());
            return isSkipped ? FilterResult.SKIP_ENTIRELY : FilterResult.CONTINUE;
        });
        return texts;
    }

    /** The figure of a page to embed: WordPress embeds the page at an address that is alone on its line (oEmbed). */
    private static Node embed(String url) {
        var figure = new Element("figure").addClass("wp-block-embed");
        figure.appendElement("div").addClass("wp-block-embed__wrapper").text(url);
        return figure;
    }

    /** Converts the line breaks of a text. One directly after a {@code <br>} is part of that. */
    private static void breakLines(TextNode words) {
        String text = words.getWholeText().replace("\r\n", "\n").replace('\r', '\n');
        boolean isAfterBreak = words.previousSibling() instanceof Element before
                && before.normalName().equals("br");
        if (isAfterBreak && text.stripLeading().length() < text.length()) {
            text = text.replaceFirst("^[ \\t]*\\n", "");
        }
        if (text.indexOf('\n') < 0) {
            return;
        }
        var lines = new Element(SPAN, "");
        boolean isFirst = true;
        for (String line : text.split("\n", -1)) {
            if (!isFirst) {
                lines.appendChild(new Element(BR, ""));
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
