package bantin.views;

import bantin.access.Caller;
import bantin.access.Role;
import bantin.article.ArticleAccess;
import bantin.article.ArticleState;
import bantin.http.Idempotent;
import bantin.http.Input;
import bantin.http.Representation;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/api/v1/articles/{id}/views")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Views", description = "How often articles are read")
public class ViewResource {

    /** What JavaScript can still count with whole numbers. */
    private static final long MAX_TOTAL = 9_007_199_254_740_991L;

    @Inject
    Caller caller;

    @Inject
    Clock clock;

    @Schema(description = "How often an article was read")
    public record Views(
            @Schema(examples = "42", required = true) Long articleId,
            @Schema(examples = "1984", required = true) Long views)
            implements Representation {

        @Override
        public boolean exact() {
            return false;
        }
    }

    @Schema(description = "What the count of an article goes on from")
    public record StartingCount(
            @NotNull @PositiveOrZero @Max(MAX_TOTAL) @Schema(examples = "1984")
            Long total) implements Input {}

    @POST
    @Transactional
    @Idempotent
    @Operation(
            summary = "Count one view of a published article",
            description = "Needs no key and no body. The answer is the count that this view made, committed already.")
    public Views count(@RestPath long id) {
        var now = clock.instant();
        return ViewCount.count(id, now)
                .map(total -> new Views(id, total))
                .orElseThrow(() ->
                        ArticleState.find(id).map(ArticleAccess::refusalFor).orElseGet(ArticleAccess::notFound));
    }

    @GET
    @Operation(summary = "Read how often an article was viewed")
    public RestResponse<Views> read(@RestPath long id) {
        requireMaySee(id);
        return RestResponse.ResponseBuilder.ok(new Views(id, ViewCount.of(id)))
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .build();
    }

    @PUT
    @Transactional
    @RolesAllowed(Role.EDITOR)
    @Operation(summary = "Set what the count goes on from, for a page that moves in")
    public Views set(@RestPath long id, StartingCount count) {
        requireMaySee(id);
        ViewCount.start(id, count.total());
        return new Views(id, count.total());
    }

    private void requireMaySee(long id) {
        var article = ArticleState.find(id).orElseThrow(ArticleAccess::notFound);
        ArticleAccess.requireMaySee(article, caller, clock.instant());
    }
}
