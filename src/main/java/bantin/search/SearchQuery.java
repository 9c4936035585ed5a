package bantin.search;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A parsed query in the syntax of web searches: words, {@code "exact phrases"}, {@code -excluded} words or phrases, and
 * {@code or} between alternatives. All other characters only separate words, so every text is a valid query.
 *
 * @param alternatives an article matches if it matches one of these. Alternatives that only exclude words are left out,
 *     so a query that has no others finds nothing
 */
public record SearchQuery(List<Alternative> alternatives) {

    public static final int MAX_CHARACTERS = 500;
    public static final int MAX_WORDS = 32;

    /** Clauses that must all match; at least one of them is not excluded. */
    record Alternative(List<Clause> clauses) {}

    /**
     * One or more words.
     *
     * @param words in lower case and NFKC, as {@link TextAnalyzer} makes them
     * @param phrase whether an article must have the words in a row
     * @param excluded whether an article must not have the words
     */
    record Clause(List<String> words, boolean phrase, boolean excluded) {

        private Clause with(Map<String, String> replacements) {
            return new Clause(
                    words.stream()
                            .map(word -> replacements.getOrDefault(word, word))
                            .toList(),
                    phrase,
                    excluded);
        }

        @Override
        public String toString() {
            var text = String.join(" ", words);
            var needsQuotes = excluded ? words.size() > 1 : phrase;
            return (excluded ? "-" : "") + (needsQuotes ? '"' + text + '"' : text);
        }
    }

    /** @param text as it was typed */
    public static SearchQuery parse(String text) {
        return new Parser(TextAnalyzer.normalize(text)).parse();
    }

    /**
     * The query with words replaced, except in excluded clauses.
     *
     * @param replacements by the words that they replace
     */
    SearchQuery with(Map<String, String> replacements) {
        return new SearchQuery(alternatives.stream()
                .map(alternative -> new Alternative(alternative.clauses().stream()
                        .map(clause -> clause.excluded() ? clause : clause.with(replacements))
                        .toList()))
                .toList());
    }

    /** A text that is parsed to this query. */
    @Override
    public String toString() {
        return alternatives.stream()
                .map(alternative ->
                        alternative.clauses().stream().map(Clause::toString).collect(joining(" ")))
                .collect(joining(" or "));
    }

    Stream<String> words() {
        return alternatives.stream()
                .flatMap(alternative -> alternative.clauses().stream())
                .flatMap(clause -> clause.words().stream());
    }

    /** Without those that must not be there. */
    Stream<Clause> requiredClauses() {
        return alternatives.stream()
                .flatMap(alternative -> alternative.clauses().stream())
                .filter(clause -> !clause.excluded());
    }

    /** Without those that must not be there. */
    Stream<String> requiredWords() {
        return requiredClauses().flatMap(clause -> clause.words().stream());
    }

    /** Whether the query has more than {@link #MAX_WORDS} words. */
    public boolean isTooLong() {
        return words().count() > MAX_WORDS;
    }

    private static final class Parser {

        private final String text;
        private final List<Alternative> alternatives = new ArrayList<>();
        private List<Clause> clauses = new ArrayList<>();
        private List<String> words = new ArrayList<>();
        private boolean quoted;
        private boolean excluded;

        Parser(String text) {
            this.text = text;
        }

        SearchQuery parse() {
            int at = 0;
            for (var token : TextAnalyzer.tokens(text)) {
                separate(at, token.from());
                take(token.word());
                at = token.to();
            }
            separate(at, text.length());
            endAlternative();
            return new SearchQuery(alternatives);
        }

        private void separate(int from, int to) {
            for (int at = from; at < to; at++) {
                separate(at, at + 1 == to && to < text.length());
            }
        }

        private void take(String word) {
            if (word.equals("or") && !quoted && !excluded) {
                endAlternative();
            } else {
                words.add(word);
            }
        }

        /** @param beforeAWord whether a word follows */
        private void separate(int at, boolean beforeAWord) {
            boolean endsExcludedWord = excluded && !quoted && !words.isEmpty() && isSpace(at);
            if (endsExcludedWord) {
                endClause();
            }
            if (isQuote(at)) {
                boolean staysExcluded = excluded && !quoted && words.isEmpty();
                boolean opens = !quoted;
                endClause();
                quoted = opens;
                excluded = opens && staysExcluded;
            } else if (text.charAt(at) == '-'
                    && !quoted
                    && (at == 0 || isSpace(at - 1))
                    && (beforeAWord || isQuote(at + 1))) {
                endClause();
                excluded = true;
            }
        }

        private boolean isSpace(int at) {
            return Character.isWhitespace(text.charAt(at));
        }

        private boolean isQuote(int at) {
            return at < text.length() && "\"“”„".indexOf(text.charAt(at)) >= 0;
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
