package bantin.body;

import bantin.text.Nfc;

/** How text from imported pages is tidied. */
final class TextCleaner {

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final char ZERO_WIDTH_SPACE = '\u200B';

    private TextCleaner() {}

    /** White space as browsers collapse it, and the no-break space, which portals use for indentation. */
    static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '\u00A0';
    }

    /** Wider than {@link #isSpace}: also the typographic spaces that are invisible at the edges of a block. */
    static boolean isBlank(char c) {
        return isSpace(c) || Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** Wider still: nobody sees it where it stands alone, though between letters it may part words or lines. */
    static boolean isInvisible(char c) {
        return isBlank(c) || c == ZERO_WIDTH_SPACE;
    }

    /** One line of text in NFC: white space collapsed and none at the edges. Null when nothing is left. */
    static String line(String text) {
        String line = String.join(" ", lines(text).split("\n"));
        return line.isEmpty() ? null : line;
    }

    /** Lines of text in NFC, white space collapsed within each, blank lines dropped; empty when nothing is left. */
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

    /** Entities can spell what the JSON around them could not: decomposed letters. */
    static String nfc(String text) {
        return Nfc.of(text);
    }

    /** Without characters that no text needs and that PostgreSQL or a renderer may choke on. */
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

    /** Whether half a character stands at {@code i}: it cannot be written as UTF-8. */
    static boolean isLoneSurrogate(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }
}
