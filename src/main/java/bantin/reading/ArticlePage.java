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

        @Schema(description = "With `facets`: what the list can be narrowed to")
        Facets facets,

        @Schema(
                description =
                        "What was searched for instead of `q`, where nothing has the words of `q` next to each other and a correction of "
                                + "mistyped words is found; absent elsewhere",
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
