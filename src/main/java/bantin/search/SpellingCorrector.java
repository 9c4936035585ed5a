package bantin.search;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import bantin.database.SqlFragment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.Session;

/**
 * Corrects misspelled words of a query by a noisy-channel model (ADR 23). {@link SpellingCandidates} proposes words.
 * Published texts decide: each text that contains a corrected query is a vote for it, and a second typo makes the vote
 * worth a fraction. Titles are asked first, then bodies.
 */
@ApplicationScoped
class SpellingCorrector {

    /** How many candidates of a word are tried if the words beside it decide. */
    private static final int CANDIDATES_IN_CONTEXT = 64;

    /** How many candidates of a word are tried without other words that decide. */
    private static final int CANDIDATES_ALONE = 8;

    /** How many words of a query are tried one by one. */
    private static final int MAX_MISSPELLINGS = 8;

    /** How many corrected queries are returned. */
    private static final int MAX_CORRECTIONS = 3;

    /** So many words in a row in a title are no coincidence, though one of them is a correction. */
    private static final int CONVINCING_WORDS = 3;

    /** The probability of each typo beyond the first. */
    private static final double ANOTHER_TYPO = 0.05;

    /** A word in the syntax of queries, which a correction must not introduce. */
    private static final String OPERATOR = "or";

    @Inject
    Session database;

    @Inject
    SpellingCandidates candidates;

    /** A word of the query that has candidates. */
    private record Misspelling(String word, String folded, SpellingCandidates.Candidates candidates) {

        boolean isLong() {
            return SpellingCandidates.isLong(folded);
        }
    }

    /** The texts that vote. */
    private enum Texts {
        TITLES("titles_matching", 100),
        BODIES("articles_matching", 30);

        private final String sql;
        private final int max;

        Texts(String function, int max) {
            this.sql = "select folded, words from " + function + "(cast(:query as tsquery), :now, :max)";
            this.max = max;
        }
    }

    /** Corrections that are tried together: variants of the query, of which texts have some or none. */
    private record Attempt(Texts texts, List<QueryVariants> variants) {}

