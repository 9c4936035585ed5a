package bantin.body;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;

/**
 * Normalizes the pictures of a page before it is read: every visible picture becomes one {@code <img>} with its real
 * address in {@code src}. Pictures of emoji become text, and pictures too small to be visible are removed. The fallback
 * in a {@code <noscript>} is merged into the picture that a script would load.
 */
final class PageImages {

    /** Attribute with the original {@code src} of a picture that has no usable address. */
    static final String UNUSABLE = "data-unusable-src";

    private static final Evaluator IMAGES = Selector.evaluatorOf("img, amp-img, amp-anim, noscript, picture");
    private static final Evaluator IMG = Selector.evaluatorOf("img");
    private static final Evaluator NOSCRIPT = Selector.evaluatorOf("noscript");
    private static final Set<String> SHOWN = Set.of("img", "amp-img");
    private static final Set<String> AMP = Set.of("amp-img", "amp-anim");
    private static final Set<String> PREVIEW_WORDS =
            Set.of("thumbnail", "placeholder", "preview", "lqip", "blur", "blurred", "thumb");
    private static final Pattern PHOTO = Pattern.compile("(?i)[^?#]*\\.(?:jpe?g|png|webp|avif)(?:[?#].*)?");

    /** Elements around a picture, such as a link, that are searched for an adjacent {@code <noscript>}. */
    private static final int MAX_WRAPPERS = 4;

    /**
     * Children of an element that may wrap a single picture; searching more for each picture would take quadratic time.
     */
    private static final int MAX_BESIDE = 16;

    /** Elements inside of such an element. */
    private static final int MAX_INSIDE = 100;

    private final ImageSource source;
    private final Warnings warnings;

    /** The {@code <noscript>} elements that were merged into their picture, and all images in them. */
    private final Set<Element> merged = Collections.newSetFromMap(new IdentityHashMap<>());

    PageImages(ImageSource source, Warnings warnings) {
        this.source = source;
        this.warnings = warnings;
    }

    void tidy(Document page) {
        List<Element> images = new ArrayList<>(page.body().select(IMAGES));
        Set<Element> filled = parents(images);
        for (Element element : images) {
            if (merged.contains(element) || HtmlElements.isHidden(element)) {
                continue;
            }
            if (element.normalName().equals("noscript")) {
                tidyFallback(element);
            } else if (!element.normalName().equals("picture")) {
                tidyImage(element);
            } else if (!filled.contains(element)) {
                tidyImage(element.appendElement("img"));
            }
        }
    }

