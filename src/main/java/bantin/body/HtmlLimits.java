package bantin.body;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HTML that the parser would choke on: it is linear in what pages hold, but takes the square of some nestings. */
final class HtmlLimits {

    /**
     * Elements in which formatting begins anew (a marker in the list of active formatting elements, in the words of the HTML
     * standard). Where elements nest too deep the parser forgets them but keeps their markers, and looks through all of these
     * for each further element. Of cells, each table has no more than one open.
     */
    private static final Pattern WITH_MARKER =
            Pattern.compile("<(?:table|caption|marquee|object|applet)\\b", Pattern.CASE_INSENSITIVE);

    /** In one page, nested or not. */
    static final int MAX_MARKERS = 1_000;

    private HtmlLimits() {}

    /** Takes tables, and what else begins formatting anew, for divisions where there are too many: their text stays. */
    static String withBearableNesting(String html) {
        Matcher tag = WITH_MARKER.matcher(html);
        for (int markers = 0; markers < MAX_MARKERS; markers++) {
            if (!tag.find()) {
                return html;
            }
        }
        var bearable = new StringBuilder(html.length());
        int copied = 0;
        while (tag.find()) {
            bearable.append(html, copied, tag.start()).append("<div");
            copied = tag.end();
        }
        return bearable.append(html, copied, html.length()).toString();
    }
}
