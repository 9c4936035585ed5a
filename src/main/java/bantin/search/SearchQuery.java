package bantin.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What somebody typed to find something, in the syntax of web searches: words, {@code "exact phrases"}, {@code -without},
 * and {@code or} between alternatives. Whatever else stands there only parts words, so that anything that can be typed is a
 * query; one that excludes without asking for something finds nothing.
 *
 * @param alternatives each finds by itself
 */
public record SearchQuery(List<Alternative> alternatives) {

    public static final int MAX_CHARACTERS = 500;
    public static final int MAX_WORDS = 32;

    /** Everything but letters and digits. */
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{Nd}]+");

    /** Clauses that must all hold; at least one of them asks for something. */
    record Alternative(List<Clause> clauses) {}

    /**
     * Words that follow each other.
     *
     * @param words in lower case and NFC; letters and digits only
     * @param phrase they must stand together
     * @param excluded they must not be there
     */
    record Clause(List<String> words, boolean phrase, boolean excluded) {}

    /** @param text as it was typed */
    public static SearchQuery parse(String text) {
        return new Parser(normalized(text)).parse();
    }

    /** All words of a text, in lower case and NFC. */
    public static List<String> wordsOf(String text) {
        return Stream.of(NO_WORD.split(normalized(text)))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String normalized(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    Stream<String> words() {
        return alternatives.stream()
                .flatMap(alternative -> alternative.clauses().stream())
                .flatMap(clause -> clause.words().stream());
    }

    /** Without those that must not be there. */
    Stream<String> soughtWords() {
        return alternatives.stream()
                .flatMap(alternative -> alternative.clauses().stream())
                .filter(clause -> !clause.excluded())
                .flatMap(clause -> clause.words().stream());
    }

    /** Whether there is more of it than is looked for. */
    public boolean isTooLong() {
        return words().count() > MAX_WORDS;
    }

    private static final class Parser {

        private final int[] text;
        private final List<Alternative> alternatives = new ArrayList<>();
        private List<Clause> clauses = new ArrayList<>();
        private List<String> words = new ArrayList<>();
        private boolean quoted;
        private boolean excluded;

        Parser(String text) {
            this.text = text.codePoints().toArray();
        }

        SearchQuery parse() {
            int at = 0;
            while (at < text.length) {
                if (isOfAWord(text[at])) {
                    int end = at;
                    while (end < text.length && isOfAWord(text[end])) {
                        end++;
                    }
                    take(new String(text, at, end - at));
                    at = end;
                } else {
                    separate(at);
                    at++;
                }
            }
            endAlternative();
            return new SearchQuery(alternatives);
        }

        private static boolean isOfAWord(int character) {
            return Character.isLetterOrDigit(character);
        }

        private void take(String word) {
            if (word.equals("or") && !quoted && !excluded) {
                endAlternative();
            } else {
                words.add(word);
            }
        }

        private void separate(int at) {
            boolean endsExcludedWord = excluded && !quoted && !words.isEmpty() && Character.isWhitespace(text[at]);
            if (endsExcludedWord) {
                endClause();
            }
            if (isQuote(text[at])) {
                boolean staysExcluded = excluded && !quoted && words.isEmpty();
                boolean opens = !quoted;
                endClause();
                quoted = opens;
                excluded = opens && staysExcluded;
            } else if (text[at] == '-' && !quoted && beginsAWord(at)) {
                endClause();
                excluded = true;
            }
        }

        private static boolean isQuote(int character) {
            return character == '"' || character == '“' || character == '”' || character == '„';
        }

        private boolean beginsAWord(int at) {
            return (at == 0 || Character.isWhitespace(text[at - 1]))
                    && at + 1 < text.length
                    && (isOfAWord(text[at + 1]) || isQuote(text[at + 1]));
        }

        private void endClause() {
            if (!words.isEmpty()) {
                clauses.add(new Clause(List.copyOf(words), quoted || excluded, excluded));
            }
            words = new ArrayList<>();
            excluded = false;
        }

        private void endAlternative() {
            endClause();
            if (clauses.stream().anyMatch(clause -> !clause.excluded())) {
                alternatives.add(new Alternative(clauses));
            }
            clauses = new ArrayList<>();
        }
    }
}
