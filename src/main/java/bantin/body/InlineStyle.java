package bantin.body;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/**
 * The declarations of a {@code style} attribute, and those among them that mean marks, alignment or visibility.
 *
 * @param declarations values by property, all in lower case
 */
record InlineStyle(Map<String, String> declarations) {

    private static final Pattern BOLD = Pattern.compile("[6-9]\\d\\d|1000");
    private static final Pattern LIGHT = Pattern.compile("normal|lighter|[1-5]\\d\\d");
    private static final InlineStyle NONE = new InlineStyle(Map.of());

    static InlineStyle of(Element element) {
        return parse(element.attr("style"));
    }

    /** @param style declarations as in a {@code style} attribute or in a rule of a style sheet */
    static InlineStyle parse(String style) {
        if (style.isBlank()) {
            return NONE;
        }
        var declarations = new HashMap<String, String>();
        for (String declaration : style.toLowerCase(Locale.ROOT).split(";")) {
            int colon = declaration.indexOf(':');
            if (colon > 0) {
                String value = declaration.substring(colon + 1).replace("!important", "");
                declarations.put(declaration.substring(0, colon).strip(), value.strip());
            }
        }
        return new InlineStyle(declarations);
    }

    String get(String property) {
        return declarations.getOrDefault(property, "");
    }

    boolean isHidden() {
        return get("display").equals("none") || get("visibility").equals("hidden");
    }

    /** Null when the style does not declare one. */
    Alignment alignment() {
        return Alignment.of(get("text-align"));
    }

    /**
     * The format of an element's text.
     *
     * @param own the format from the element's name; the style takes precedence, because word processors wrap whole
     *     documents in {@code <b style="font-weight:normal">}
     * @param outer the format around the element
     */
    Format apply(Format own, Format outer) {
        if (declarations.isEmpty()) {
            return own;
        }
        Format format = own;
        String weight = get("font-weight");
        if (weight.startsWith("bold") || BOLD.matcher(weight).matches()) {
            format = format.with(Decorator.STRONG);
        } else if (LIGHT.matcher(weight).matches()) {
            format = format.without(Decorator.STRONG);
        }
        String slant = get("font-style");
        if (slant.startsWith("italic") || slant.startsWith("oblique")) {
            format = format.with(Decorator.EM);
        } else if (slant.equals("normal")) {
            format = format.without(Decorator.EM);
        }
        String decoration = get("text-decoration") + " " + get("text-decoration-line");
        if (decoration.contains("none")) {
            format = outer.marks().contains(Decorator.UNDERLINE) ? format : format.without(Decorator.UNDERLINE);
            format = outer.marks().contains(Decorator.STRIKE_THROUGH)
                    ? format
                    : format.without(Decorator.STRIKE_THROUGH);
        }
        format = decoration.contains("underline") ? format.with(Decorator.UNDERLINE) : format;
        format = decoration.contains("line-through") ? format.with(Decorator.STRIKE_THROUGH) : format;
        return switch (get("vertical-align")) {
            case "sub" -> format.with(Decorator.SUB);
            case "super" -> format.with(Decorator.SUP);
            default -> format;
        };
    }
}
