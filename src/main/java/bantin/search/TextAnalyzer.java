package bantin.search;

import bantin.text.Nfc;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Analyzes texts and queries for search, as the functions {@code tokenize} and {@code unaccent} of the database do; a
 * test compares both. Words are runs of letters and digits with their combining marks (UAX #29), in lower case and in
 * compatibility form (NFKC, UAX #15). Grouped digits, as in {@code 1.500} and {@code 0912 345 678}, are one word.
 *
 * <p>Which characters are letters depends on the version of Unicode: that of Java here, that of ICU in the database.
 * Letters that only one of them knows separate words for the other.
 */
final class TextAnalyzer {

    /** The groups of a telephone number. The lookbehinds follow the first character, because few places have it. */
    private static final Pattern PHONE =
            Pattern.compile("0(?<![0-9]0)(?<![0-9][.,]0)[0-9]{2,3}(?:[ .-][0-9]{2,4}){2,3}(?![0-9])");

    private static final Pattern THOUSANDS = Pattern.compile("[.,](?<=[0-9][.,])(?=[0-9]{3}(?![0-9]))");

    /** Invisible format characters, which do not end a word. */
    private static final Pattern FORMAT =
            Pattern.compile("[\\u00AD\\u180E\\u200C-\\u200F\\u202A-\\u202E\\u2060-\\u2064\\u2066-\\u2069\\uFEFF]");

    private static final Pattern NOT_IN_A_WORD = Pattern.compile("[^\\p{L}\\p{Nd}\\p{M}]+");

    /** The combining marks that unaccent removes. */
    private static final Pattern ACCENTS = Pattern.compile("[\\u0300-\\u0362]");

    private static final Pattern LATIN = Pattern.compile("[a-z0-9]+");

    /**
     * A word of a text.
     *
     * @param from the index of its first char
     * @param to the index behind its last char
     * @param word in lower case and NFKC
     */
    record Token(int from, int to, String word) {}

    private TextAnalyzer() {}

    /** The words of a text, in lower case and NFKC. */
    static List<String> words(String text) {
        return tokens(normalize(text)).stream().map(Token::word).toList();
    }

    /** Whether the last word of a text ends with the text, so that more letters would belong to it. */
    static boolean endsInWord(String text) {
        var normalized = normalize(text);
        var tokens = tokens(normalized);
        return !tokens.isEmpty() && tokens.get(tokens.size() - 1).to() == normalized.length();
    }

    /** The words of a text with their places. */
    static List<Token> tokens(String text) {
        var separators = separatorsOfDigits(text);
        var tokens = new ArrayList<Token>();
        int from = -1;
        int at = 0;
        while (at <= text.length()) {
            int character = at < text.length() ? text.codePointAt(at) : ' ';
            boolean continues = from >= 0 && (separators.get(at) || extendsWord(character));
            if (from < 0 && isLetterOrDigit(character)) {
                from = at;
            } else if (from >= 0 && !continues && !isLetterOrDigit(character)) {
                tokens.add(new Token(from, at, word(text.substring(from, at))));
                from = -1;
            }
            at += Character.charCount(character);
        }
        return tokens;
    }

    /** In lower case and NFKC, with one form of the Greek sigma and without invisible format characters. */
    static String normalize(String text) {
        return lowerCase(Normalizer.normalize(Nfc.of(FORMAT.matcher(text).replaceAll("")), Normalizer.Form.NFKC));
    }

    private static String lowerCase(String text) {
        return text.toLowerCase(Locale.ROOT).replace('ς', 'σ');
    }

    /**
     * A word without its accents, if its letters are Latin ones that have accents, or đ.
     *
     * @param word in lower case and NFKC
     * @return null for other words, which only PostgreSQL's unaccent folds
     */
    static String foldLatin(String word) {
        var folded = ACCENTS.matcher(Normalizer.normalize(word, Normalizer.Form.NFD))
                .replaceAll("")
                .replace('đ', 'd');
        return LATIN.matcher(folded).matches() ? folded : null;
    }

    private static BitSet separatorsOfDigits(String text) {
        var separators = new BitSet();
        for (var groups = PHONE.matcher(text); groups.find(); ) {
            for (int at = groups.start(); at < groups.end(); at++) {
                separators.set(at, !Character.isDigit(text.charAt(at)));
            }
        }
        for (var thousands = THOUSANDS.matcher(text); thousands.find(); ) {
            separators.set(thousands.start());
        }
        return separators;
    }

    private static String word(String token) {
        if (hasOnlyLettersAndDigits(token) && Normalizer.isNormalized(token, Normalizer.Form.NFKC)) {
            return lowerCase(token);
        }
        return NOT_IN_A_WORD.matcher(normalize(token)).replaceAll("");
    }

    private static boolean hasOnlyLettersAndDigits(String token) {
        for (int i = 0; i < token.length(); i++) {
            if (!Character.isLetterOrDigit(token.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(int character) {
        return Character.isLetterOrDigit(character) || isCompatibilityNumber(character);
    }

    private static boolean extendsWord(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            case Character.FORMAT ->
                FORMAT.matcher(Character.toString(character)).matches();
            default -> false;
        };
    }

    /** Whether NFKC makes digits of a character, as it makes 2 of ². */
    private static boolean isCompatibilityNumber(int character) {
        if (Character.getType(character) != Character.OTHER_NUMBER) {
            return false;
        }
        var normalized = normalize(Character.toString(character));
        return normalized.codePoints().allMatch(Character::isLetterOrDigit);
    }
}
