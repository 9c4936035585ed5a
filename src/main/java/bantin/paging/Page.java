package bantin.paging;

import bantin.http.Representation;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One page of a list, and where it stands in it. */
@Schema(description = "One page of a list")
public record Page<T>(
        @Schema(required = true) List<T> items,

        @Schema(required = true) PageInfo page) implements Representation {

    @Schema(description = "The position of the page in its list")
    public record PageInfo(
            @Schema(description = "The maximum number of items in a page", examples = "20", required = true)
            int limit,

            @Schema(description = "The `cursor` of the next page. Absent on the last page.")
            String nextCursor,

            @Schema(required = true) boolean hasMore,

            @Schema(
                    description = "The number of items in the whole list. Present with `count=exact` and when "
                            + "sorted by relevance.",
                    examples = "1984")
            Long total,

            @Schema(
                    description = "`eq` if `total` is exact, `gte` if there are more items. Present with `total`.",
                    examples = "eq")
            CountRelation totalRelation) {

        public PageInfo(int limit, String nextCursor, boolean hasMore, Long total) {
            this(limit, nextCursor, hasMore, total, total == null ? null : CountRelation.eq);
        }
    }

    @Override
    public Stream<String> cacheTags() {
        return items.stream()
                .flatMap(item -> item instanceof Representation shown ? shown.cacheTags() : Stream.empty());
    }

    @Override
    public boolean exact() {
        return items.stream().allMatch(item -> !(item instanceof Representation shown) || shown.exact());
    }

    @Override
    public boolean collection() {
        return true;
    }
}
