package bantin.search;

import bantin.http.Representation;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "A suggested completion of the query")
public record Suggestion(
        @Schema(required = true) Kind kind,
        @Schema(examples = "42", required = true) Long id,

        @Schema(
                description = "The name of a section, tag or contributor, or the title of an article",
                examples = "Vịnh Hạ Long",
                required = true)
        String text,

        @Schema(examples = "vinh-ha-long", required = true) String slug,

        @Schema(
                description = "The locale of the article. Only for articles, whose `slug` is unique per locale.",
                examples = "vi")
        String locale)
        implements Representation {

    /** In the order in which they are suggested. */
    @Schema(name = "SuggestionKind")
    public enum Kind {
        section,
        tag,
        contributor,
        article
    }

    static Suggestion of(Object[] row) {
        return new Suggestion(
                Kind.valueOf((String) row[0]), (Long) row[1], (String) row[2], (String) row[3], (String) row[4]);
    }

    /** Whether it has each of these words, the last of them at least begun, with just these accents. */
    boolean isSpelled(List<String> words) {
        if (words.isEmpty()) {
            return true;
        }
        var padded = " " + String.join(" ", SearchQuery.wordsOf(text));
        return words.stream().allMatch(word -> padded.contains(" " + word));
    }

    @Override
    public Stream<String> cacheTags() {
        return Stream.of(kind + "-" + id);
    }
}
