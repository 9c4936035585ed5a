package bantin.views;

import bantin.access.Caller;
import bantin.http.QueryParameters;
import bantin.http.Representation;
import bantin.idempotency.Idempotent;
import bantin.json.JsonPayload;
import bantin.json.MaxBytes;
import bantin.json.StrictJson;
import bantin.openapi.OperationHint;
import bantin.problem.Violation;
import bantin.problem.Violations;
import bantin.site.SiteConfig;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.Session;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** View counts of many articles at once. */
@Path("/api/v1/views")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Views")
public class BatchViewsResource {

    private static final Duration OLDEST = Duration.ofDays(7);

    /** The clocks of phones may be fast. A time up to this far in the future counts as now. */
    private static final Duration FAST_CLOCK = Duration.ofMinutes(5);

    /** The maximum number of violations that are listed for one view, because a batch may have a thousand views. */
    private static final int MAX_VIOLATIONS_PER_VIEW = 10;

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private static final String VISITOR = "^[\\x21-\\x7e]{1,200}$";

    @Inject
    Session database;

    @Inject
    StrictJson json;

    @Inject
    VisitorHasher visitors;

    @Inject
    CrawlerDetector crawlers;

    @Inject
    Event<Ranking.Viewed> viewed;

    @Inject
    Caller caller;

    @Inject
    Clock clock;

    @Inject
    SiteConfig site;

    /** A thousand views of the maximum length take about 300 KB. */
    @MaxBytes(512 * 1024)
    @Schema(description = "A batch of views that a client has collected, such as an app while it was offline")
    public record BatchViews(
            @NotNull @Size(min = 1, max = 1000) @Schema(
                    type = SchemaType.ARRAY,
                    implementation = BatchView.class,
                    description =
                            "The views. Each is validated separately: an invalid view does not affect the others.")
            List<JsonNode> views)
            implements JsonPayload {}

    @Schema(description = "One or more views of one article")
    public record BatchView(
            @NotNull @Schema(examples = "42", required = true)
            Long articleId,

            @Min(1) @Max(10_000) @Schema(description = "The number of views. Default: 1. Must be 1 with a `visitor`.", examples = "1")
            Long count,

            @Schema(description = "The time of the view, at most 7 days ago. Default: now.")
            Instant at,

            @Size(max = 200) @Pattern(regexp = VISITOR, message = "must be 1 to 200 visible ASCII characters") @Schema(description = "An opaque id of the visitor", examples = "f3a1c2")
            String visitor)
            implements JsonPayload {

        @Override
        public BatchView validate(Violations violations) {
            if (visitor != null && count != null && count > 1) {
                violations.at(
                        "/count",
                        "exclusive",
                        "must not exceed 1 with a visitor; send each view of a visitor separately");
            }
            return this;
        }
    }

    @Schema(description = "The result of each view, in the order of the request")
    public record BatchViewsResult(@Schema(required = true) List<BatchViewResult> results) {}

    @Schema(description = "The count after the view was committed, or the reasons why the view was rejected")
    public record BatchViewResult(
            @Schema(examples = "42") Long articleId,

            @Schema(description = "The number of views of the article, including these views", examples = "1984")
            Long views,

            @Schema(examples = "true") Boolean counted,

            @Schema(description = "Why the view was rejected. Absent if it was accepted.")
            List<Violation> errors) {

        private static BatchViewResult of(CountedView view) {
            return new BatchViewResult(view.articleId(), view.views(), view.counted(), null);
        }
    }

    @Schema(description = "The number of views of one article")
    public record ArticleViews(
            @Schema(examples = "42", required = true) Long articleId,
            @Schema(examples = "1984", required = true) Long views) {}

    @Schema(description = "The number of views of several articles")
    public record ArticlesViews(@Schema(required = true) List<ArticleViews> items) implements Representation {

        @Override
        public boolean exact() {
            return false;
        }
    }

