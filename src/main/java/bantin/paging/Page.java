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

    @Schema(description = "Where the page stands in its list")
    public record PageInfo(
            @Schema(description = "How many items a page may have", examples = "20", required = true)
            int limit,

            @Schema(description = "What `cursor` must be for the page after this; absent on the last")
            String nextCursor,

            @Schema(required = true) boolean hasMore,

            @Schema(
                    description = "How many items the whole list has; with `count=exact` and in an order by relevance",
                    examples = "1984")
            Long total,

            @Schema(
                    description = "Beside `total`: `eq` where it is exact, `gte` where there are more than that",
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
