package bantin.body;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jsoup.internal.StringUtil;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;

/**
 * Finds the address of the largest version of a picture. Pages that load pictures lazily have the address in an
 * attribute for their script, and a placeholder or a small version in {@code src}.
 *
 * <p>The first usable address counts, in this order: one that the caller knows; an attribute for the original picture;
 * the largest candidate of the source set (section 4.8.4.2 of the WHATWG's HTML standard), including that of
 * {@code <source>} elements; attributes for lazy loading; {@code src}; any other attribute with the address of an image
 * file.
 */
final class ImageSource {

    /** Attributes for the original picture, as it was uploaded. */
    private static final List<String> ORIGINALS = List.of(
            "data-orig-file",
            "data-full-url",
            "data-hi-res-src",
            "data-pagespeed-high-res-src",
            "data-photo-original-src",
            "data-wpfc-original-src",
            "data-large-file",
            "data-large_image",
            "zoomfile");

    /** Attributes for lazy loading, those for larger versions first. */
    private static final List<String> LAZY = List.of(
            "data-original",
            "data-actualsrc",
            "data-actual-src",
            "data-src",
            "data-lazy-src",
            "data-lazy",
            "data-lazyload",
            "data-lazyload-src",
            "data-lazysrc",
            "data-ll-src",
            "data-echo",
            "data-cfsrc",
            "data-ezsrc",
            "data-opt-src",
            "data-pagespeed-lazy-src",
            "data-delayed-url",
            "data-flickity-lazyload",
            "data-image",
            "data-img-src",
            "data-canonical-src",
            "nitro-lazy-src",
            "lazy-src",
            "lazysrc",
            "file");

    private static final Pattern IMAGE_FILE =
            Pattern.compile("(?i)[^?#]+\\.(?:jpe?g|png|gif|webp|avif|svg|bmp|jfif)(?:[?#].*)?");

    /** Names of files that show nothing: spacers of old pages, and placeholders. */
    private static final Pattern PLACEHOLDER = Pattern.compile("(?:1x1|blank|spacer|clear|transparent|trans|pixel|empty"
            + "|gr[ea]y|white|loading|loader|lazy|lazy[-_]?load(?:ing|er)?|(?:img|image)?[-_]?place-?holder"
            + "|ajax-?loader|spinner|pre-?load(?:er)?|fake)"
            + "(?:[-_.]?(?:1x1|gif|trans|transparent|placeholder|bg|img|image|icon|\\d{1,4}x\\d{1,4}))*"
            + "\\.(?:gif|png|svg|jpe?g|webp)");

    private static final Pattern SPACER =
            Pattern.compile("(?:1x1|blank|spacer|clear|transparent|trans|pixel|empty)(?:[-_.]?1x1)?\\.(?:gif|png)");

    /** Formats that older browsers cannot show. */
    private static final Set<String> NEW_FORMATS = Set.of("image/avif", "image/jxl", "image/heic", "image/heif");

    /** Longer addresses are no placeholders; for a very long one, their pattern would overflow the stack. */
    private static final int MAX_NAMED = 2_000;

    private static final Pattern MIN_WIDTH = Pattern.compile("min-width:\\s{0,9}(\\d{1,6})");

    private static final Pattern WIDTH = Pattern.compile("(\\d{1,6})(?:px)?");

    private final Predicate<String> isKnown;

    /** @param isKnown whether the caller knows the picture with an address */
    ImageSource(Predicate<String> isKnown) {
        this.isKnown = isKnown;
    }

    /**
     * A candidate of a source set.
     *
     * @param width in pixels; 0 when unknown
     * @param isSecondBest whether it is used only if there is no other
     */
    private record Sized(String url, long width, double density, boolean isSecondBest) {}

    /**
     * Finds the address of a picture.
     *
     * @param elements the {@code <img>}, and if there is one its fallback in a {@code <noscript>}
     * @return the address as in the page, resolved against its {@code <base>}; empty when none can be used
     */
    Optional<String> of(List<Element> elements) {
        List<Sized> set = sourceSet(elements);
        var candidates = new LinkedHashSet<String>();
        elements.forEach(element -> addValues(element, ORIGINALS, candidates));
        long ownWidth = elements.stream().anyMatch(ImageSource::hasOwnAddress) ? width(elements.get(0)) : 0;
        set.stream()
                .filter(sized -> !sized.isSecondBest && (sized.width > ownWidth || sized.density > 1))
                .forEach(sized -> candidates.add(sized.url));
        elements.forEach(element -> addValues(element, LAZY, candidates));
        elements.forEach(element -> candidates.add(element.attr("src")));
        set.forEach(sized -> candidates.add(sized.url));
        elements.forEach(element -> element.attributes().forEach(attribute -> {
            if (IMAGE_FILE.matcher(attribute.getValue()).matches()) {
                candidates.add(attribute.getValue());
            }
        }));
        candidates.removeIf(String::isBlank);
        String base = elements.get(0).baseUri();
        Optional<String> known =
                candidates.stream().filter(this::isKnownPicture).findFirst();
        return known.or(() -> candidates.stream()
                .filter(ImageSource::isUsable)
                .map(url -> base.isEmpty() ? url : StringUtil.resolve(base, url.strip()))
                .filter(url -> SafeUrl.importedPicture(url).isPresent())
                .findFirst());
    }

