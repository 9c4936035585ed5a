package bantin.body;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes the shortcodes of WordPress (<a href="https://codex.wordpress.org/Shortcode_API">Shortcode API</a>) as the
 * HTML that they stand for: a picture with its caption, a film, a page to embed. A gallery becomes its pictures if the
 * page shows them anywhere, else the element {@value #KEPT}, of which a node is made. Other shortcodes go, and what
 * stands between an opening and a closing one stays.
 *
 * <p>Words in brackets that are no shortcode stay as they are: one has attributes, or is closed, or is of WordPress's
 * own. What is in tags, comments and listings is no text and left alone.
 */
final class Shortcodes {

    /** Stands for a shortcode that is kept. */
    static final String KEPT = "bantin-shortcode";

    /** How the names of its attributes begin there. */
    static final String KEPT_ATTRIBUTE = "data-attribute-";

    private static final String QUOTE = "(?:\"|'|“|”|″|&quot;|&#8220;|&#8221;|&#8243;|&#0?39;|&#8217;|&#8216;)";
    private static final String ATTRIBUTE =
            "\\s++([A-Za-z_][\\w-]{0,49})\\s{0,3}=\\s{0,3}(?:" + QUOTE + "(.*?)" + QUOTE + "(?=\\s|$)|([^\\s\"'\\]]+))";
    private static final Pattern ATTRIBUTES = Pattern.compile(ATTRIBUTE, Pattern.DOTALL);
    private static final Pattern OPENING =
            Pattern.compile("([a-zA-Z][\\w-]{0,49})(=\\S+|\\s[^\\[\\]<>]*|)", Pattern.DOTALL);
    private static final Pattern CLOSING = Pattern.compile("\\[/([a-zA-Z][\\w-]{0,49})\\s{0,9}]");
    private static final Pattern WHOLE_TAG =
            Pattern.compile("<(pre|code|script|style|textarea|xmp)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern PICTURE = Pattern.compile(
            "\\s*((?:<a\\b[^>]*>\\s*)?<img\\b[^>]*>(?:\\s*</a>)?)(.*)", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Pattern UPLOAD =
            Pattern.compile("<img\\b[^>]{0,1000}\\bwp-image-(\\d{1,9})\\b[^>]*>", Pattern.CASE_INSENSITIVE);

    /** Those that need neither attributes nor an end. */
    private static final Set<String> BARE =
            Set.of("gallery", "toc", "ez-toc", "playlist", "nextpage", "adsense", "ads", "adrotate", "contact-form");

    private static final Set<String> MEDIA = Set.of("video", "audio");
    private static final Set<String> MEDIA_FILES =
            Set.of("src", "mp4", "m4v", "webm", "ogv", "mp3", "m4a", "ogg", "wav");
    private static final Set<String> EMBEDS = Set.of("embed", "youtube", "vimeo", "soundcloud", "tiktok", "instagram");
    private static final Set<String> WITH_CONTENT =
            Set.of("caption", "wp_caption", "embed", "youtube", "vimeo", "soundcloud", "tiktok", "instagram");
    private static final TreeSet<Integer> NONE = new TreeSet<>();
    private static final int MAX_LENGTH = 2_000;
    private static final int MAX_CONTENT = 5_000;

    /** Pictures that all galleries of a page may show together: a page names them in a few characters each. */
    private static final int MAX_GALLERY_PICTURES = 500;

    private final String html;
    private final Warnings warnings;
    private final StringBuilder written;

    /** Where each closing shortcode stands, by its name. */
    private final Map<String, TreeSet<Integer>> closings = new HashMap<>();

    private final Set<String> opened = new HashSet<>();
    private Map<String, String> uploads;
    private int galleryPictures;
    private boolean isTagUnclosed;

    private Shortcodes(String html, Warnings warnings) {
        this.html = html;
        this.warnings = warnings;
        written = new StringBuilder(html.length() + 64);
    }

    /** The page with all shortcodes expanded; the same string when there is none. */
    static String expand(String html, Warnings warnings) {
        return html.indexOf('[') < 0 ? html : new Shortcodes(html, warnings).expand();
    }

    /** Whether text that is written as HTML could be taken for a shortcode, or for the end of one. */
    static boolean mayBeIn(String text) {
        if (text.indexOf('[') < 0) {
            return false;
        }
        String html = HtmlWriter.escaped(text);
        return CLOSING.matcher(text).find() || !expand(html, new Warnings()).equals(html);
    }

    private String expand() {
        Matcher closing = CLOSING.matcher(html);
        while (closing.find()) {
            closings.computeIfAbsent(closing.group(1), name -> new TreeSet<>()).add(closing.start());
        }
        int position = 0;
        while (position < html.length()) {
            char c = html.charAt(position);
            int next = c == '<' ? behindTag(position) : position + 1;
            Optional<Shortcode> shortcode = c == '[' ? shortcodeAt(position) : Optional.empty();
            if (shortcode.isPresent()) {
                position = write(shortcode.get());
            } else {
                written.append(html, position, next);
                position = next;
            }
        }
        return written.toString();
    }

    /**
     * A shortcode's opening or closing tag.
     *
     * @param value what stands behind the name and {@code =}, as in {@code [youtube=https://…]}; null if nothing
     * @param end the index behind it
     */
    private record Shortcode(
            String name,
            String value,
            Map<String, String> attributes,
            boolean isClosing,
            boolean isEscaped,
            int start,
            int end) {}

    private Optional<Shortcode> shortcodeAt(int start) {
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
        boolean isAddress = EMBEDS.contains(name) && rest.strip().startsWith("http");
        String value = rest.startsWith("=") ? rest.substring(1) : isAddress ? rest.strip() : null;
        Map<String, String> attributes = attributes(rest);
        boolean isOne = name.equals(name.toLowerCase(Locale.ROOT))
                && (isClosing
                        ? rest.isBlank() && opened.contains(name)
                        : (attributes != null && !attributes.isEmpty())
                                || (rest.isBlank() && BARE.contains(name))
                                || (value != null && EMBEDS.contains(name))
                                || isClosedBehind(name, close));
        return isOne
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

    /** The index of the bracket that ends what begins here; negative if there is none near, or something else before. */
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

    private boolean isClosedBehind(String name, int position) {
        return closings.containsKey(name) && closings.get(name).higher(position) != null;
    }

    /** Null when the text is none of attributes. */
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

    /** Writes what a shortcode stands for, and returns the index behind what was used up of the page. */
    private int write(Shortcode shortcode) {
        if (shortcode.isEscaped) {
            written.append(html, shortcode.start + 1, shortcode.end - 1);
            return shortcode.end;
        }
        opened.add(shortcode.name);
        String content = content(shortcode);
        int behind = content == null ? shortcode.end : html.indexOf(']', shortcode.end + content.length()) + 1;
        switch (shortcode.name) {
            case "caption", "wp_caption" -> {
                if (content != null && writeCaptioned(shortcode, content)) {
                    return behind;
                }
            }
            case "gallery", "playlist" -> writeGallery(shortcode);
            default -> {
                String url = address(shortcode, content);
                if (url != null) {
                    writeMedium(shortcode.name, url);
                    return behind;
                }
                warn("removed-shortcode", shortcode, "was removed");
            }
        }
        return shortcode.end;
    }

    /** What stands between this one and the one that closes it; null when none does, or only far behind. */
    private String content(Shortcode shortcode) {
        Integer close = shortcode.isClosing || !WITH_CONTENT.contains(shortcode.name)
                ? null
                : closings.getOrDefault(shortcode.name, NONE).ceiling(shortcode.end);
        return close == null || close - shortcode.end > MAX_CONTENT ? null : html.substring(shortcode.end, close);
    }

    /** Since WordPress 3.4 the caption stands behind the picture, before that in an attribute. */
    private boolean writeCaptioned(Shortcode shortcode, String content) {
        Matcher picture = PICTURE.matcher(content);
        if (!picture.matches()) {
            return false;
        }
        String caption = shortcode.attributes.getOrDefault("caption", picture.group(2));
        written.append("<figure>").append(picture.group(1));
        written.append("<figcaption>").append(caption).append("</figcaption></figure>");
        return true;
    }

    private void writeGallery(Shortcode gallery) {
        String ids = gallery.attributes.getOrDefault("ids", gallery.attributes.getOrDefault("include", ""));
        String[] pictures = ids.isBlank() ? new String[0] : ids.strip().split("\\s*,\\s*");
        uploads = uploads == null ? uploads(html) : uploads;
        galleryPictures += pictures.length;
        boolean areKnown = pictures.length > 0
                && galleryPictures <= MAX_GALLERY_PICTURES
                && uploads.keySet().containsAll(List.of(pictures));
        if (areKnown) {
            for (String id : pictures) {
                written.append("<p>").append(uploads.get(id)).append("</p>");
            }
            return;
        }
        warn(
                "kept-shortcode",
                gallery,
                "was kept, but is not rendered: the page does not contain the URLs of its files");
        written.append('<')
                .append(KEPT)
                .append(" data-name=\"")
                .append(gallery.name)
                .append('"');
        gallery.attributes.forEach((name, value) -> written.append(' ')
                .append(KEPT_ATTRIBUTE)
                .append(name)
                .append("=\"")
                .append(HtmlWriter.escaped(value))
                .append('"'));
        written.append("></").append(KEPT).append('>');
    }

    /** The pictures of the page by the number that WordPress knows them by. */
    private static Map<String, String> uploads(String html) {
        var uploads = new HashMap<String, String>();
        Matcher img = UPLOAD.matcher(html);
        while (img.find()) {
            uploads.putIfAbsent(img.group(1), img.group());
        }
        return uploads;
    }

    /** The address of a film or of a page to embed; null when the shortcode has none. */
    private static String address(Shortcode shortcode, String content) {
        String url = null;
        if (MEDIA.contains(shortcode.name)) {
            url = MEDIA_FILES.stream()
                    .filter(shortcode.attributes::containsKey)
                    .sorted()
                    .map(shortcode.attributes::get)
                    .findFirst()
                    .orElse(null);
        } else if (EMBEDS.contains(shortcode.name)) {
            url = shortcode.value != null ? shortcode.value : shortcode.attributes.getOrDefault("url", content);
        }
        boolean isAddress = url != null && url.strip().matches("(?:https?:)?/{1,2}[^\\s<>\"]{1,1000}");
        return isAddress ? url.strip() : null;
    }

    private void writeMedium(String name, String url) {
        String address = url.contains("&amp;") ? url : HtmlWriter.escaped(url);
        if (MEDIA.contains(name)) {
            written.append("<figure><")
                    .append(name)
                    .append(" controls src=\"")
                    .append(address)
                    .append("\"></");
            written.append(name).append("></figure>");
        } else {
            written.append("<figure class=\"wp-block-embed\"><div class=\"wp-block-embed__wrapper\">\n");
            written.append(address).append("\n</div></figure>");
        }
    }

    private void warn(String code, Shortcode shortcode, String what) {
        if (!shortcode.isClosing) {
            warnings.add(
                    code,
                    "The shortcode " + HtmlElements.shortened(html.substring(shortcode.start, shortcode.end)) + " "
                            + what + ".");
        }
    }

    /** The index behind the tag, comment or whole listing that begins here. */
    private int behindTag(int start) {
        if (html.startsWith("<!--", start)) {
            return behind("-->", start);
        }
        Matcher whole = WHOLE_TAG.matcher(html).region(start, html.length());
        if (whole.lookingAt()) {
            int end = indexOfIgnoringCase("</" + whole.group(1), start);
            return end < 0 ? html.length() : end;
        }
        boolean isTag = !isTagUnclosed
                && start + 1 < html.length()
                && (Character.isLetter(html.charAt(start + 1)) || html.charAt(start + 1) == '/');
        return isTag ? behindAttributes(start + 1) : start + 1;
    }

    private int behind(String end, int start) {
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

    private int behindAttributes(int start) {
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
