package bantin.body;

import bantin.text.Nfc;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/** Decides which addresses a body may contain, and cleans those of imported pages. */
final class SafeUrl {

    private static final Set<String> SCHEMES = Set.of("http", "https", "mailto", "tel");
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}");
    private static final Pattern PICTURE =
            Pattern.compile("(?i:https?)://[^/?#\\\\\\s]+.*|/(?![/\\\\]).*", Pattern.DOTALL);

    private SafeUrl() {}

    /**
     * Whether a link is safe, so that following it cannot run a script: {@code http}, {@code https}, {@code mailto},
     * {@code tel}, or relative. Like {@code @portabletext/to-html}, this takes everything before the first colon for a
     * scheme, unless a slash or hash comes first. It also rejects control characters, which browsers skip in
     * {@code java\tscript:}, and unsafe schemes that appear when entities are decoded once more, as faulty templates
     * do.
     */
    static boolean isLink(String href) {
        return href.chars().noneMatch(Character::isISOControl)
                && hasSafeScheme(href)
                && (href.indexOf('&') < 0 || hasSafeScheme(decodedOnceMore(href)));
    }

    private static String decodedOnceMore(String href) {
        return CONTROLS.matcher(Parser.unescapeEntities(href, false)).replaceAll("");
    }

    private static boolean hasSafeScheme(String href) {
        String url = href.strip();
        if (url.startsWith("#") || url.startsWith("/")) {
            return true;
        }
        int colon = url.indexOf(':');
        if (colon < 0 || SCHEMES.contains(url.substring(0, colon).toLowerCase(Locale.ROOT))) {
            return true;
        }
        return isWithin(url.indexOf('?'), colon) || isWithin(url.indexOf('#'), colon);
    }

    private static boolean isWithin(int mark, int colon) {
        return mark >= 0 && mark < colon;
    }

    /** The address of an imported link, cleaned as browsers do; empty when there is none, or it is unsafe. */
    static Optional<String> importedLink(String href) {
        return Optional.of(clean(href)).filter(url -> !url.isEmpty() && isLink(url));
    }

    /**
     * The address of an imported picture: absolute {@code http(s)}, or relative to the site's root. A protocol-relative
     * one becomes {@code https}, and characters that are not allowed are escaped as browsers do. Empty for any other
     * address, such as the {@code data:} placeholders of lazy loading.
     */
    static Optional<String> importedPicture(String src) {
        String url = Nfc.of(clean(src))
                .replace('\\', '/')
                .replace("<", "%3C")
                .replace(">", "%3E")
                .replace("\"", "%22");
        if (url.startsWith("//")) {
            url = "https:" + url;
        }
        return Optional.of(url).filter(SafeUrl::isPicture);
    }

    /** Whether a picture may have this address: absolute {@code http(s)}, or relative to the site's root. */
    static boolean isPicture(String url) {
        return url != null && PICTURE.matcher(url).matches();
    }

    private static String clean(String url) {
        return TextCleaner.withoutControls(url)
                .replace("\t", "")
                .replace("\n", "")
                .replace("\r", "")
                .strip()
                .replace(" ", "%20");
    }
}
