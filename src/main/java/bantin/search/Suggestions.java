package bantin.search;

import bantin.search.Suggestion.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Autocomplete: completes typed words to names of sections, tags and contributors and to titles of published articles.
 * If nothing matches the words as typed, they are corrected.
 */
@ApplicationScoped
public class Suggestions {

    /** How many names are read if those with the typed accents must be picked out. */
    private static final int NAMES_FOR_ACCENTS = 50;

    @Inject
    Dictionary dictionary;

    @Inject
    TypedWordCorrector corrector;

    @Inject
    NameCompletions names;

    @Inject
    TitleCompletions titles;

    /**
     * Names, then titles.
     *
     * @param words at least one, in lower case and NFKC
     * @param isPrefix whether the last word may be the beginning of a longer one
     * @param limit how many suggestions are returned at most
     */
    public List<Suggestion> find(List<String> words, boolean isPrefix, Set<Kind> kinds, int limit, Instant now) {
        var typed = dictionary.lookUp(words, isPrefix, now);
        var asTyped = complete(List.of(typed), typed, kinds, limit, now);
        return asTyped.isEmpty()
                ? corrector
                        .attempts(typed)
                        .map(alternatives -> complete(alternatives, List.of(), kinds, limit, now))
                        .filter(found -> !found.isEmpty())
                        .findFirst()
                        .orElse(List.of())
                : asTyped;
    }

    /**
     * @param alternatives what may have been meant
     * @param typed the words as they were typed, whose accents and order have priority; empty for corrections
     */
    private List<Suggestion> complete(
            List<List<TypedWord>> alternatives, List<TypedWord> typed, Set<Kind> kinds, int limit, Instant now) {
        var possible = alternatives.stream()
                .filter(words -> words.stream().allMatch(TypedWord::canMatch))
                .toList();
        if (possible.isEmpty()) {
            return List.of();
        }
        var spellings = typed.stream()
                .filter(TypedWord::isAccented)
                .map(TypedWord::spelled)
                .toList();
        var foundNames = names.find(possible, kinds, spellings.isEmpty() ? limit : NAMES_FOR_ACCENTS).stream()
                .sorted(Suggestion.spelledFirst(spellings))
                .toList();
        var foundTitles =
                kinds.contains(Kind.article) ? titles.find(possible, typed, limit, now) : List.<Suggestion>of();
        // Half of the places for each, unless there are too few of the other.
        var namesShown = Math.min(foundNames.size(), Math.max(limit / 2, limit - foundTitles.size()));
        return Stream.concat(
                        foundNames.stream().limit(namesShown),
                        foundTitles.stream().limit(limit - namesShown))
                .toList();
    }
}
