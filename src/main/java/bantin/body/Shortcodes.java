package bantin.body;

import bantin.body.ShortcodeParser.Shortcode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces the shortcodes of WordPress (<a href="https://codex.wordpress.org/Shortcode_API">Shortcode API</a>) by the
 * HTML that they stand for: a picture with its caption, a video or audio player, an embedded page. A gallery becomes
 * its pictures if the page contains them, else the element {@value #KEPT}, which becomes a node of the type
 * {@code shortcode}. Other shortcodes are removed, but not the text between their tags.
 *
 * <p>Other text in brackets is kept, and so is everything in HTML tags, comments and preformatted text.
 */
final class Shortcodes {

    /** The element that represents a kept shortcode in the expanded HTML. */
    static final String KEPT = "bantin-shortcode";

    /** Prefix of the attributes of that element that represent the shortcode's. */
    static final String KEPT_ATTRIBUTE = "data-attribute-";

    private static final Pattern PICTURE = Pattern.compile(
            "\\s*((?:<a\\b[^>]*+>\\s*)?<img\\b[^>]*+>(?:\\s*</a>)?)(.*)", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Pattern UPLOAD =
            Pattern.compile("<img\\b[^>]{0,1000}\\bwp-image-(\\d{1,9})\\b[^>]*>", Pattern.CASE_INSENSITIVE);

    private static final Set<String> MEDIA = Set.of("video", "audio");
    private static final Set<String> MEDIA_FILES =
            Set.of("src", "mp4", "m4v", "webm", "ogv", "mp3", "m4a", "ogg", "wav");

    /** Pictures in all galleries of a page: each is named in a few characters, but becomes a whole element. */
    private static final int MAX_GALLERY_PICTURES = 500;

    private final String html;
    private final Warnings warnings;
    private final StringBuilder written;
    private final ShortcodeParser parser;
    private Map<String, String> uploads;
    private int galleryPictures;

    private Shortcodes(String html, Warnings warnings) {
        this.html = html;
        this.warnings = warnings;
        written = new StringBuilder(html.length() + 64);
        parser = new ShortcodeParser(html);
    }

    /** The HTML with its shortcodes expanded; the same string when there are none. */
    static String expand(String html, Warnings warnings) {
        return html.indexOf('[') < 0 ? html : new Shortcodes(html, warnings).expand();
    }

    /** Whether text contains a shortcode, or the closing tag of one, when it is written as HTML. */
    static boolean mayBeIn(String text) {
        if (text.indexOf('[') < 0) {
            return false;
        }
        String html = HtmlWriter.escaped(text);
        return ShortcodeParser.CLOSING.matcher(text).find()
                || !expand(html, new Warnings()).equals(html);
    }

    private String expand() {
        int position = 0;
        while (position < html.length()) {
            char c = html.charAt(position);
            int next = c == '<' ? parser.afterTag(position) : position + 1;
            Optional<Shortcode> shortcode = c == '[' ? parser.at(position) : Optional.empty();
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
     * Writes the HTML of a shortcode. Returns the index in the page after the shortcode, with its content if that was
     * used.
     */
    private int write(Shortcode shortcode) {
        if (shortcode.isEscaped()) {
            written.append(html, shortcode.start() + 1, shortcode.end() - 1);
            return shortcode.end();
        }
        parser.open(shortcode.name());
        String content = parser.content(shortcode);
        int after = content == null ? shortcode.end() : html.indexOf(']', shortcode.end() + content.length()) + 1;
        switch (shortcode.name()) {
            case "caption", "wp_caption" -> {
                if (content != null && writeCaptioned(shortcode, content)) {
                    return after;
                }
            }
            case "gallery", "playlist" -> writeGallery(shortcode);
            default -> {
                String url = address(shortcode, content);
                if (url != null) {
                    writeMedium(shortcode.name(), url);
                    return after;
                }
                warn("removed-shortcode", shortcode, "was removed");
            }
        }
        return shortcode.end();
    }

    /** WordPress writes the caption after the picture since version 3.4, and into an attribute before. */
    private boolean writeCaptioned(Shortcode shortcode, String content) {
        Matcher picture = PICTURE.matcher(content);
        if (!picture.matches()) {
            return false;
        }
        String caption = shortcode.attributes().getOrDefault("caption", picture.group(2));
        written.append("<figure>").append(picture.group(1));
        written.append("<figcaption>").append(caption).append("</figcaption></figure>");
        return true;
    }

    private void writeGallery(Shortcode gallery) {
        String ids =
                gallery.attributes().getOrDefault("ids", gallery.attributes().getOrDefault("include", ""));
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
                .append(gallery.name())
                .append('"');
        gallery.attributes()
                .forEach((name, value) -> written.append(' ')
                        .append(KEPT_ATTRIBUTE)
                        .append(name)
                        .append("=\"")
                        .append(HtmlWriter.escaped(value))
                        .append('"'));
        written.append("></").append(KEPT).append('>');
    }

    /** The page's pictures by their attachment id in WordPress. */
    private static Map<String, String> uploads(String html) {
        var uploads = new HashMap<String, String>();
        Matcher img = UPLOAD.matcher(html);
        while (img.find()) {
            uploads.putIfAbsent(img.group(1), img.group());
        }
        return uploads;
    }

    /** The address of the media file or of the page to embed; null when the shortcode has none. */
    private static String address(Shortcode shortcode, String content) {
        String url = null;
        if (MEDIA.contains(shortcode.name())) {
            url = MEDIA_FILES.stream()
                    .filter(shortcode.attributes()::containsKey)
                    .sorted()
                    .map(shortcode.attributes()::get)
                    .findFirst()
                    .orElse(null);
        } else if (ShortcodeParser.EMBEDS.contains(shortcode.name())) {
            url = shortcode.value() != null
                    ? shortcode.value()
                    : shortcode.attributes().getOrDefault("url", content);
        }
        boolean isUrl = url != null && url.strip().matches("(?:https?:)?/{1,2}[^\\s<>\"]{1,1000}");
        return isUrl ? url.strip() : null;
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
        if (!shortcode.isClosing()) {
            warnings.add(
                    code,
                    "The shortcode " + HtmlElements.shortened(html.substring(shortcode.start(), shortcode.end())) + " "
                            + what + ".");
        }
    }
}