    /**
     * Corrected queries, the best first; none if the query seems right.
     *
     * @param typed a query whose words are in a row in no published article
     * @param isFound whether an article has the words anywhere; then a correction must be convincing
     */
    List<SearchQuery> corrections(TsQueryBuilder typed, boolean isFound, Instant now) {
        var misspellings = misspellings(typed);
        return attempts(typed, misspellings, isFound)
                .filter(attempt -> !attempt.variants.isEmpty())
                .map(attempt -> corrections(attempt, typed, misspellings, now))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private Map<String, Misspelling> misspellings(TsQueryBuilder typed) {
        var words = typed.query().requiredWords().distinct().toList();
        var found = candidates.of(words.stream().map(typed.folded()::get), CANDIDATES_IN_CONTEXT);
        var misspellings = new LinkedHashMap<String, Misspelling>();
        for (var word : words) {
            var folded = typed.folded().get(word);
            var ofWord = found.containsKey(folded) ? found.get(folded).without(OPERATOR) : null;
            if (ofWord != null) {
                misspellings.put(word, new Misspelling(word, folded, ofWord));
            }
        }
        return misspellings;
    }

    private static Stream<Attempt> attempts(
            TsQueryBuilder typed, Map<String, Misspelling> misspellings, boolean isFound) {
        var words = typed.query().requiredWords().count();
        var single = misspellings.values().stream()
                .filter(misspelling -> words > 1 || misspelling.isLong())
                .limit(MAX_MISSPELLINGS)
                .toList();
        if (isFound) {
            var unknown = single.stream()
                    .filter(misspelling -> !misspelling.candidates.isKnown())
                    .toList();
            var inTitles = words < CONVINCING_WORDS ? unknown : single;
            return Stream.of(
                    new Attempt(Texts.TITLES, oneCorrected(typed, inTitles, CANDIDATES_IN_CONTEXT, true)),
                    new Attempt(Texts.BODIES, oneCorrected(typed, unknown, CANDIDATES_IN_CONTEXT, true)));
        }
        var max = words > 1 ? CANDIDATES_IN_CONTEXT : CANDIDATES_ALONE;
        var all = misspellings.values().stream().filter(Misspelling::isLong).toList();
        return Stream.of(
                        oneCorrected(typed, single, max, true),
                        allCorrected(typed, all, true),
                        oneCorrected(typed, single, CANDIDATES_ALONE, false),
                        allCorrected(typed, all, false))
                .flatMap(variants -> Stream.of(Texts.values()).map(texts -> new Attempt(texts, variants)));
    }

    /** @param isInARow whether a text must have the words in a row */
    private static List<QueryVariants> oneCorrected(
            TsQueryBuilder typed, List<Misspelling> misspellings, int max, boolean isInARow) {
        return misspellings.stream()
                .map(misspelling -> new QueryVariants(
                        typed.query(),
                        typed.folded(),
                        Map.of(misspelling.word, misspelling.candidates.best(max)),
                        false,
                        isInARow))
                .toList();
    }

    /** @param isInARow whether a text must have the words in a row */
    private static List<QueryVariants> allCorrected(
            TsQueryBuilder typed, List<Misspelling> misspellings, boolean isInARow) {
        return misspellings.size() < 2
                ? List.of()
                : List.of(new QueryVariants(
                        typed.query(),
                        typed.folded(),
                        misspellings.stream()
                                .collect(toMap(
                                        Misspelling::word,
                                        misspelling -> misspelling.candidates.best(CANDIDATES_ALONE))),
                        true,
                        isInARow));
    }

    private List<SearchQuery> corrections(
            Attempt attempt, TsQueryBuilder typed, Map<String, Misspelling> misspellings, Instant now) {
        var votes = new LinkedHashMap<Map<String, String>, Double>();
        var spellings = new HashMap<Map<String, String>, Map<String, String>>();
        for (var text : texts(attempt, now)) {
            for (var variants : attempt.variants) {
                var replaced = variants.replacements(text);
                if (!replaced.isEmpty()) {
                    var correction = values(replaced, QueryVariants.Word::folded);
                    votes.merge(correction, likelihood(correction, misspellings), Double::sum);
                    spellings.putIfAbsent(correction, values(replaced, QueryVariants.Word::spelled));
                }
            }
        }
        return votes.entrySet().stream()
                .sorted(Map.Entry.<Map<String, String>, Double>comparingByValue()
                        .reversed())
                .limit(MAX_CORRECTIONS)
                .map(vote -> typed.hasAccents() ? spellings.get(vote.getKey()) : vote.getKey())
                .map(typed.query()::with)
                .toList();
    }

    /** Texts that may have one of the variants. */
    private List<List<List<QueryVariants.Word>>> texts(Attempt attempt, Instant now) {
        return SqlFragment.of(attempt.texts.sql)
                .with(
                        "query",
                        attempt.variants.stream().map(QueryVariants::tsquery).collect(joining(" | ")))
                .with("now", now)
                .with("max", attempt.texts.max)
                .query(database, ArticleSearch.TIMEOUT_SECONDS)
                .getResultList()
                .stream()
                .map(row -> QueryVariants.lines(row.text("folded"), row.text("words")))
                .toList();
    }

    private static Map<String, String> values(
            Map<String, QueryVariants.Word> words, Function<QueryVariants.Word, String> value) {
        return words.entrySet().stream().collect(toMap(Map.Entry::getKey, each -> value.apply(each.getValue())));
    }

    /**
     * The likelihood of these typos, relative to a single one.
     *
     * @param correction the replacements by the words that they replace
     */
    private static double likelihood(Map<String, String> correction, Map<String, Misspelling> misspellings) {
        int typos = correction.entrySet().stream()
                .mapToInt(each ->
                        misspellings.get(each.getKey()).candidates.distances().get(each.getValue()))
                .sum();
        return Math.pow(ANOTHER_TYPO, typos - 1);
    }
}
