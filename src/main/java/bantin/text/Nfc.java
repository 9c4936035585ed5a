package bantin.text;

import java.text.Normalizer;

/**
 * Unicode Normalization Form C (UAX 15) in linear time. Java's normalizer takes quadratic time for a run of combining
 * marks, so a mebibyte of accents would take minutes. Therefore runs of more than 30 marks, which no language has, are
 * divided first, as in the Stream-Safe Text Process (UAX 15, section 13).
 */
public final class Nfc {

    private static final int MAX_MARKS = 30;

    /** U+034F: invisible, and a boundary for the normalizer. */
    private static final char COMBINING_GRAPHEME_JOINER = '\u034F';

    private Nfc() {}

    public static String of(String text) {
        return Normalizer.normalize(streamSafe(text), Normalizer.Form.NFC);
    }

    private static String streamSafe(String text) {
        StringBuilder parted = null;
        int copied = 0;
        int marks = 0;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            marks = isMark(character) ? marks + 1 : 0;
            if (marks > MAX_MARKS) {
                parted = parted == null ? new StringBuilder(text.length() + 16) : parted;
                parted.append(text, copied, i).append(COMBINING_GRAPHEME_JOINER);
                copied = i;
                marks = 1;
            }
            i += Character.charCount(character);
        }
        return parted == null
                ? text
                : parted.append(text, copied, text.length()).toString();
    }

    /** Includes every character that the normalizer may reorder. */
    private static boolean isMark(int character) {
        if (character < 0x300 || character == COMBINING_GRAPHEME_JOINER) {
            return false;
        }
        int type = Character.getType(character);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }
}
