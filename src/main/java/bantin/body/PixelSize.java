package bantin.body;

import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/**
 * The size in which a page shows a picture, from the attributes or the style of its element.
 *
 * @param width in pixels; null when it is not given in pixels
 * @param height in pixels; null when it is not given in pixels
 */
record PixelSize(Integer width, Integer height) {

    private static final Pattern PIXELS = Pattern.compile("(\\d{1,6})(?:\\.\\d{1,9})?(?:px)?");

    static PixelSize of(Element img) {
        InlineStyle style = InlineStyle.of(img);
        return new PixelSize(
                pixels(img.attr("width"), style.get("width")), pixels(img.attr("height"), style.get("height")));
    }

    /** The style takes precedence over the attribute. */
    private static Integer pixels(String attribute, String style) {
        var pixels = PIXELS.matcher(style.isEmpty() ? attribute.strip() : style);
        return pixels.matches() ? Integer.valueOf(pixels.group(1)) : null;
    }

    /** Whether it is invisible or only a line, as tracking pixels, spacers and rules are. */
    boolean isInvisible() {
        boolean isLine = isLine(width) || isLine(height);
        return isLine || (width != null && height != null && width == 0 && height == 0);
    }

    private static boolean isLine(Integer pixels) {
        return pixels != null && pixels > 0 && pixels <= 2;
    }

    /** Whether a width or height is given, and none is larger. */
    boolean isWithin(int pixels) {
        return (width != null || height != null)
                && (width == null || width <= pixels)
                && (height == null || height <= pixels);
    }
}
