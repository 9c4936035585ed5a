package bantin.search;

import bantin.text.Nfc;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Cuts texts into words in the same way as the function {@code tokenize} of the database: runs of letters and digits with
 * the combining marks that belong to them (UAX #29), in lower case and compatibility form (NFKC, UAX #15). Digits that are
 * grouped, as in {@code 1.500} and {@code 0912 345 678}, are one word.
 */
final class Tokenizer {

    /** The groups of a telephone number. */
    private static final Pattern PHONE =
            Pattern.compile("(?<![0-9])(?<![0-9][.,])0[0-9]{2,3}(?:[ .-][0-9]{2,4}){2,3}(?![0-9])");

    private static final Pattern THOUSANDS = Pattern.compile("(?<=[0-9])[.,](?=[0-9]{3}(?![0-9]))");

    /** Invisible; a word goes on behind them. */
    private static final Pattern FORMAT =
            Pattern.compile("[\\u00AD\\u180E\\u200C-\\u200F\\u202A-\\u202E\\u2060-\\u2064\\u2066-\\u2069\\uFEFF]");

    private static final Pattern NOT_IN_A_WORD = Pattern.compile("[^\\p{L}\\p{Nd}\\p{M}]+");

    /**
     * A word of a text.
     *
     * @param from where it begins
     * @param to where it ends
     * @param word in lower case and NFKC
     */
    record Token(int from, int to, String word) {}

    private Tokenizer() {}

    static List<Token> tokens(String text) {
        var separators = separatorsOfDigits(text);
        var tokens = new ArrayList<Token>();
        int from = -1;
        int at = 0;
        while (at <= text.length()) {
            int character = at < text.length() ? text.codePointAt(at) : ' ';
            boolean isInside = from >= 0 && (separators.get(at) || isPrefix(character));
            if (from < 0 && begins(character)) {
                from = at;
            } else if (from >= 0 && !isInside && !begins(character)) {
                tokens.add(new Token(from, at, word(text.substring(from, at))));
                from = -1;
            }
            at += Character.charCount(character);
        }
        return tokens;
    }

    /** In lower case and NFKC, with one form of the Greek sigma and without invisible format characters. */
    static String normalized(String text) {
        return Normalizer.normalize(Nfc.of(FORMAT.matcher(text).replaceAll("")), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace('ς', 'σ');
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
        return NOT_IN_A_WORD.matcher(normalized(token)).replaceAll("");
    }

    private static boolean begins(int character) {
        return Character.isLetterOrDigit(character) || isLetterOrDigitInDisguise(character);
    }

    private static boolean isPrefix(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> FORMAT.matcher(Character.toString(character)).matches();
        };
    }

    /** As ² is 2, in compatibility form. */
    private static boolean isLetterOrDigitInDisguise(int character) {
        if (Character.getType(character) != Character.OTHER_NUMBER) {
            return false;
        }
        var normalized = normalized(Character.toString(character));
        return normalized.codePoints().allMatch(Character::isLetterOrDigit);
    }
}
