package bantin.body;

import java.util.Locale;

/** Horizontal alignment of a paragraph. */
enum Alignment {
    START,
    CENTRE,
    END;

    /**
     * Reads the value of an {@code align} attribute or of the CSS property {@code text-align}.
     *
     * @return null when the value is empty or {@code inherit}
     */
    static Alignment of(String value) {
        String align = value.strip().toLowerCase(Locale.ROOT);
        if (align.isEmpty() || align.equals("inherit")) {
            return null;
        }
        if (align.endsWith("center")) {
            return CENTRE;
        }
        return align.endsWith("right") || align.equals("end") ? END : START;
    }
}
