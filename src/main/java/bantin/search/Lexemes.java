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
 * A query in the lexemes of the column {@code article_search.search} (see the migration that makes it), as PostgreSQL's
 * {@code tsquery}.
 *
 * @param folded each word without its accents
 * @param languages whose stems are sought, as codes
 * @param stems of each word, in those of the languages that have them
 * @param near what a word may have been meant for, folded; nothing for words that are right
 */
record Lexemes(
        SearchQuery query,
        Map<String, String> folded,
        Set<String> languages,
        Map<String, Set<String>> stems,
        Map<String, List<String>> near) {

    static final Lexemes NONE = new Lexemes(SearchQuery.parse(""), Map.of(), Set.of(), Map.of(), Map.of());

    /** The same query, with words that were mistyped standing for others too. */
    Lexemes mended(Map<String, List<String>> otherNear) {
        return new Lexemes(query, folded, languages, stems, otherNear);
    }

    /** All words, however they are spelled and wherever they stand. */
    String all() {
        return any(this::found);
    }

    private String found(SearchQuery.Clause clause) {
        return clause.phrase() ? together(clause) : words(clause);
    }

    /**
     * The best first; an article of a tier may be in those behind it too. Whoever typed an accent meant the words without one as
     * they are too, or at least those that have one; whoever typed none meant none.
     */
    List<String> tiers() {
        var tiers = new LinkedHashSet<String>();
        if (query.words().anyMatch(this::isAccented)) {
            for (Predicate<String> meant : List.<Predicate<String>>of(word -> true, this::isAccented)) {
                tiers.add(any(clause -> together(clause) + spelled(clause, meant)));
                tiers.add(any(clause -> found(clause) + spelled(clause, meant)));
            }
        }
        tiers.add(any(this::together));
        tiers.add(all());
        return new ArrayList<>(tiers);
    }

    private boolean isAccented(String word) {
        return !near.containsKey(word) && !word.equals(folded.get(word));
    }

    private String spelled(SearchQuery.Clause clause, Predicate<String> meant) {
        return clause.words().stream()
                .filter(meant)
                .filter(word -> !near.containsKey(word))
                .map(word -> " & " + quoted("=" + word))
                .collect(joining());
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
                .flatMap(word -> Stream.concat(forms(word), stems.getOrDefault(word, Set.of()).stream()))
                .collect(toSet());
    }

    /** Whether the stems of the words were made in the language of this locale. */
    boolean hasStemsOf(String locale) {
        return !stems.isEmpty() && languages.contains(languageOf(locale));
    }

    static String languageOf(String locale) {
        return locale.split("-", 2)[0].toLowerCase(Locale.ROOT);
    }

    /** @param positive makes the query of a clause that asks for something */
    private String any(Function<SearchQuery.Clause, String> positive) {
        return query.alternatives().stream()
                .map(alternative -> alternative.clauses().stream()
                        .map(clause ->
                                clause.excluded() ? "!(" + together(clause) + ")" : "(" + positive.apply(clause) + ")")
                        .collect(joining(" & ", "(", ")")))
                .collect(joining(" | "));
    }

    private String words(SearchQuery.Clause clause) {
        return clause.words().stream().map(this::word).collect(joining(" & "));
    }

    /** A stem has a lexeme of its own only where it does not stand in the text as a word. */
    private String word(String word) {
        return Stream.concat(
                        forms(word),
                        stems.getOrDefault(word, Set.of()).stream().flatMap(stem -> Stream.of(stem, "~" + stem)))
                .distinct()
                .map(Lexemes::quoted)
                .collect(joining(" | ", "(", ")"));
    }

    private String together(SearchQuery.Clause clause) {
        var words = clause.words();
        var query = new StringBuilder(words.size() == 1 ? words(clause) : "");
        for (int i = 1; i < words.size(); i++) {
            query.append(i == 1 ? "" : " & ").append(pair(words.get(i - 1), words.get(i)));
        }
        return query.toString();
    }

    private String pair(String former, String latter) {
        return forms(former)
                .flatMap(first -> forms(latter).map(second -> quoted(first + "_" + second)))
                .collect(joining(" | ", "(", ")"));
    }

    private Stream<String> forms(String word) {
        return Stream.concat(Stream.of(folded.get(word)), near.getOrDefault(word, List.of()).stream());
    }

    static String quoted(String lexeme) {
        return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
