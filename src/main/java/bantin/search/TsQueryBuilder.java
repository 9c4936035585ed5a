package bantin.search;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Writes a query as PostgreSQL's {@code tsquery}, in the lexemes of the column {@code article_search.search} (see the
 * comment on it). For phrases of three words and more, the index finds candidates only; {@link #rechecks} tells how to
 * verify them.
 *
 * @param folded each word without its accents
 * @param languages whose stems are searched too, as codes
 * @param stems of each word, in those of the languages that have them
 */
record TsQueryBuilder(
        SearchQuery query, Map<String, String> folded, Set<String> languages, Map<String, Set<String>> stems) {

    static final TsQueryBuilder NONE = new TsQueryBuilder(SearchQuery.parse(""), Map.of(), Set.of(), Map.of());

    /** A phrase of no more words is a bigram, which is a lexeme of the index. */
    private static final int MAX_INDEXED_WORDS = 2;

    /** All words, in any spelling and at any place. */
    String all() {
        return any(this::matched);
    }

    private String matched(SearchQuery.Clause clause) {
        return clause.phrase() ? inARow(clause) : words(clause);
    }

    /** The words of each clause in a row. */
    String inARow() {
        return any(this::inARow);
    }

    /**
     * The tiers of relevance, the best first; an article of a tier may match those after it too. Words in a row come
     * before words at any place. Within each of the two, if an accent was typed, articles that have all words exactly
     * as typed come first, then those that have the accented ones as typed, then all others.
     */
    List<String> tiers() {
        var tiers = new LinkedHashSet<String>();
        for (Function<SearchQuery.Clause, String> where :
                List.<Function<SearchQuery.Clause, String>>of(this::inARow, this::matched)) {
            if (hasAccents()) {
                tiers.add(any(clause -> where.apply(clause) + spelled(clause, word -> true, TsQueryBuilder::asTyped)));
                tiers.add(any(clause -> where.apply(clause) + spelled(clause, this::isAccented, this::withD)));
            }
            tiers.add(any(where));
        }
        return new ArrayList<>(tiers);
    }

    /** Whether any word was typed with accents. */
    boolean hasAccents() {
        return query.words().anyMatch(this::isAccented);
    }

    private boolean isAccented(String word) {
        return !word.equals(folded.get(word));
    }

    private static String spelled(
            SearchQuery.Clause clause, Predicate<String> meant, Function<String, String> spelling) {
        return clause.words().stream()
                .filter(meant)
                .map(word -> " & " + spelling.apply(word))
                .collect(joining());
    }

    private static String asTyped(String word) {
        return quoted("=" + word);
    }

    /** Many keyboards have accents but no đ. */
    private String withD(String word) {
        return word.startsWith("d")
                ? "(" + asTyped(word) + " | " + asTyped("đ" + word.substring(1)) + ")"
                : asTyped(word);
    }

    /** For ranking: the required words, whose positions count. */
    String ranking() {
        return query.alternatives().stream()
                .map(alternative -> alternative.clauses().stream()
                        .filter(clause -> !clause.excluded())
                        .map(this::words)
                        .collect(joining(" & ", "(", ")")))
                .collect(joining(" | "));
    }

    /** The forms to highlight: as in {@link #all}, without the signs of lexemes. */
    Set<String> marked() {
        return query.requiredWords()
                .flatMap(
                        word -> Stream.concat(Stream.of(folded.get(word)), stems.getOrDefault(word, Set.of()).stream()))
                .collect(toSet());
    }

    /** Whether there are stems in the language of this locale. */
    boolean hasStemsOf(String locale) {
        return !stems.isEmpty() && languages.contains(languageOf(locale));
    }

    static String languageOf(String locale) {
        return locale.split("-", 2)[0].toLowerCase(Locale.ROOT);
    }

    /**
     * What is to be verified for the candidates of an alternative of the query, like the recheck condition of a lossy
     * index scan: which phrases the text has, and which it has not.
     *
     * @param candidates the tsquery of the alternative
     * @param phrases folded, as in {@code article_search.folded}
     * @param excluded folded, as the phrases
     */
    record Recheck(String candidates, List<String> phrases, List<String> excluded) {

        boolean isNeeded() {
            return !phrases.isEmpty() || !excluded.isEmpty();
        }
    }

    /** One for each alternative; empty if the index is sufficient. */
    List<Recheck> rechecks() {
        return rechecks(SearchQuery.Clause::phrase);
    }

    /** The same as if each clause were a phrase. */
    List<Recheck> rechecksOfWordsInARow() {
        return rechecks(clause -> true);
    }

    private List<Recheck> rechecks(Predicate<SearchQuery.Clause> isPhrase) {
        var rechecks = query.alternatives().stream()
                .map(alternative -> new Recheck(
                        all(alternative, this::matched),
                        phrases(alternative, clause -> isPhrase.test(clause) && !clause.excluded()),
                        phrases(alternative, SearchQuery.Clause::excluded)))
                .toList();
        return rechecks.stream().anyMatch(Recheck::isNeeded) ? rechecks : List.of();
    }

    private List<String> phrases(SearchQuery.Alternative alternative, Predicate<SearchQuery.Clause> which) {
        return alternative.clauses().stream()
                .filter(which.and(this::needsRecheck))
                .map(clause -> clause.words().stream().map(folded::get).collect(joining(" ", " ", " ")))
                .toList();
    }

    private boolean needsRecheck(SearchQuery.Clause clause) {
        return clause.words().size() > MAX_INDEXED_WORDS;
    }

    /** @param positive makes the tsquery of a clause that is not excluded */
    private String any(Function<SearchQuery.Clause, String> positive) {
        return query.alternatives().stream()
                .map(alternative -> all(alternative, positive))
                .collect(joining(" | "));
    }

    /** Without exclusions for which the index is not sufficient. */
    private String all(SearchQuery.Alternative alternative, Function<SearchQuery.Clause, String> positive) {
        return alternative.clauses().stream()
                .filter(clause -> !clause.excluded() || !needsRecheck(clause))
                .map(clause -> clause.excluded() ? "!(" + inARow(clause) + ")" : "(" + positive.apply(clause) + ")")
                .collect(joining(" & ", "(", ")"));
    }

    private String words(SearchQuery.Clause clause) {
        return clause.words().stream().map(this::word).collect(joining(" & "));
    }

    /** A stem has a lexeme of its own only if it is not a word of the text. */
    private String word(String word) {
        return Stream.concat(
                        Stream.of(folded.get(word)),
                        stems.getOrDefault(word, Set.of()).stream().flatMap(stem -> Stream.of(stem, "~" + stem)))
                .distinct()
                .map(TsQueryBuilder::quoted)
                .collect(joining(" | ", "(", ")"));
    }

    private String inARow(SearchQuery.Clause clause) {
        var words = clause.words();
        var bigrams = new ArrayList<String>();
        for (int i = 1; i < words.size(); i++) {
            bigrams.add(quoted(folded.get(words.get(i - 1)) + "_" + folded.get(words.get(i))));
        }
        if (!bigrams.isEmpty()) {
            return String.join(" & ", bigrams);
        }
        // a quoted word does not match its stem
        return clause.phrase() && !clause.excluded() ? quoted(folded.get(words.get(0))) : words(clause);
    }

    static String quoted(String lexeme) {
        return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
