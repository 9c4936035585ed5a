package bantin.body;

import java.util.Set;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/**
 * Adds warnings of what {@link HtmlReader} removes from a page: {@code removed-script} (scripts and event handlers),
 * {@code removed-form-control}, {@code removed-frame}, {@code replaced-frame} (by a link), {@code removed-hidden},
 * {@code removed-link} (an unsafe address; its text stays) and {@code removed-element}. {@link PageImages} adds
 * {@code removed-picture}. There are no warnings of style sheets, metadata and comments, which readers do not see.
 */
final class RemovedContent implements NodeFilter {

    private static final Set<String> SILENT = Set.of(
            "area",
            "base",
            "basefont",
            "bgsound",
            "col",
            "colgroup",
            "link",
            "map",
            "meta",
            "noembed",
            "noframes",
            "noscript",
            "param",
            "rp",
            "source",
            "style",
            "template",
            "title",
            "track",
            "xml");
    private static final Set<String> FORM_CONTROLS = Set.of(
            "button",
            "command",
            "datalist",
            "input",
            "keygen",
            "meter",
            "optgroup",
            "option",
            "output",
            "progress",
            "select",
            "textarea");
    private static final Set<String> FRAMES = Set.of("frame", "frameset", "iframe");

    /** Characters of the text before the removed element in a message. */
    private static final int CONTEXT = 40;

    private static final int MAX_ADDRESS = 200;

    private final Warnings warnings;
    private final StringBuilder before = new StringBuilder();

    private RemovedContent(Warnings warnings) {
        this.warnings = warnings;
    }

    static void report(Document page, Warnings warnings) {
        page.filter(new RemovedContent(warnings));
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (node instanceof TextNode words) {
            remember(words.getWholeText());
        } else if (node instanceof Element element) {
            var embed = EmbedReader.find(element);
            if (embed.isPresent()) {
                if (embed.get().kind() == EmbedReader.Kind.LINK) {
                    warn("replaced-frame", named(element), "was replaced by a link");
                }
                return FilterResult.SKIP_ENTIRELY;
            }
            boolean isHead = element.normalName().equals("head");
            if (!isHead && HtmlElements.isRemoved(element)) {
                report(element);
                return FilterResult.SKIP_ENTIRELY;
            }
            remember(" ");
            reportAttributes(element);
        }
        return FilterResult.CONTINUE;
    }

    private void remember(String text) {
        before.append(text, Math.max(0, text.length() - 4 * CONTEXT), text.length());
        if (before.length() > 1_000) {
            before.delete(0, before.length() - 4 * CONTEXT);
        }
    }

    private void report(Element element) {
        String name = element.normalName();
        if (SILENT.contains(name)) {
            return;
        }
        boolean isHidden = element.hasAttr("hidden") || InlineStyle.of(element).isHidden();
        if (name.equals("script")) {
            warn("removed-script", named(element));
        } else if (FORM_CONTROLS.contains(name)) {
            warn("removed-form-control", named(element));
        } else if (FRAMES.contains(name)) {
            warn("removed-frame", named(element));
        } else if (isHidden && element.hasText()) {
            warn("removed-hidden", "A hidden " + named(element));
        } else if (!isHidden) {
            warn("removed-element", named(element));
        }
    }

    private void reportAttributes(Element element) {
        for (Attribute attribute : element.attributes()) {
            if (attribute.getKey().startsWith("on")) {
                warn("removed-script", "The attribute " + attribute.getKey() + " of " + named(element));
            }
        }
        String href = element.normalName().equals("a") ? element.attr("href") : "";
        if (!href.isBlank() && SafeUrl.importedLink(href).isEmpty()) {
            warn("removed-link", "The URL of " + named(element));
        }
    }

    private static String named(Element element) {
        String address = element.hasAttr("src")
                ? element.attr("src")
                : element.hasAttr("href") ? element.attr("href") : element.attr("data");
        String shown = TextCleaner.line(address.substring(0, Math.min(address.length(), MAX_ADDRESS)));
        return "<" + element.normalName() + ">" + (shown == null ? "" : " (" + shown + ")");
    }

    private void warn(String code, String what) {
        warn(code, what, "was removed");
    }

    private void warn(String code, String what, String fate) {
        String text = TextCleaner.line(before.substring(Math.max(0, before.length() - CONTEXT)));
        warnings.add(code, what + " " + fate + (text == null ? " at the beginning." : " after “" + text + "”."));
    }
}
