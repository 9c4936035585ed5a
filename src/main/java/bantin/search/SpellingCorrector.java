package bantin.search;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

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
 * Corrects mistyped words of a query, by a noisy channel: candidates for a word are what the deletion neighbourhood (SymSpell) of known words
 * has within a mistake or two; which of them is meant is told by the texts that have it beside the other words of the query, titles before
 * bodies. What is not public takes no part.
 */
@ApplicationScoped
class SpellingCorrector {

    /** How many of the candidates for a word are looked for where its neighbours decide, and where they do not. */
    private static final int MANY = 64;

    private static final int FEW = 8;

    /** How many words are taken for the mistyped one. */
    private static final int MAX_WORDS = 8;

    private static final int MAX_TITLES = 100;
    private static final int MAX_BODIES = 30;

    /** How many corrections are worth to be tried. */
    private static final int MAX_CORRECTIONS = 3;

    /** So many words that stand together in a title, with one corrected, do so by intention. */
    private static final int CONVINCING = 3;

    /** How likely another mistake is. */
    private static final double ANOTHER_MISTAKE = 0.05;

    private static final String CANDIDATES = """
            select w.n, c.word, c.distance, exists (select from search_word k where k.word = w.word collate "C")
              from string_to_table(:words, ' ') with ordinality w (word, n)
             cross join lateral (
                   select k.word, edit_distance(w.word, k.word) as distance
                     from search_word k
                    where k.deletes && symspell_deletes(w.word) and is_correction(w.word, k.word)
                    group by k.word
                    order by distance, min(k.id)
                    limit :many) c
             where length(w.word) <= 30 and c.word <> 'or'
             order by w.n, c.distance""";

    /** Words that {@code w.word} may have been meant for. */
    static final String NEAR = """
            select k.word from search_word k
             where k.deletes && symspell_deletes(w.word) and is_correction(w.word, k.word)
             group by k.word order by edit_distance(w.word, k.word), min(k.id) limit 8""";

    @Inject
    Session database;

    /** Of shorter words each is near to dozens of others; another word beside it must decide. */
    static boolean isLong(String word) {
        return word.length() > 3;
    }

    /**
     * What a word of the query may have been meant for.
     *
     * @param folded the word without its accents
     * @param isKnown whether something public has it
     * @param distances by candidates, the nearest first: how many mistakes make the word of it
     */
    private record Mistake(String word, String folded, boolean isKnown, Map<String, Integer> distances) {

        /** Short words are near to dozens of others. */
        boolean isLong() {
            return SpellingCorrector.isLong(folded);
        }

        List<String> candidates(int max) {
            return distances.keySet().stream().limit(max).toList();
        }
    }

    /** In what corrections are sought. */
    private enum Place {
        TITLES("titles_matching", MAX_TITLES),
        BODIES("articles_matching", MAX_BODIES);

        private final String function;
        private final int max;

        Place(String function, int max) {
            this.function = function;
            this.max = max;
        }
    }

    /** What texts of a place are asked for. */
    private record Ballot(Place place, List<CorrectionReading> readings) {}

