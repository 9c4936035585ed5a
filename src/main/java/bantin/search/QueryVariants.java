package bantin.search;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Variants of a query that are tried together: some of its words may stand for candidates of the spelling corrector.
 *
 * @param folded the words of the query without accents, by word
 * @param candidates for each word that may be replaced, its candidates, folded, the best first
 * @param mayKeepTyped whether a word that may be replaced may also stand for itself
 * @param isInARow whether a text must have the words of each clause in a row
 */
record QueryVariants(
        SearchQuery query,
        Map<String, String> folded,
        Map<String, List<String>> candidates,
        boolean mayKeepTyped,
        boolean isInARow) {

    /** A word of a text, without accents and as it is spelled. */
    record Word(String folded, String spelled) {}

    /** Matches every text that has one of the variants, and others: three words in a row are only two bigrams. */
    String tsquery() {
        return query.alternatives().stream()
                .map(alternative -> alternative.clauses().stream()
                        .filter(clause -> !clause.excluded())
                        .map(this::tsquery)
                        .collect(joining(" & ", "(", ")")))
                .collect(joining(" | "));
    }

    private String tsquery(SearchQuery.Clause clause) {
        var words = clause.words();
        if (!isInARow(clause) || words.size() == 1) {
            return words.stream().map(word -> any(forms(word).stream())).collect(joining(" & "));
        }
        var bigrams = new ArrayList<String>();
        for (int i = 1; i < words.size(); i++) {
            var latter = forms(words.get(i));
            bigrams.add(any(forms(words.get(i - 1)).stream()
                    .flatMap(former -> latter.stream().map(each -> former + "_" + each))));
        }
        return String.join(" & ", bigrams);
    }

    private boolean isInARow(SearchQuery.Clause clause) {
        return isInARow || clause.phrase();
    }

    private static String any(Stream<String> lexemes) {
        return lexemes.map(TsQueryBuilder::quoted).collect(joining(" | ", "(", ")"));
    }

    private List<String> forms(String word) {
        var others = candidates.getOrDefault(word, List.of());
        return others.isEmpty() || mayKeepTyped
                ? Stream.concat(Stream.of(folded.get(word)), others.stream()).toList()
                : others;
    }

    /**
     * The words of a text that replace words of the query, by the replaced words; empty if the text has no variant.
     *
     * @param lines the words of the text, line by line
     */
    Map<String, Word> replacements(List<List<Word>> lines) {
        return query.alternatives().stream()
                .map(alternative -> replacements(alternative, lines))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(Map.of());
    }

    private Map<String, Word> replacements(SearchQuery.Alternative alternative, List<List<Word>> lines) {
        var all = new HashMap<String, Word>();
        for (var clause : alternative.clauses()) {
            if (!clause.excluded()) {
                var found = isInARow(clause) ? inARow(clause.words(), lines) : anywhere(clause.words(), lines);
                if (found == null) {
                    return Map.of();
                }
                all.putAll(found);
            }
        }
        return all;
    }

    /**
     * The replacements at the place that has the words in a row with the fewest replaced; null if no place has them.
     */
    private Map<String, Word> inARow(List<String> words, List<List<Word>> lines) {
        Map<String, Word> best = null;
        for (var line : lines) {
            for (int from = 0; from + words.size() <= line.size(); from++) {
                var replaced = replacements(words, line.subList(from, from + words.size()));
                if (replaced != null && (best == null || replaced.size() < best.size())) {
                    best = replaced;
                }
            }
        }
        return best;
    }

    private Map<String, Word> replacements(List<String> words, List<Word> window) {
        Map<String, Word> replaced = new HashMap<>();
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            var written = window.get(i);
            if (!forms(word).contains(written.folded)) {
                return null;
            }
            if (!written.folded.equals(folded.get(word))) {
                replaced.put(word, written);
            }
        }
        return replaced;
    }

    private Map<String, Word> anywhere(List<String> words, List<List<Word>> lines) {
        Map<String, Word> written = lines.stream()
                .flatMap(List::stream)
                .collect(toMap(Word::folded, Function.identity(), (first, second) -> first));
        Map<String, Word> replaced = new HashMap<>();
        for (var word : words) {
            var found = forms(word).stream().filter(written::containsKey).findFirst();
            if (found.isEmpty()) {
                return null;
            }
            if (!found.get().equals(folded.get(word))) {
                replaced.put(word, written.get(found.get()));
            }
        }
        return replaced;
    }

    /**
     * The words of a text, line by line.
     *
     * @param folded the text without accents, its words separated by spaces
     * @param spelled the same text of one line as it is spelled; null if that is not known
     */
    static List<List<Word>> lines(String folded, String spelled) {
        var lines = new ArrayList<List<Word>>();
        for (var line : folded.split("\n")) {
            var words = line.strip().split(" ");
            var spellings = spelled == null ? words : spelled.split(" ");
            var same = spellings.length == words.length ? spellings : words;
            var all = new ArrayList<Word>();
            for (int i = 0; i < words.length; i++) {
                all.add(new Word(words[i], same[i]));
            }
            lines.add(all);
        }
        return lines;
    }
}
