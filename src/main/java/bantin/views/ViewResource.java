package bantin.views;

import bantin.access.Caller;
import bantin.access.Role;
import bantin.article.ArticlePermissions;
import bantin.article.PublicationState;
import bantin.http.IgnoreUnknownParameters;
import bantin.http.Representation;
import bantin.json.JsonPayload;
import bantin.openapi.OperationHint;
import bantin.site.SiteConfig;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** The view count of one article. */
@Path("/api/v1/articles/{id}/views")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Views", description = "View counts of articles")
public class ViewResource {

    /** The largest whole number that JavaScript can represent exactly. */
    private static final long MAX_TOTAL = 9_007_199_254_740_991L;

    @Inject
    ViewCounter counter;

    @Inject
    ViewRequests requests;

    @Inject
    CrawlerDetector crawlers;

    @Inject
    ViewsConfig config;

    @Inject
    SiteConfig site;

    @Inject
    Caller caller;

    @Inject
    Clock clock;

    @Schema(description = "The number of views of an article")
    public record Views(
            @Schema(examples = "42", required = true) Long articleId,

            @Schema(
                    description = "The total number of views, including the initial view count",
                    examples = "1984",
                    required = true)
            Long views,

            @Schema(description = "With `interval`: the time series, without gaps")
            List<SeriesRange.Point> series)
            implements Representation {

        @Override
        public boolean exact() {
            return false;
        }
    }

    @Schema(description = "The initial view count")
    public record ViewCountInput(
            @NotNull @PositiveOrZero @Max(MAX_TOTAL) @Schema(examples = "1984")
            Long total) implements JsonPayload {}

    /** {@link ViewRoute} handles most of these requests. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @Blocking
    @IgnoreUnknownParameters
    @Operation(
            summary = "Record a view of a published article",
            description = "Requires neither an API key nor a body, so a page, a beacon "
                    + "(`navigator.sendBeacon`) and curl can call it. The response is sent after the "
                    + "view is committed, and has the new count. Crawlers, prefetched pages and "
                    + "repeat views of a visitor get a response but are not counted. Unknown content "
                    + "in the body or the query is ignored, because the response to a beacon is "
                    + "never read.",
            extensions = {
                @Extension(name = OperationHint.ALSO_PROBLEMS, value = "WITHDRAWN"),
                @Extension(name = OperationHint.NO_ETAG, value = "true")
            })
    @Parameter(
            name = ViewRequests.VISITOR,
            in = ParameterIn.HEADER,
            description = "An opaque id of the visitor. Used if the body has none.",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "Prefer",
            in = ParameterIn.HEADER,
            description = "With `return=minimal`, the response is a 204 without the count (RFC 7240)",
            schema = @Schema(type = SchemaType.STRING))
    @RequestBody(
            required = false,
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ViewRequests.Visit.class)),
                @Content(
                        mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                        schema = @Schema(implementation = ViewRequests.Visit.class)),
                @Content(
                        mediaType = MediaType.TEXT_PLAIN,
                        schema =
                                @Schema(
                                        type = SchemaType.STRING,
                                        description = "The same JSON as text, as beacons send it"))
            })
    @APIResponse(
            responseCode = "200",
            description = "The view count",
            content = @Content(schema = @Schema(implementation = CountedView.class)))
    @APIResponse(responseCode = "204", description = "The view was handled; the response to `Prefer: return=minimal`")
    public CompletionStage<RestResponse<CountedView>> recordView(
            @RestPath long id,
            @Parameter(hidden = true) @Context HttpServerRequest request,
            @Parameter(hidden = true) @Context SecurityContext security,
            byte[] body) {
        var name = Optional.ofNullable(security.getUserPrincipal())
                .map(Principal::getName)
                .orElse("");
        var headers = request.headers();
        var view = requests.read(id, headers, body, crawlers.isCrawler(headers.get(HttpHeaders.USER_AGENT)), name);
        return counter.count(view).thenApply(outcome -> answer(outcome, ViewRequests.wantsMinimal(headers)));
    }

    private static RestResponse<CountedView> answer(ViewResult outcome, boolean minimal) {
        var answer = minimal
                ? RestResponse.ResponseBuilder.<CountedView>create(RestResponse.Status.NO_CONTENT)
                        .header("Preference-Applied", "return=minimal")
                : RestResponse.ResponseBuilder.ok(outcome.view());
        if (outcome.replayed()) {
            answer.header("Idempotency-Replayed", "true");
        }
        return answer.header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }

    @GET
    @Operation(
            summary = "Get the view count of an article",
            description = "With `interval`, also returns a time series without gaps. Its points begin at full "
                    + "hours, days, weeks or months in the time zone of the site.",
            extensions = @Extension(name = OperationHint.ALSO_PROBLEMS, value = "WITHDRAWN"))
    public RestResponse<Views> getViews(@RestPath long id, @BeanParam SeriesParameters parameters) {
        var range = parameters.range(clock.instant(), config, site.timeZone());
        requireMaySee(id);
        var views = new Views(id, ViewCount.of(id), range == null ? null : range.of(id));
        return RestResponse.ResponseBuilder.ok(views)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .build();
    }

    @PUT
    @Transactional
    @RolesAllowed(Role.EDITOR)
    @Operation(
            summary = "Set the initial view count of an article",
            description = "For articles that are imported from another system. Initial views have no "
                    + "time, so they appear neither in time series nor in the windows of the most "
                    + "viewed articles. Requires the role `editor`.",
            extensions = {
                @Extension(name = OperationHint.NEVER_PROBLEMS, value = "CONFLICT"),
                @Extension(name = OperationHint.NO_ETAG, value = "true")
            })
    public Views setViewCount(@RestPath long id, ViewCountInput count) {
        requireMaySee(id);
        ViewCount.start(id, count.total());
        return new Views(id, count.total(), null);
    }

    private void requireMaySee(long id) {
        var now = clock.instant();
        var article = PublicationState.find(id, caller, now).orElseThrow(ArticlePermissions::notFound);
        ArticlePermissions.requireMaySee(article, caller, now);
    }
}
