package bantin.search;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    /** Clauses that must all hold; at least one of them asks for something. */
    record Alternative(List<Clause> clauses) {}

    /**
     * Words that follow each other.
     *
     * @param words in lower case and NFKC, as {@link TextAnalyzer} makes them
     * @param phrase they must stand together
     * @param excluded they must not be there
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

    /** The same with other words in the place of some; what is excluded stays. */
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
    Stream<Clause> soughtClauses() {
        return alternatives.stream()
                .flatMap(alternative -> alternative.clauses().stream())
                .filter(clause -> !clause.excluded());
    }

    /** Without those that must not be there. */
    Stream<String> soughtWords() {
        return soughtClauses().flatMap(clause -> clause.words().stream());
    }

    /** Whether there is more of it than is looked for. */
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
