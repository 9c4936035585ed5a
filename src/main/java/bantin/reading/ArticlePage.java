package bantin.reading;

import bantin.http.Representation;
import bantin.paging.Page;
import bantin.search.Facets;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One page of the list of articles. */
@Schema(description = "One page of a list of articles")
public record ArticlePage(
        @Schema(required = true) List<ArticleSummary> items,
        @Schema(required = true) Page.PageInfo page,

        @Schema(description = "With `facets`: the number of articles for each value of a filter")
        Facets facets,

        @Schema(
                description = "The corrected query that was searched instead of `q`. Present only if no "
                        + "article has the words of `q` next to each other and a correction was found.",
                examples = "nông thôn mới")
        String correctedQuery)
        implements Representation {

    @Override
    public Stream<String> cacheTags() {
        return items.stream().flatMap(ArticleSummary::cacheTags);
    }

    @Override
    public boolean exact() {
        return items.stream().allMatch(ArticleSummary::exact);
    }

    @Override
    public boolean collection() {
        return true;
    }
}
