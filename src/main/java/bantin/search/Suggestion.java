package bantin.search;

import bantin.database.Row;
import bantin.http.Representation;
import java.util.Comparator;
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

    /** The kinds, in the order in which they are suggested. */
    @Schema(name = "SuggestionKind")
    public enum Kind {
        section,
        tag,
        contributor,
        article
    }

    /** @param row of the table {@code suggestion} */
    static Suggestion of(Row row) {
        return new Suggestion(
                Kind.valueOf(row.text("kind")),
                row.number("entity_id"),
                row.text("text"),
                row.text("slug"),
                row.text("locale"));
    }

    /** Suggestions whose text has the words in this spelling, then the others. */
    static Comparator<Suggestion> spelledFirst(List<String> words) {
        return Comparator.comparing(suggestion -> !suggestion.hasSpellings(words));
    }

    /** Whether the text has words that begin with each of these, with the same accents. */
    boolean hasSpellings(List<String> words) {
        if (words.isEmpty()) {
            return true;
        }
        var padded = " " + String.join(" ", TextAnalyzer.words(text));
        return words.stream().allMatch(word -> padded.contains(" " + word));
    }

    @Override
    public Stream<String> cacheTags() {
        return Stream.of(kind + "-" + id);
    }
}
