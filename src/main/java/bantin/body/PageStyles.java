package bantin.body;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Copies declarations of a page's {@code <style>} sheets into the {@code style} attributes of elements by class, if
 * they mean marks or alignment: word processors export bold text as {@code <span class="c3">}. Only rules for a single
 * class, or for an element with a single class, are applied.
 */
final class PageStyles {

    private static final Set<String> PROPERTIES =
            Set.of("font-weight", "font-style", "text-decoration", "vertical-align", "text-align");
    private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z][a-zA-Z0-9]{0,9})?\\.([A-Za-z_][\\w-]{0,99})");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Set<String> HEADINGS = Set.of("h1", "h2", "h3", "h4", "h5", "h6", "th");

    /** More rules than word processors write. */
    private static final int MAX_RULES = 5_000;

    private static final int MAX_CLASSES = 20;

    /**
     * Declarations by selector ({@code .class} or {@code element.class}) and property: of several, the last one counts.
     */
    private final Map<String, Map<String, Declaration>> rules = new HashMap<>();

    private int count;

    /** @param rule number of its rule in the page */
    private record Declaration(String value, int rule) {}

    private PageStyles() {}

    static void inline(Document page) {
        var styles = new PageStyles();
        page.getElementsByTag("style").forEach(sheet -> styles.read(sheet.data()));
        if (!styles.rules.isEmpty()) {
            page.body().select("[class]").forEach(styles::inline);
        }
    }

    private void read(String sheet) {
        String css = withoutComments(sheet);
        int position = 0;
        while (count < MAX_RULES) {
            int open = css.indexOf('{', position);
            int close = open < 0 ? -1 : css.indexOf('}', open);
            if (close < 0) {
                return;
            }
            String selectors = css.substring(position, open).strip();
            boolean isAtRule = selectors.startsWith("@");
            int inner = css.indexOf('{', open + 1);
            if (isAtRule && inner > 0 && inner < close) {
                position = endOfBlock(css, open);
                continue;
            }
            if (!isAtRule) {
                read(selectors, css.substring(open + 1, close));
            }
            position = close + 1;
        }
    }

    private static String withoutComments(String sheet) {
        var css = new StringBuilder();
        int position = 0;
        int open = sheet.indexOf("/*");
        while (open >= 0) {
            css.append(sheet, position, open);
            int close = sheet.indexOf("*/", open + 2);
            position = close < 0 ? sheet.length() : close + 2;
            open = sheet.indexOf("/*", position);
        }
        css.append(sheet, position, sheet.length());
        return css.toString().replace("<!--", " ").replace("-->", " ");
    }

    private static int endOfBlock(String css, int open) {
        int depth = 0;
        for (int i = open; i < css.length(); i++) {
            depth += css.charAt(i) == '{' ? 1 : css.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        return css.length();
    }

    private void read(String selectors, String block) {
        Map<String, String> declarations =
                new HashMap<>(InlineStyle.parse(block).declarations());
        declarations.keySet().retainAll(PROPERTIES);
        declarations.values().removeIf(value -> value.length() > 40);
        if (declarations.isEmpty()) {
            return;
        }
        for (String selector : selectors.split(",")) {
            Matcher one = SELECTOR.matcher(selector.strip());
            if (one.matches()) {
                count++;
                String element = one.group(1) == null ? "" : one.group(1).toLowerCase(Locale.ROOT);
                Map<String, Declaration> known =
                        rules.computeIfAbsent(element + "." + one.group(2), any -> new HashMap<>());
                declarations.forEach((property, value) -> known.put(property, new Declaration(value, count)));
            }
        }
    }

    private void inline(Element element) {
        Map<String, String> declarations = new HashMap<>();
        String[] classes = SPACES.split(element.className().strip());
        for (int i = 0; i < Math.min(classes.length, MAX_CLASSES); i++) {
            var ofClass = new HashMap<>(rules.getOrDefault("." + classes[i], Map.of()));
            rules.getOrDefault(element.normalName() + "." + classes[i], Map.of())
                    .forEach((property, declaration) ->
                            ofClass.merge(property, declaration, (one, other) -> one.rule > other.rule ? one : other));
            ofClass.forEach((property, declaration) -> declarations.put(property, declaration.value));
        }
        if (HEADINGS.contains(element.normalName())) {
            declarations.remove("font-weight");
        }
        if (isLink(element)) {
            declarations.remove("text-decoration");
        }
        if (!declarations.isEmpty()) {
            var style = new StringBuilder();
            declarations.forEach((property, value) ->
                    style.append(property).append(':').append(value).append(';'));
            element.attr("style", style.append(element.attr("style")).toString());
        }
    }

    /** Whether the element is or contains a link, or is in one: links are underlined in any case. */
    private static boolean isLink(Element element) {
        return element.normalName().equals("a")
                || element.children().stream()
                        .anyMatch(child -> child.normalName().equals("a") && child.hasAttr("href"))
                || (element.parent() != null && element.parent().normalName().equals("a"));
    }
}
