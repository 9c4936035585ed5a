package bantin.body;

import bantin.text.Nfc;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/** Which addresses may stand in a body, and how sloppy ones from imported pages are put right. */
final class SafeUrl {

    private static final Set<String> SCHEMES = Set.of("http", "https", "mailto", "tel");
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}");
    private static final Pattern PICTURE =
            Pattern.compile("(?i:https?)://[^/?#\\\\\\s]+.*|/(?![/\\\\]).*", Pattern.DOTALL);

    private SafeUrl() {}

    /**
     * Whether following the link runs no script: {@code http}, {@code https}, {@code mailto}, {@code tel}, or relative.
     * As strict as {@code @portabletext/to-html}, which takes all before a first colon for a scheme unless a slash or
     * hash stands first; and stricter, since browsers skip control characters in {@code java\tscript:} and careless
     * templates decode entities once more.
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

    /** An imported link's address, cleaned as a browser would; empty when there is none or it is unsafe. */
    static Optional<String> importedLink(String href) {
        return Optional.of(clean(href)).filter(url -> !url.isEmpty() && isLink(url));
    }

    /**
     * An imported picture's address: absolute {@code http(s)} or relative to the site's root. Protocol-relative ones
     * become {@code https}, and what no address may hold is put right as browsers do. Empty for anything else, such as the {@code data:} placeholders of lazy loading.
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

    /** Whether a picture may be drawn from this address. */
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
