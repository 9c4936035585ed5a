package bantin.body;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the tags of WordPress shortcodes in HTML. Text in brackets is a shortcode if it has attributes or a closing
 * tag, or if it is one that WordPress knows without these.
 */
final class ShortcodeParser {

    private static final String QUOTE = "(?:\"|'|“|”|″|&quot;|&#8220;|&#8221;|&#8243;|&#0?39;|&#8217;|&#8216;)";
    private static final String ATTRIBUTE =
            "\\s++([A-Za-z_][\\w-]{0,49})\\s{0,3}=\\s{0,3}(?:" + QUOTE + "(.*?)" + QUOTE + "(?=\\s|$)|([^\\s\"'\\]]+))";
    private static final Pattern ATTRIBUTES = Pattern.compile(ATTRIBUTE, Pattern.DOTALL);
    private static final Pattern OPENING =
            Pattern.compile("([a-zA-Z][\\w-]{0,49})(=\\S+|\\s[^\\[\\]<>]*|)", Pattern.DOTALL);
    static final Pattern CLOSING = Pattern.compile("\\[/([a-zA-Z][\\w-]{0,49})\\s{0,9}]");
    private static final Pattern WHOLE_TAG =
            Pattern.compile("<(pre|code|script|style|textarea|xmp)\\b", Pattern.CASE_INSENSITIVE);

    /** Shortcodes that are recognized without attributes and without a closing tag. */
    private static final Set<String> BARE =
            Set.of("gallery", "toc", "ez-toc", "playlist", "nextpage", "adsense", "ads", "adrotate", "contact-form");

    static final Set<String> EMBEDS = Set.of("embed", "youtube", "vimeo", "soundcloud", "tiktok", "instagram");
    private static final Set<String> WITH_CONTENT =
            Set.of("caption", "wp_caption", "embed", "youtube", "vimeo", "soundcloud", "tiktok", "instagram");
    private static final TreeSet<Integer> NONE = new TreeSet<>();

    /** Characters between the brackets. */
    private static final int MAX_LENGTH = 2_000;

    /** Characters between an opening and a closing tag. */
    private static final int MAX_CONTENT = 5_000;

    private final String html;

    /** The positions of closing tags by name. */
    private final Map<String, TreeSet<Integer>> closings = new HashMap<>();

    private final Set<String> opened = new HashSet<>();
    private boolean isTagUnclosed;

    /**
     * A shortcode's opening or closing tag.
     *
     * @param value the address after the name, as in {@code [youtube=https://…]}; null when there is none
     * @param isEscaped whether it is in double brackets, which mean the text of a shortcode
     * @param start index of its first bracket
     * @param end index after its last bracket
     */
    record Shortcode(
            String name,
            String value,
            Map<String, String> attributes,
            boolean isClosing,
            boolean isEscaped,
            int start,
            int end) {}

    ShortcodeParser(String html) {
        this.html = html;
        Matcher closing = CLOSING.matcher(html);
        while (closing.find()) {
            closings.computeIfAbsent(closing.group(1), name -> new TreeSet<>()).add(closing.start());
        }
    }

    /** The shortcode tag that begins at a bracket; empty when there is none. */
    Optional<Shortcode> at(int start) {
        boolean isEscaped = html.startsWith("[[", start);
        int from = isEscaped ? start + 2 : start + 1;
        int close = endOfBrackets(from);
        if (close < 0) {
            return Optional.empty();
        }
        boolean isClosing = html.startsWith("/", from);
        String inner = html.substring(isClosing ? from + 1 : from, close);
        Matcher opening = OPENING.matcher(inner.endsWith("/") ? inner.substring(0, inner.length() - 1) : inner);
        if (!opening.matches() || (isEscaped && !html.startsWith("]]", close))) {
            return Optional.empty();
        }
        String name = opening.group(1);
        String rest = opening.group(2);
        boolean isUrl = EMBEDS.contains(name) && rest.strip().startsWith("http");
        String value = rest.startsWith("=") ? rest.substring(1) : isUrl ? rest.strip() : null;
        Map<String, String> attributes = attributes(rest);
        boolean isShortcode = name.equals(name.toLowerCase(Locale.ROOT))
                && (isClosing
                        ? rest.isBlank() && opened.contains(name)
                        : (attributes != null && !attributes.isEmpty())
                                || (rest.isBlank() && BARE.contains(name))
                                || (value != null && EMBEDS.contains(name))
                                || isClosedAfter(name, close));
        return isShortcode
                ? Optional.of(new Shortcode(
                        name,
                        value,
                        attributes == null ? Map.of() : attributes,
                        isClosing,
                        isEscaped,
                        start,
                        isEscaped ? close + 2 : close + 1))
                : Optional.empty();
    }

