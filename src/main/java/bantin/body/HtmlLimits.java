package bantin.body;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Limits constructs of HTML for which the parser, otherwise linear, takes quadratic time. */
final class HtmlLimits {

    /**
     * Elements that insert a marker into the list of active formatting elements (section 13.2.4.3 of the WHATWG's HTML
     * standard). The parser drops elements that are nested too deep but keeps their markers, and searches all of them
     * for each further element. Cells insert markers too, but a table has at most one open cell.
     */
    private static final Pattern WITH_MARKER =
            Pattern.compile("<(?:table|caption|marquee|object|applet)\\b", Pattern.CASE_INSENSITIVE);

    /** Elements with markers in one page, nested or not. */
    static final int MAX_MARKERS = 1_000;

    private HtmlLimits() {}

    /**
     * Turns the elements with markers beyond {@value #MAX_MARKERS} into {@code <p>}, which keep their text and do not
     * nest.
     */
    static String withLimitedMarkers(String html) {
        Matcher tag = WITH_MARKER.matcher(html);
        for (int markers = 0; markers < MAX_MARKERS; markers++) {
            if (!tag.find()) {
                return html;
            }
        }
        var limited = new StringBuilder(html.length());
        int copied = 0;
        while (tag.find()) {
            limited.append(html, copied, tag.start()).append("<p");
            copied = tag.end();
        }
        return limited.append(html, copied, html.length()).toString();
    }
}
