package bantin.crud;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Transliterates scripts of South-East Asia for which ICU has no rules, by the Unicode names of their letters: KHMER
 * LETTER RO and KHMER VOWEL SIGN AA become {@code raa}. The result is not a usual transcription, but readable, and
 * always the same for the same word.
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

    /** Words of a character name that give the kind of the sign and not its sound. */
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

    /** The text with these scripts in Latin letters. A zero-width space becomes a space. */
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

    /** Whether a sign replaces the inherent vowel of the letter before it. */
    private static boolean takesOverVowel(int sign) {
        var type = Character.getType(sign);
        return SPELLED.contains(UnicodeScript.of(sign))
                && (type == Character.NON_SPACING_MARK
                        || type == Character.COMBINING_SPACING_MARK
                        || Character.getName(sign).contains(" VOWEL "));
    }
}
