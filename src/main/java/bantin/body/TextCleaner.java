package bantin.body;

import bantin.text.Nfc;

/** Cleans the text of imported pages. */
final class TextCleaner {

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final char ZERO_WIDTH_SPACE = '\u200B';

    private TextCleaner() {}

    /** White space that browsers collapse, and the no-break space, which old sites use for indentation. */
    static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '\u00A0';
    }

    /** Like {@link #isSpace}, and typographic spaces, which are invisible at the edges of a block. */
    static boolean isBlank(char c) {
        return isSpace(c) || Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** Like {@link #isBlank}, and the zero-width space, which is invisible but separates words. */
    static boolean isInvisible(char c) {
        return isBlank(c) || c == ZERO_WIDTH_SPACE;
    }

    /** The text as one line in NFC, with white space collapsed and trimmed; null when nothing is left. */
    static String line(String text) {
        String line = String.join(" ", lines(text).split("\n"));
        return line.isEmpty() ? null : line;
    }

    /**
     * The lines of the text in NFC, with white space collapsed and trimmed, without blank lines; empty when none are
     * left.
     */
    static String lines(String text) {
        String clean = withoutControls(text);
        var lines = new StringBuilder(clean.length());
        boolean space = false;
        boolean newline = false;
        for (int i = 0; i < clean.length(); i++) {
            char c = clean.charAt(i);
            boolean atEdge = lines.length() == 0;
            if (isSpace(c) || (atEdge && isBlank(c))) {
                space = true;
                newline |= c == '\n';
                continue;
            }
            if (!atEdge && newline) {
                lines.append('\n');
            } else if (!atEdge && space) {
                lines.append(' ');
            }
            lines.append(c);
            space = false;
            newline = false;
        }
        int end = lines.length();
        while (end > 0 && isBlank(lines.charAt(end - 1))) {
            end--;
        }
        return nfc(lines.substring(0, end));
    }

    /** The text in NFC. The JSON is in NFC already, but HTML entities can stand for decomposed letters. */
    static String nfc(String text) {
        return Nfc.of(text);
    }

    /** The text without control characters and unpaired surrogates, which PostgreSQL or browsers may reject. */
    static String withoutControls(String text) {
        int i = 0;
        while (i < text.length() && isKept(text, i)) {
            i++;
        }
        if (i == text.length()) {
            return text;
        }
        var kept = new StringBuilder(text.length());
        for (i = 0; i < text.length(); i++) {
            if (isKept(text, i)) {
                kept.append(text.charAt(i));
            }
        }
        return kept.toString();
    }

    private static boolean isKept(String text, int i) {
        char c = text.charAt(i);
        if (c == '\n' || c == '\t' || c == '\r' || c == '\f') {
            return true;
        }
        return !Character.isISOControl(c) && c != BYTE_ORDER_MARK && !isLoneSurrogate(text, i);
    }

    /** Whether an unpaired surrogate is at index {@code i}; UTF-8 cannot encode it. */
    static boolean isLoneSurrogate(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }
}