    /** Adds the values of those attributes of an element that have one of the names, in the order of the names. */
    private static void addValues(Element element, List<String> names, Set<String> values) {
        if (hasAny(element, names)) {
            names.forEach(name -> values.add(element.attr(name)));
        }
    }

    /** Whether an element has one of the attributes. It has few, but there are many names. */
    private static boolean hasAny(Element element, List<String> names) {
        if (element.attributesSize() > 0) {
            for (Attribute attribute : element.attributes()) {
                if (names.contains(attribute.getKey())) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isKnownPicture(String url) {
        return SafeUrl.importedPicture(url)
                .filter(picture -> isKnown.test(url) || isKnown.test(picture))
                .isPresent();
    }

    private static boolean isUsable(String url) {
        return !url.isBlank() && !url.strip().startsWith("#") && !isPlaceholder(url);
    }

    private static boolean hasOwnAddress(Element element) {
        return isUsable(element.attr("src"))
                || (hasAny(element, LAZY) && LAZY.stream().anyMatch(name -> isUsable(element.attr(name))));
    }

    /** Whether an address is that of a placeholder: a {@code data:} address, or a file whose name says so. */
    static boolean isPlaceholder(String url) {
        if (url.length() > MAX_NAMED && !url.stripLeading().regionMatches(true, 0, "data:", 0, 5)) {
            return false;
        }
        String address = url.strip().toLowerCase(Locale.ROOT);
        if (address.startsWith("data:") || address.startsWith("about:") || address.startsWith("blob:")) {
            return true;
        }
        return PLACEHOLDER.matcher(fileName(address)).matches();
    }

    /** Whether an address is that of a file with which pages create empty space. */
    static boolean isSpacer(String url) {
        return SPACER.matcher(fileName(url.strip().toLowerCase(Locale.ROOT))).matches();
    }

    private static String fileName(String url) {
        String path = path(url);
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The address without query and fragment. */
    static String path(String url) {
        int query = url.indexOf('?');
        int fragment = url.indexOf('#');
        int end = query < 0 ? url.length() : query;
        return url.substring(0, fragment < 0 ? end : Math.min(end, fragment));
    }

    /** All candidates, the largest first; those of equal size in the order of the page. */
    private static List<Sized> sourceSet(List<Element> elements) {
        var set = new ArrayList<Sized>();
        for (Element element : elements) {
            addSrcsets(element, 0, false, set);
            Element picture = element.parent();
            if (picture != null && picture.normalName().equals("picture")) {
                for (Element source : sources(element)) {
                    addSrcsets(source, screenWidth(source), isSecondBest(source), set);
                }
            }
        }
        set.sort(Comparator.comparing(Sized::isSecondBest)
                .thenComparing(Comparator.comparingLong(Sized::width)
                        .thenComparingDouble(Sized::density)
                        .reversed()));
        return set;
    }

    /** The {@code <source>} elements directly before an {@code <img>}, in order. */
    private static List<Element> sources(Element img) {
        var sources = new ArrayDeque<Element>();
        Element before = img.previousElementSibling();
        while (before != null && before.normalName().equals("source")) {
            sources.addFirst(before);
            before = before.previousElementSibling();
        }
        return List.copyOf(sources);
    }

    /** Sources for small screens may show only a part of the picture; new formats are less widely supported. */
    private static boolean isSecondBest(Element source) {
        return source.attr("media").contains("max-width")
                || NEW_FORMATS.contains(source.attr("type").strip().toLowerCase(Locale.ROOT));
    }

    /** The minimum screen width of a source, which estimates the width of its picture; 0 when there is none. */
    private static long screenWidth(Element source) {
        var width = MIN_WIDTH.matcher(source.attr("media"));
        return width.find() ? Long.parseLong(width.group(1)) : 0;
    }

    private static void addSrcsets(Element element, long screenWidth, boolean isSecondBest, List<Sized> set) {
        for (Attribute attribute : element.attributes()) {
            if (attribute.getKey().endsWith("srcset") || attribute.getKey().equals("data-original-set")) {
                ImageCandidates.of(attribute.getValue())
                        .forEach(candidate -> set.add(new Sized(
                                candidate.url(),
                                candidate.width() == 0 ? screenWidth : candidate.width(),
                                candidate.density(),
                                isSecondBest)));
            }
        }
    }

    private static long width(Element img) {
        var width = WIDTH.matcher(img.attr("width").strip());
        return width.matches() ? Long.parseLong(width.group(1)) : 0;
    }
}
