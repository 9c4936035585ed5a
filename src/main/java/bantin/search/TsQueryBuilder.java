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
 * A query in the lexemes of the column {@code article_search.search} (see the comment on it), as PostgreSQL's
 * {@code tsquery}. What it finds are candidates for phrases of three words and more: {@link #proofs} says what is true of an article that
 * has them.
 *
 * @param folded each word without its accents
 * @param languages whose stems are sought, as codes
 * @param stems of each word, in those of the languages that have them
 */
record TsQueryBuilder(
        SearchQuery query, Map<String, String> folded, Set<String> languages, Map<String, Set<String>> stems) {

    static final TsQueryBuilder NONE = new TsQueryBuilder(SearchQuery.parse(""), Map.of(), Set.of(), Map.of());

    /** Phrases of no more words are a bigram, which the index has or has not. */
    private static final int MAX_WORDS_OF_THE_INDEX = 2;

    /** All words, however they are spelled and wherever they stand. */
    String all() {
        return any(this::found);
    }

    private String found(SearchQuery.Clause clause) {
        return clause.phrase() ? together(clause) : words(clause);
    }

    /** The words of each clause next to each other. */
    String together() {
        return any(this::together);
    }

    /**
     * The best first; an article of a tier may be in those behind it too. Words that stand together come before those that do not; in each
     * of the two, whoever typed an accent meant the words without one as they are too, or at least those that have one; whoever typed none
     * meant none.
     */
    List<String> tiers() {
        var tiers = new LinkedHashSet<String>();
        for (Function<SearchQuery.Clause, String> where :
                List.<Function<SearchQuery.Clause, String>>of(this::together, this::found)) {
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

    /** Many keyboards have accents and no đ. */
    private String withD(String word) {
        return word.startsWith("d")
                ? "(" + asTyped(word) + " | " + asTyped("đ" + word.substring(1)) + ")"
                : asTyped(word);
    }

    /** For ranking: the words that are asked for, by their places. */
    String ranking() {
        return query.alternatives().stream()
                .map(alternative -> alternative.clauses().stream()
                        .filter(clause -> !clause.excluded())
                        .map(this::words)
                        .collect(joining(" & ", "(", ")")))
                .collect(joining(" | "));
    }

    /** What is to be marked where it was found: as in {@link #all}, without signs before them. */
    Set<String> marked() {
        return query.soughtWords()
                .flatMap(
                        word -> Stream.concat(Stream.of(folded.get(word)), stems.getOrDefault(word, Set.of()).stream()))
                .collect(toSet());
    }

    /** Whether the stems of the words were made in the language of this locale. */
    boolean hasStemsOf(String locale) {
        return !stems.isEmpty() && languages.contains(languageOf(locale));
    }

    static String languageOf(String locale) {
        return locale.split("-", 2)[0].toLowerCase(Locale.ROOT);
    }

    /**
     * Which phrases the text of an article has that is found by an alternative of the query, and which it has not.
     *
     * @param candidates the tsquery of the alternative
     * @param phrases folded, as they stand in {@code article_search.folded}
     * @param excluded as the phrases
     */
    record Proof(String candidates, List<String> phrases, List<String> excluded) {

        boolean isNeeded() {
            return !phrases.isEmpty() || !excluded.isEmpty();
        }
    }

    /** One for each alternative; nothing where the index knows all. */
    List<Proof> proofs() {
        return proofs(SearchQuery.Clause::phrase);
    }

    /** One for each alternative, for words that stand next to each other though no phrase was asked for. */
    List<Proof> proofsOfTogether() {
        return proofs(clause -> true);
    }

    private List<Proof> proofs(Predicate<SearchQuery.Clause> isPhrase) {
        var proofs = query.alternatives().stream()
                .map(alternative -> new Proof(
                        all(alternative, this::found),
                        phrases(alternative, clause -> isPhrase.test(clause) && !clause.excluded()),
                        phrases(alternative, SearchQuery.Clause::excluded)))
                .toList();
        return proofs.stream().anyMatch(Proof::isNeeded) ? proofs : List.of();
    }

    private List<String> phrases(SearchQuery.Alternative alternative, Predicate<SearchQuery.Clause> which) {
        return alternative.clauses().stream()
                .filter(which.and(this::needsProof))
                .map(clause -> clause.words().stream().map(folded::get).collect(joining(" ", " ", " ")))
                .toList();
    }

    private boolean needsProof(SearchQuery.Clause clause) {
        return clause.words().size() > MAX_WORDS_OF_THE_INDEX;
    }

    /** @param positive makes the query of a clause that asks for something */
    private String any(Function<SearchQuery.Clause, String> positive) {
        return query.alternatives().stream()
                .map(alternative -> all(alternative, positive))
                .collect(joining(" | "));
    }

    /** Without exclusions of which the index knows too little. */
    private String all(SearchQuery.Alternative alternative, Function<SearchQuery.Clause, String> positive) {
        return alternative.clauses().stream()
                .filter(clause -> !clause.excluded() || !needsProof(clause))
                .map(clause -> clause.excluded() ? "!(" + together(clause) + ")" : "(" + positive.apply(clause) + ")")
                .collect(joining(" & ", "(", ")"));
    }

    private String words(SearchQuery.Clause clause) {
        return clause.words().stream().map(this::word).collect(joining(" & "));
    }

    /** A stem has a lexeme of its own only where it does not stand in the text as a word. */
    private String word(String word) {
        return Stream.concat(
                        Stream.of(folded.get(word)),
                        stems.getOrDefault(word, Set.of()).stream().flatMap(stem -> Stream.of(stem, "~" + stem)))
                .distinct()
                .map(TsQueryBuilder::quoted)
                .collect(joining(" | ", "(", ")"));
    }

    private String together(SearchQuery.Clause clause) {
        var words = clause.words();
        var bigrams = new ArrayList<String>();
        for (int i = 1; i < words.size(); i++) {
            bigrams.add(quoted(folded.get(words.get(i - 1)) + "_" + folded.get(words.get(i))));
        }
        if (!bigrams.isEmpty()) {
            return String.join(" & ", bigrams);
        }
        // a quoted word is not its stem
        return clause.phrase() && !clause.excluded() ? quoted(folded.get(words.get(0))) : words(clause);
    }

    static String quoted(String lexeme) {
        return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
