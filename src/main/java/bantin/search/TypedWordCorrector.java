package bantin.search;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Corrects typed words for which there is no completion. Unlike searches, which need one corrected query, suggestions
 * let a word stand for all its corrections at the same time.
 */
@ApplicationScoped
class TypedWordCorrector {

    private static final int MIN_LETTERS = 3;
    private static final int MAX_CANDIDATES = 8;

    @Inject
    SpellingCandidates candidates;

    /**
     * Attempts at correcting the words, one after the other; each is made of alternatives. First all unknown words are
     * corrected or, if all are known, each word in turn; then all words that are long enough.
     */
    Stream<List<List<TypedWord>>> attempts(List<TypedWord> typed) {
        var unknown = typed.stream().filter(word -> !word.isKnown()).toList();
        var corrections = corrections(unknown.isEmpty() ? typed : unknown);
        if (typed.size() == 1) {
            removeShort(corrections);
        }
        if (corrections.isEmpty()) {
            return Stream.empty();
        }
        var first = unknown.isEmpty()
                ? corrections.keySet().stream()
                        .map(word -> corrected(typed, Map.of(word, corrections.get(word))))
                        .toList()
                : List.of(corrected(typed, corrections));
        return Stream.concat(
                Stream.of(first),
                Stream.of(typed)
                        .map(words -> unknown.isEmpty() ? corrections : corrections(words))
                        .map(all -> corrected(typed, removeShort(all)))
                        .filter(words -> !first.contains(words))
                        .map(List::of));
    }

    private static Map<TypedWord, TypedWord> removeShort(Map<TypedWord, TypedWord> corrections) {
        corrections.keySet().removeIf(word -> !SpellingCandidates.isLong(word.folded()));
        return corrections;
    }

    private static List<TypedWord> corrected(List<TypedWord> typed, Map<TypedWord, TypedWord> corrections) {
        return typed.stream().map(word -> corrections.getOrDefault(word, word)).toList();
    }

    /** Without words that have no candidates, and without those of one or two letters. */
    private Map<TypedWord, TypedWord> corrections(List<TypedWord> typed) {
        var words = typed.stream()
                .map(TypedWord::folded)
                .filter(word -> word.codePointCount(0, word.length()) >= MIN_LETTERS);
        var found = candidates.of(words, MAX_CANDIDATES);
        var corrections = new LinkedHashMap<TypedWord, TypedWord>();
        for (var word : typed) {
            if (found.containsKey(word.folded())) {
                corrections.put(word, word.corrected(found.get(word.folded()).best(MAX_CANDIDATES)));
            }
        }
        return corrections;
    }
}
