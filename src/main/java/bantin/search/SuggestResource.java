package bantin.search;

import bantin.article.ArticleCacheScope;
import bantin.http.Choice;
import bantin.http.QueryParameters;
import bantin.http.Representation;
import bantin.problem.Violations;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Autocomplete for search fields. */
@Path("/api/v1/suggest")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Search", description = "Autocomplete for search fields")
public class SuggestResource {

    private static final int MAX_CHARACTERS = 100;
    private static final int MAX_WORDS = 12;
    private static final int MAX_LIMIT = 20;
    private static final int DEFAULT_LIMIT = 10;
    private static final Choice<Suggestion.Kind> KINDS = Choice.of(Suggestion.Kind.class);

    @Inject
    ArticleCacheScope cacheScope;

    @Inject
    Suggestions suggestions;

    @Inject
    ConcurrencyLimiter limiter;

    @Inject
    Clock clock;

    @Schema(description = "Suggestions, names before titles")
    public record SuggestionList(@Schema(required = true) List<Suggestion> items) implements Representation {

        @Override
        public Stream<String> cacheTags() {
            return Stream.concat(Stream.of("articles"), items.stream().flatMap(Suggestion::cacheTags));
        }
    }

    public static class Parameters extends QueryParameters {

        @RestQuery
        @Parameter(
                required = true,
                description = "The text typed so far. Words match at any position, and the last word may be "
                        + "a prefix. Case and diacritics are ignored, `đ` matches `d`, and one or two "
                        + "wrong letters are tolerated. At most 100 characters and 12 words.",
                example = "vịnh hạ l",
                schema = @Schema(type = SchemaType.STRING, maxLength = MAX_CHARACTERS))
        public String q;

        @RestQuery
        @Parameter(
                description = "Only suggestions of these kinds. Default: all.",
                schema = @Schema(type = SchemaType.ARRAY, implementation = Suggestion.Kind.class))
        public List<String> kind;

        @RestQuery
        @Parameter(
                description = "The maximum number of items",
                schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "20", defaultValue = "10"))
        public String limit;

        private List<String> words(Violations violations) {
            if (q == null) {
                violations.in("q", "required", "is required");
                return List.of();
            }
            if (q.codePointCount(0, q.length()) > MAX_CHARACTERS) {
                violations.in("q", "size", "must have at most " + MAX_CHARACTERS + " characters");
                return List.of();
            }
            var words = TextAnalyzer.words(q);
            if (words.size() > MAX_WORDS) {
                violations.in("q", "size", "must have at most " + MAX_WORDS + " words");
            }
            return words;
        }

        /** A character behind the last word, such as a space, ends it. */
        private boolean isPrefix() {
            return TextAnalyzer.endsInWord(q);
        }

        private Set<Suggestion.Kind> kinds(Violations violations) {
            var kinds = KINDS.any("kind", kind, violations);
            return kinds.isEmpty() ? EnumSet.allOf(Suggestion.Kind.class) : kinds;
        }
    }

    @GET
    @Operation(
            summary = "List suggestions for a search field",
            description = "Completes the names of sections, tags and contributors, and the titles of published "
                    + "articles. Names come first, the shortest in front. Titles follow: first those that "
                    + "begin with the query, then the others, each newest first. Among names and among "
                    + "titles, those with the same diacritics as the query come first.")
    public SuggestionList listSuggestions(@BeanParam Parameters parameters) {
        var violations = parameters.violations();
        var words = parameters.words(violations);
        var kinds = parameters.kinds(violations);
        var limit = QueryParameters.number("limit", parameters.limit, DEFAULT_LIMIT, 1, MAX_LIMIT, violations);
        violations.throwIfAny();
        var now = clock.instant();
        cacheScope.expiresAtNextScheduleChange(now);
        return new SuggestionList(
                words.isEmpty()
                        ? List.of()
                        : limiter.run(() -> suggestions.find(words, parameters.isPrefix(), kinds, limit, now)));
    }
}
