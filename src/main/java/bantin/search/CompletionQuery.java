package bantin.search;

import static bantin.search.TsQueryBuilder.quoted;
import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A query for names or titles that complete the typed words. It has two forms: a filter for rows that are read anyway,
 * in which prefixes match all words that begin with them, and lexemes for an index scan, in which a prefix stands for a
 * limited number of completions, because reading the posting lists of all words with a prefix would take too long.
 *
 * @param alternatives what may have been meant: for each alternative, its conditions, which must all hold. All
 *     alternatives have the same number of conditions
 */
record CompletionQuery(List<List<Condition>> alternatives) {

    /**
     * A condition on one word or on two adjacent words.
     *
     * @param filter a tsquery
     * @param lexemes tsqueries for single lexemes, any of which must match
     */
    private record Condition(String filter, List<String> lexemes) {}

    /** How many lexemes stand for one condition in an index scan. */
    static final int MAX_LEXEMES = 50;

    /** The words in any place. */
    static CompletionQuery anywhere(List<List<TypedWord>> alternatives) {
        return new CompletionQuery(alternatives.stream()
                .map(words -> words.stream().map(CompletionQuery::word).toList())
                .toList());
    }

    /** The words in a row, by their bigrams; empty for a single word. */
    static CompletionQuery inARow(List<List<TypedWord>> alternatives) {
        return new CompletionQuery(alternatives.stream()
                .map(words -> IntStream.range(1, words.size())
                        .mapToObj(i -> bigram(words.get(i - 1), words.get(i)))
                        .toList())
                .toList());
    }

    private static Condition word(TypedWord word) {
        var lexemes = word.forms().stream().map(TsQueryBuilder::quoted).toList();
        return new Condition(word.isPrefix() ? word.foldedQuery() : any(lexemes.stream()), lexemes);
    }

    private static Condition bigram(TypedWord former, TypedWord latter) {
        var lexemes = former.forms().stream()
                .flatMap(first -> latter.forms().stream()
                        .limit(MAX_LEXEMES / former.forms().size())
                        .map(second -> quoted(first + "_" + second)))
                .toList();
        var filter = latter.isPrefix() ? any(former.forms().stream().map(latter::bigramQuery)) : any(lexemes.stream());
        return new Condition(filter, lexemes);
    }

    /** This query with one more condition. */
    CompletionQuery and(String tsquery) {
        var added = new Condition(tsquery, List.of(tsquery));
        return new CompletionQuery(alternatives.stream()
                .map(conditions ->
                        Stream.concat(conditions.stream(), Stream.of(added)).toList())
                .toList());
    }

    boolean isEmpty() {
        return alternatives.get(0).isEmpty();
    }

    /** The filter, as one tsquery. */
    String filter() {
        return alternatives.stream()
                .map(conditions -> conditions.stream().map(Condition::filter).collect(joining(" & ")))
                .collect(joining(" | "));
    }

    /** The lexemes as tsqueries, all of which must match: one for each condition. */
    List<String> lexemes() {
        return IntStream.range(0, alternatives.get(0).size())
                .mapToObj(i -> any(alternatives.stream()
                        .flatMap(conditions -> conditions.get(i).lexemes.stream())
                        .distinct()))
                .toList();
    }

    private static String any(Stream<String> tsqueries) {
        return tsqueries.collect(joining(" | ", "(", ")"));
    }
}