    /** The index of the closing bracket; negative if other brackets or a tag come first, or if it is too far away. */
    private int endOfBrackets(int from) {
        for (int i = from; i < Math.min(html.length(), from + MAX_LENGTH); i++) {
            char c = html.charAt(i);
            if (c == ']') {
                return i;
            }
            if (c == '[' || c == '<' || c == '>') {
                return -1;
            }
        }
        return -1;
    }

    private boolean isClosedAfter(String name, int position) {
        return closings.containsKey(name) && closings.get(name).higher(position) != null;
    }

    /** The attributes in a text by their names; null when the text is something else. */
    private static Map<String, String> attributes(String text) {
        var attributes = new LinkedHashMap<String, String>();
        Matcher attribute = ATTRIBUTES.matcher(text);
        int end = 0;
        while (attribute.region(end, text.length()).lookingAt()) {
            String value = attribute.group(2) == null ? attribute.group(3) : attribute.group(2);
            attributes.put(attribute.group(1).toLowerCase(Locale.ROOT), value);
            end = attribute.end();
        }
        return text.substring(end).isBlank() ? attributes : null;
    }

    /** The text between an opening tag and its closing tag; null when that is missing or too far away. */
    String content(Shortcode shortcode) {
        Integer close = shortcode.isClosing || !WITH_CONTENT.contains(shortcode.name)
                ? null
                : closings.getOrDefault(shortcode.name, NONE).ceiling(shortcode.end);
        return close == null || close - shortcode.end > MAX_CONTENT ? null : html.substring(shortcode.end, close);
    }

    /** Makes closing tags of the name shortcodes from here on. */
    void open(String name) {
        opened.add(name);
    }

    /** The index after the HTML tag, comment or element with literal text that begins at a {@code <}. */
    int afterTag(int start) {
        if (html.startsWith("<!--", start)) {
            return indexAfter("-->", start);
        }
        Matcher whole = WHOLE_TAG.matcher(html).region(start, html.length());
        if (whole.lookingAt()) {
            int end = indexOfIgnoringCase("</" + whole.group(1), start);
            return end < 0 ? html.length() : end;
        }
        boolean isTag = !isTagUnclosed
                && start + 1 < html.length()
                && (Character.isLetter(html.charAt(start + 1)) || html.charAt(start + 1) == '/');
        return isTag ? afterAttributes(start + 1) : start + 1;
    }

    private int indexAfter(String end, int start) {
        int index = html.indexOf(end, start);
        return index < 0 ? html.length() : index + end.length();
    }

    private int indexOfIgnoringCase(String text, int start) {
        for (int i = start; i <= html.length() - text.length(); i++) {
            if (html.regionMatches(true, i, text, 0, text.length())) {
                return i;
            }
        }
        return -1;
    }

    /**
     * The index after the {@code >} of a tag. Once there is none, later tags are not searched: that would be quadratic.
     */
    private int afterAttributes(int start) {
        char quote = 0;
        for (int i = start; i < html.length(); i++) {
            char c = html.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '>') {
                return i + 1;
            } else if ((c == '"' || c == '\'') && html.charAt(i - 1) == '=') {
                quote = c;
            }
        }
        isTagUnclosed = true;
        return start;
    }
}
