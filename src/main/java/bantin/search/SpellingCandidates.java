package bantin.search;

import bantin.database.SqlFragment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.Session;

/**
 * Looks up candidates for misspelled words: the words of the dictionary within one or two edits, by their deletion
 * neighbourhoods (SymSpell). The functions that are used here define what an edit is and how many a word may have.
 */
@ApplicationScoped
class SpellingCandidates {

    private static final String SQL = """
            select typed.place, typed.is_known, candidate.word, candidate.distance
              from (select place, word,
                           exists (select from search_word entry where entry.word = w.word collate "C") as is_known
                      from string_to_table(:words, ' ') with ordinality w (word, place)
                     where length(word) <= 30
                    offset 0) typed
             cross join lateral (
                   select word, distance, min(id) as first_id
                     from (select word, id, edit_distance(typed.word, word) as distance
                             from search_word
                            where deletes && symspell_deletes(typed.word)
                           offset 0) neighbor
                    where distance between 1 and max_edits(typed.word)
                    group by word, distance
                    order by distance, first_id
                    limit :max) candidate
             order by typed.place, candidate.distance, candidate.first_id""";

    @Inject
    Session database;

    /**
     * The candidates for a word.
     *
     * @param isKnown whether the dictionary has the word itself
     * @param distances the number of edits by candidate, the smallest first; of equal ones the most frequent word first
     */
    record Candidates(boolean isKnown, Map<String, Integer> distances) {

        /** The best candidates, folded. */
        List<String> best(int max) {
            return distances.keySet().stream().limit(max).toList();
        }

        /** @return null if there is no other candidate */
        Candidates without(String candidate) {
            var others = new LinkedHashMap<>(distances);
            others.remove(candidate);
            return others.isEmpty() ? null : new Candidates(isKnown, others);
        }
    }

    static SqlFragment statement(List<String> words, int max) {
        return SqlFragment.of(SQL).with("words", String.join(" ", words)).with("max", max);
    }

    /**
     * Whether a word may be corrected without regard to the words beside it. Shorter words are within one edit of
     * dozens of others.
     */
    static boolean isLong(String word) {
        return word.length() > 3;
    }

    /**
     * @param words folded
     * @param max how many candidates a word has at most
     * @return by word, without words that have no candidates
     */
    Map<String, Candidates> of(Stream<String> words, int max) {
        var distinct = words.distinct().toList();
        var found = new LinkedHashMap<String, Candidates>();
        if (distinct.isEmpty()) {
            return found;
        }
        for (var row : statement(distinct, max)
                .query(database, ArticleSearch.TIMEOUT_SECONDS)
                .getResultList()) {
            var word = distinct.get((int) row.number("place") - 1);
            found.computeIfAbsent(word, any -> new Candidates(row.isTrue("is_known"), new LinkedHashMap<>()))
                    .distances
                    .put(row.text("word"), (int) row.number("distance"));
        }
        return found;
    }
}
