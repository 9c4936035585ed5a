package bantin.crud;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Spells scripts of South-East Asia that ICU has no rules for, by the names of their letters in Unicode: KHMER LETTER RO
 * and KHMER VOWEL SIGN AA become {@code raa}. Not how anybody writes it, but the same for the same word, and readable.
 */
final class LetterNames {

    private static final Set<UnicodeScript> SPELLED = EnumSet.of(
            UnicodeScript.KHMER,
            UnicodeScript.LAO,
            UnicodeScript.MYANMAR,
            UnicodeScript.CHAM,
            UnicodeScript.TAI_VIET,
            UnicodeScript.TAI_THAM,
            UnicodeScript.TAI_LE,
            UnicodeScript.NEW_TAI_LUE);

    /** Words of a name that say what kind of sign it is, and not how it sounds. */
    private static final Set<String> KINDS = Set.of(
            "LETTER",
            "VOWEL",
            "SEMIVOWEL",
            "CONSONANT",
            "SIGN",
            "INDEPENDENT",
            "LOW",
            "HIGH",
            "TALL",
            "MEDIAL",
            "FINAL");

    private static final Set<String> SOUNDS = Set.of("LETTER", "VOWEL", "SEMIVOWEL", "CONSONANT");
    private static final int ZERO_WIDTH_SPACE = 0x200B;

    private LetterNames() {}

    /** The text with those scripts in Latin letters, and a space where a zero-width one parts words. */
    static String spelled(String text) {
        var spelled = new StringBuilder();
        var codePoints = text.codePoints().toArray();
        for (int i = 0; i < codePoints.length; i++) {
            var next = i + 1 < codePoints.length ? codePoints[i + 1] : ' ';
            if (SPELLED.contains(UnicodeScript.of(codePoints[i]))) {
                spelled.append(sound(codePoints[i], next));
            } else {
                spelled.appendCodePoint(codePoints[i] == ZERO_WIDTH_SPACE ? ' ' : codePoints[i]);
            }
        }
        return spelled.toString();
    }

    private static String sound(int letter, int next) {
        if (Character.digit(letter, 10) >= 0) {
            return Integer.toString(Character.digit(letter, 10));
        }
        var words = Arrays.asList(Character.getName(letter).split(" "));
        if (words.stream().noneMatch(SOUNDS::contains)) {
            return "";
        }
        var sound = words.stream()
                .dropWhile(word -> !KINDS.contains(word))
                .filter(word -> !KINDS.contains(word))
                .findFirst()
                .orElse("")
                .toLowerCase(Locale.ROOT);
        var bare = sound.replaceAll("[aeiou]+$", "");
        return words.contains("LETTER") && takesOverVowel(next) && !bare.isEmpty() ? bare : sound;
    }

    /** Whether a sign replaces the vowel that the letter before it has by itself. */
    private static boolean takesOverVowel(int sign) {
        var type = Character.getType(sign);
        return SPELLED.contains(UnicodeScript.of(sign))
                && (type == Character.NON_SPACING_MARK
                        || type == Character.COMBINING_SPACING_MARK
                        || Character.getName(sign).contains(" VOWEL "));
    }
}