    /**
     * The best first; none where the query seems right.
     *
     * @param typed a query whose words nothing has next to each other
     * @param isFound whether something has them anywhere; then a correction must convince
     */
    List<SearchQuery> corrections(TsQueryBuilder typed, boolean isFound, Instant now) {
        var mistakes = mistakes(typed);
        return ballots(typed, mistakes, isFound)
                .filter(ballot -> !ballot.readings.isEmpty())
                .map(ballot -> elected(ballot, typed, mistakes, now))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private Stream<Ballot> ballots(TsQueryBuilder typed, Map<String, Mistake> mistakes, boolean isFound) {
        var words = typed.query().soughtWords().count();
        var single = mistakes.values().stream()
                .filter(mistake -> words > 1 || mistake.isLong())
                .limit(MAX_WORDS)
                .toList();
        if (isFound) {
            var unknown = single.stream().filter(mistake -> !mistake.isKnown).toList();
            return Stream.of(
                    new Ballot(Place.TITLES, one(typed, words < CONVINCING ? unknown : single, MANY, true)),
                    new Ballot(Place.BODIES, one(typed, unknown, MANY, true)));
        }
        var many = words > 1 ? MANY : FEW;
        var all = mistakes.values().stream().filter(Mistake::isLong).toList();
        return Stream.of(true, false)
                .flatMap(isTogether ->
                        Stream.of(one(typed, single, isTogether ? many : FEW, isTogether), all(typed, all, isTogether)))
                .flatMap(readings -> Stream.of(Place.values()).map(place -> new Ballot(place, readings)));
    }

    private static List<CorrectionReading> one(
            TsQueryBuilder typed, List<Mistake> mistakes, int candidates, boolean isTogether) {
        return mistakes.stream()
                .map(mistake -> new CorrectionReading(
                        typed.query(),
                        typed.folded(),
                        Map.of(mistake.word, mistake.candidates(candidates)),
                        false,
                        isTogether))
                .toList();
    }

    private static List<CorrectionReading> all(TsQueryBuilder typed, List<Mistake> mistakes, boolean isTogether) {
        return mistakes.size() < 2
                ? List.of()
                : List.of(new CorrectionReading(
                        typed.query(),
                        typed.folded(),
                        mistakes.stream().collect(toMap(Mistake::word, mistake -> mistake.candidates(FEW))),
                        true,
                        isTogether));
    }

    private List<SearchQuery> elected(Ballot ballot, TsQueryBuilder typed, Map<String, Mistake> mistakes, Instant now) {
        var votes = new LinkedHashMap<Map<String, String>, Double>();
        var spellings = new HashMap<Map<String, String>, Map<String, String>>();
        for (var text : texts(ballot, now)) {
            for (var reading : ballot.readings) {
                var found = reading.replacements(text);
                if (!found.isEmpty()) {
                    var correction = values(found, CorrectionReading.Word::folded);
                    votes.merge(correction, likelihood(correction, mistakes), Double::sum);
                    spellings.putIfAbsent(correction, values(found, CorrectionReading.Word::spelled));
                }
            }
        }
        return votes.entrySet().stream()
                .sorted(Map.Entry.<Map<String, String>, Double>comparingByValue()
                        .reversed())
                .limit(MAX_CORRECTIONS)
                .map(each -> typed.hasAccents() ? spellings.get(each.getKey()) : each.getKey())
                .map(typed.query()::with)
                .toList();
    }

    private List<List<List<CorrectionReading.Word>>> texts(Ballot ballot, Instant now) {
        return database
                .createNativeQuery(
                        "select folded, words from " + ballot.place.function + "(cast(:sought as tsquery), :now, :max)",
                        Object[].class)
                .setParameter(
                        "sought",
                        ballot.readings.stream().map(CorrectionReading::tsquery).collect(joining(" | ")))
                .setParameter("now", now)
                .setParameter("max", ballot.place.max)
                .setTimeout(ArticleSearch.TIMEOUT_SECONDS)
                .getResultList()
                .stream()
                .map(row -> CorrectionReading.lines((String) row[0], (String) row[1]))
                .toList();
    }

    private static Map<String, String> values(
            Map<String, CorrectionReading.Word> words, Function<CorrectionReading.Word, String> value) {
        return words.entrySet().stream().collect(toMap(Map.Entry::getKey, each -> value.apply(each.getValue())));
    }

    /** How likely it is to make these mistakes, beside one. */
    private static double likelihood(Map<String, String> correction, Map<String, Mistake> mistakes) {
        int count = correction.entrySet().stream()
                .mapToInt(each -> mistakes.get(each.getKey()).distances.get(each.getValue()))
                .sum();
        return Math.pow(ANOTHER_MISTAKE, count - 1);
    }

    private Map<String, Mistake> mistakes(TsQueryBuilder typed) {
        var words = typed.query().soughtWords().distinct().toList();
        var mistakes = new LinkedHashMap<String, Mistake>();
        var rows = database.createNativeQuery(CANDIDATES, Object[].class)
                .setParameter("words", words.stream().map(typed.folded()::get).collect(joining(" ")))
                .setParameter("many", MANY)
                .setTimeout(ArticleSearch.TIMEOUT_SECONDS)
                .getResultList();
        for (var row : rows) {
            var word = words.get(((Number) row[0]).intValue() - 1);
            mistakes.computeIfAbsent(
                            word,
                            any -> new Mistake(word, typed.folded().get(word), (Boolean) row[3], new LinkedHashMap<>()))
                    .distances
                    .put((String) row[1], ((Number) row[2]).intValue());
        }
        return mistakes;
    }
}