    @POST
    @Transactional
    @Idempotent
    @Operation(
            summary = "Record up to 1,000 views",
            description = "For apps that were offline. Each view is counted in the hour of its `at`. An invalid "
                    + "view gets an entry with `errors` in the response and does not affect the "
                    + "others. Send an `Idempotency-Key`, and retry the request until there is a "
                    + "response.",
            extensions = @Extension(name = OperationHint.NO_ETAG, value = "true"))
    public BatchViewsResult recordViews(
            @HeaderParam("User-Agent") @Parameter(hidden = true) String userAgent, BatchViews gathered) {
        var now = clock.instant();
        var isCrawler = crawlers.isCrawler(userAgent);
        var answers = new BatchViewResult[gathered.views().size()];
        var views = new ArrayList<View>();
        var places = new ArrayList<Integer>();
        for (int i = 0; i < answers.length; i++) {
            var violations = new Violations(MAX_VIOLATIONS_PER_VIEW);
            var view = read(gathered.views().get(i), now, !isCrawler, violations);
            if (view == null) {
                answers[i] = refused(null, i, violations.list());
            } else {
                views.add(view);
                places.add(i);
            }
        }
        var outcomes = database.doReturningWork(connection ->
                new ViewBatch(connection, views, now, TIMEOUT.toMillis(), visitors, site.timeZone()).count());
        viewed.fire(Ranking.Viewed.of(outcomes));
        for (int i = 0; i < outcomes.size(); i++) {
            answers[places.get(i)] = answer(views.get(i), places.get(i), outcomes.get(i));
        }
        return new BatchViewsResult(List.of(answers));
    }

    /** Null if the view is invalid. */
    private View read(JsonNode sent, Instant now, boolean counts, Violations violations) {
        var view = json.part(sent, BatchView.class, violations);
        if (view != null && view.at() != null) {
            if (view.at().isBefore(now.minus(OLDEST))) {
                violations.at("/at", "range", "must be at most 7 days ago");
            } else if (view.at().isAfter(now.plus(FAST_CLOCK))) {
                violations.at("/at", "range", "must not be in the future");
            }
        }
        if (!violations.list().isEmpty()) {
            return null;
        }
        var at = view.at() == null || view.at().isAfter(now) ? now : view.at();
        return new View(view.articleId(), view.count() == null ? 1 : view.count(), at, counts, view.visitor(), null);
    }

    private static BatchViewResult answer(View view, int place, ViewResult outcome) {
        if (outcome.refusal() == null) {
            return BatchViewResult.of(outcome.view());
        }
        var violation = new Violation(
                "/articleId",
                null,
                outcome.refusal().type().slug(),
                outcome.refusal().getMessage());
        return refused(view.articleId(), place, List.of(violation));
    }

    private static BatchViewResult refused(Long articleId, int place, List<Violation> violations) {
        var placed = violations.stream()
                .map(violation -> new Violation(
                        "/views/" + place + violation.pointer(), null, violation.code(), violation.message()))
                .toList();
        return new BatchViewResult(articleId, null, null, placed);
    }

    @GET
    @Operation(
            summary = "List the view counts of up to 100 articles",
            description = "Returns the counts in the order of the request. Articles that the caller is "
                    + "not allowed to see are omitted.")
    public RestResponse<ArticlesViews> listViewCounts(
            @RestQuery
                    @Parameter(
                            description = "The ids of the articles, at most 100",
                            required = true,
                            examples = @ExampleObject(name = "three", value = "[41, 42, 43]"),
                            schema = @Schema(type = SchemaType.ARRAY, implementation = Long.class))
                    List<String> articles) {
        var violations = new Violations();
        if (articles.isEmpty()) {
            violations.in("articles", "required", "is required");
        }
        var ids = QueryParameters.ids("articles", articles, violations);
        violations.throwIfAny();
        var totals = ViewCount.ofVisible(ids, caller, clock.instant());
        var items = ids.stream()
                .distinct()
                .filter(totals::containsKey)
                .map(id -> new ArticleViews(id, totals.get(id)))
                .toList();
        return RestResponse.ResponseBuilder.ok(new ArticlesViews(items))
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .build();
    }
}
