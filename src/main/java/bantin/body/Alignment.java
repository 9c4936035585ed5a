package bantin.body;

import java.util.Locale;

/** How the lines of a paragraph are set. */
enum Alignment {
    START,
    CENTRE,
    END;

    /**
     * @param value of an {@code align} attribute or a {@code text-align}, {@code -webkit-center} among them; null when
     *     it says nothing
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
