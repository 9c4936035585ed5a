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
 * A query with some of its words open: what it may have been meant to be, and which of that a text has.
 *
 * @param folded each word without its accents
 * @param candidates for each open word the others that it may stand for, folded, the likeliest first
 * @param isTypedToo whether an open word may also stand for itself
 * @param isTogether whether the words of a clause must stand next to each other
 */
record CorrectionReading(
        SearchQuery query,
        Map<String, String> folded,
        Map<String, List<String>> candidates,
        boolean isTypedToo,
        boolean isTogether) {

    /** A word of a text, without accents and as spelled. */
    record Word(String folded, String spelled) {}

    /** What every text has that may have one of the corrections, as a tsquery. */
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
        if (!isTogether(clause) || words.size() == 1) {
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

    private boolean isTogether(SearchQuery.Clause clause) {
        return isTogether || clause.phrase();
    }

    private static String any(Stream<String> lexemes) {
        return lexemes.map(TsQueryBuilder::quoted).collect(joining(" | ", "(", ")"));
    }

    private List<String> forms(String word) {
        var others = candidates.getOrDefault(word, List.of());
        return others.isEmpty() || isTypedToo
                ? Stream.concat(Stream.of(folded.get(word)), others.stream()).toList()
                : others;
    }

    /**
     * The words of the text that stand where the query has others, by these; empty where the text has none of the corrections.
     *
     * @param lines of the text
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
                var found = isTogether(clause) ? window(clause.words(), lines) : anywhere(clause.words(), lines);
                if (found == null) {
                    return Map.of();
                }
                all.putAll(found);
            }
        }
        return all;
    }

    /** The place where the words follow each other with the fewest replaced; null where there is none. */
    private Map<String, Word> window(List<String> words, List<List<Word>> lines) {
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

    /** @param spelled the same words as spelled, if that is known */
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