    /** All elements that contain an {@code <img>}. */
    private static Set<Element> parents(List<Element> images) {
        Set<Element> parents = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Element img : images) {
            Element parent = img.normalName().equals("img") ? img.parent() : null;
            while (parent != null && parents.add(parent)) {
                parent = parent.parent();
            }
        }
        return parents;
    }

    private void tidyImage(Element img) {
        if (hasKey(img)) {
            return;
        }
        Optional<String> emoji = EmojiImage.text(img);
        if (emoji.isPresent()) {
            img.replaceWith(new TextNode(emoji.get()));
        } else if (PixelSize.of(img).isInvisible()) {
            leaveOut(img, "it is too small to be visible");
        } else {
            Element fallback = fallback(img);
            var elements = new ArrayList<>(List.of(img));
            if (fallback != null) {
                elements.add(fallback.selectFirst(IMG));
                merged.add(fallback);
                merged.addAll(fallback.select(IMAGES));
            }
            address(img, source.of(elements));
        }
    }

    /** Whether {@link HtmlWriter} wrote the picture, so that its address is final. */
    private static boolean hasKey(Element img) {
        Element figure = HtmlElements.figure(img);
        while (figure != null && !figure.hasAttr("data-key")) {
            figure = figure.parent() == null ? null : HtmlElements.figure(figure.parent());
        }
        return figure != null || img.hasAttr("data-key");
    }

    private void address(Element img, Optional<String> url) {
        String given = img.attr("src");
        if (isPreview(img) && isShownByAnother(img, url.orElse(""))) {
            img.replaceWith(new TextNode(""));
            return;
        }
        if (url.isEmpty() && ImageSource.isSpacer(given) && !isMarkedLazy(img)) {
            leaveOut(img, "it is a spacer image");
            return;
        }
        if (AMP.contains(img.normalName())) {
            img.empty().tagName("img");
        }
        url.ifPresentOrElse(
                found -> img.attr("src", found), () -> img.attr("src", "").attr(UNUSABLE, given));
    }

    private void leaveOut(Element img, String why) {
        warnings.add(
                "removed-picture",
                "The picture " + HtmlElements.shortened(img.attr("src")) + " was removed: " + why + ".");
        img.replaceWith(new TextNode(""));
    }

    private static boolean isLazy(Element img) {
        return isMarkedLazy(img) || img.attr("src").isBlank() || ImageSource.isPlaceholder(img.attr("src"));
    }

    private static boolean isMarkedLazy(Element img) {
        return img.className().toLowerCase(Locale.ROOT).contains("lazy")
                || img.attributes().asList().stream()
                        .anyMatch(attribute -> attribute.getKey().startsWith("data-"));
    }

    /** Whether a picture is a small or blurred version that is shown until the real one next to it is loaded. */
    private static boolean isPreview(Element img) {
        return img.attr("aria-hidden").equals("true") || ClassNames.endWith(img, PREVIEW_WORDS);
    }

    /** Whether an adjacent picture, which is no preview, shows the same file; any, if the preview has no address. */
    private static boolean isShownByAnother(Element img, String url) {
        String path = ImageSource.path(url);
        String file = path.substring(path.lastIndexOf('/') + 1);
        Element wrapper = img.parent();
        for (int i = 0; i < 2 && wrapper != null && !wrapper.normalName().equals("body"); i++) {
            if (wrapper.childNodeSize() > MAX_BESIDE || wrapper.hasText()) {
                return false;
            }
            boolean isShown = wrapper.stream()
                    .filter(other -> other.normalName().equals("img"))
                    .limit(MAX_BESIDE)
                    .anyMatch(other -> other != img
                            && !isPreview(other)
                            && other.closest(NOSCRIPT) == null
                            && (url.isEmpty() || hasFile(other, file)));
            if (isShown) {
                return true;
            }
            wrapper = wrapper.parent();
        }
        return false;
    }

    /**
     * The {@code <noscript>} inside a picture or adjacent to it that shows the same picture; null when there is none.
     */
    private Element fallback(Element img) {
        Element inner = img.childNodeSize() == 0 ? null : img.selectFirst(NOSCRIPT);
        if (inner != null) {
            return isFallback(inner, img) ? inner : null;
        }
        Element unit = img;
        for (int i = 0; i < MAX_WRAPPERS && unit != null; i++) {
            Element before = unit.previousElementSibling();
            if (isFallback(before, img)) {
                return before;
            }
            Element after = unit.nextElementSibling();
            if (isFallback(after, img)) {
                return after;
            }
            unit = isWrapper(unit.parent()) ? unit.parent() : null;
        }
        return null;
    }

    private static boolean isWrapper(Element parent) {
        return parent != null
                && !parent.normalName().equals("body")
                && parent.childNodeSize() <= MAX_BESIDE
                && holdsOne(parent)
                && !parent.hasText();
    }

    private static boolean holdsOne(Element parent) {
        List<Element> inside = parent.stream().limit(MAX_INSIDE + 1L).toList();
        return inside.size() <= MAX_INSIDE
                && inside.stream()
                                .filter(inner -> SHOWN.contains(inner.normalName()))
                                .count()
                        == 1;
    }

    private boolean isFallback(Element noscript, Element img) {
        if (noscript == null || !noscript.normalName().equals("noscript") || merged.contains(noscript)) {
            return false;
        }
        Element other = noscript.selectFirst(IMG);
        return other != null
                && !PixelSize.of(other).isInvisible()
                && !HtmlElements.isHidden(other)
                && (isLazy(img) || AMP.contains(img.normalName()) || hasSameFile(img, other));
    }

    private static boolean hasSameFile(Element img, Element other) {
        return hasFile(img, other.attr("src").substring(other.attr("src").lastIndexOf('/') + 1));
    }

    private static boolean hasFile(Element img, String file) {
        return !file.isBlank()
                && img.attributes().asList().stream()
                        .anyMatch(attribute -> attribute.getValue().contains(file));
    }

    /** Keeps a picture that only a {@code <noscript>} shows if it is a photo; others are tracking pixels. */
    private void tidyFallback(Element noscript) {
        Element img = noscript.selectFirst(IMG);
        if (img == null || belongsToNext(noscript)) {
            return;
        }
        Optional<String> url =
                source.of(List.of(img)).filter(found -> PHOTO.matcher(found).matches());
        if (url.isPresent() && !PixelSize.of(img).isInvisible() && !HtmlElements.isHidden(img)) {
            merged.addAll(noscript.select(IMAGES));
            noscript.replaceWith(img.attr("src", url.get()));
        }
    }

    private boolean belongsToNext(Element noscript) {
        Element next = noscript.nextElementSibling();
        Element img = next == null
                ? null
                : next.stream()
                        .filter(inner -> SHOWN.contains(inner.normalName()))
                        .findFirst()
                        .orElse(null);
        return img != null && !next.normalName().equals("noscript") && isFallback(noscript, img);
    }
}
