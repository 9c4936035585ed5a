package bantin.reading;

import bantin.access.Caller;
import bantin.article.ArticleCacheScope;
import bantin.article.ArticlePermissions;
import bantin.article.PublicationState;
import bantin.http.QueryParameters;
import bantin.http.Representation;
import bantin.openapi.OperationHint;
import bantin.search.ConcurrencyLimiter;
import bantin.search.RelatedArticles;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.Session;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Lists of articles, and the articles related to one. Callers with a key also get unpublished articles that they may
 * see.
 */
@Path("/api/v1/articles")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Articles")
public class ArticleListResource {

    @Inject
    ArticleCacheScope cacheScope;

    @Inject
    ArticleLists lists;

    @Inject
    RelatedArticles related;

    @Inject
    Session database;

    @Inject
    Caller caller;

    @Inject
    Clock clock;

    @Inject
    ConcurrencyLimiter limiter;

    @GET
    @Operation(
            summary = "List articles",
            description = "Without parameters, returns published articles, newest first. Values of one filter are "
                    + "combined with \"or\", different filters with \"and\". Bodies, media, view counts and highlights "
                    + "are returned only with `include`.")
    public RestResponse<ArticlePage> listArticles(@BeanParam ArticleParameters parameters) {
        var now = clock.instant();
        var violations = parameters.violations();
        var query = parameters.query(violations);
        UnknownSlugs.addTo(violations, query.filter(), caller, now, database);
        violations.throwIfAny();
        if (!query.isPublic()) {
            ArticlePermissions.requireKey(caller);
        }
        cacheScope.expiresAtNextScheduleChange(now);
        if (query.sort().name().equals(ArticleSorts.BY_VIEWS)) {
            cacheScope.expiresWithViewCounts();
        }
        var plan = ReadPlan.of(query);
        return plan.isCostly() ? limiter.run(() -> lists.read(plan, now)) : lists.read(plan, now);
    }

    public static class RelatedParameters extends QueryParameters {

        @RestQuery
        @Parameter(
                description = "The maximum number of items",
                schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "20", defaultValue = "6"))
        public String limit;

        @RestQuery
        @Parameter(
                description = "Returns only these properties of each item, separated by commas",
                schema = @Schema(type = SchemaType.STRING))
        public String fields;
    }

    @Schema(description = "Related articles, the most related first")
    public record RelatedArticleList(
            @Schema(required = true) List<ArticleSummary> items) implements Representation {

        @Override
        public Stream<String> cacheTags() {
            return Stream.concat(Stream.of("articles"), items.stream().flatMap(ArticleSummary::cacheTags));
        }
    }

    @GET
    @Path("{id}/related")
    @Operation(
            summary = "List related articles",
            description = "Returns published articles in the same language that share tags, rare words "
                    + "or word pairs of the title, or the section. Newer articles rank higher.",
            extensions = @Extension(name = OperationHint.ALSO_PROBLEMS, value = "WITHDRAWN"))
    public RelatedArticleList listRelatedArticles(@RestPath long id, @BeanParam RelatedParameters parameters) {
        var violations = parameters.violations();
        var limit = QueryParameters.number("limit", parameters.limit, 6, 1, 20, violations);
        violations.throwIfAny();
        if (cacheScope.isUnknown(id)) {
            throw ArticlePermissions.notFound();
        }
        var now = clock.instant();
        cacheScope.expiresAtNextScheduleChange(now);
        var article = PublicationState.find(id, caller, now).orElseThrow(ArticlePermissions::notFound);
        ArticlePermissions.requireMaySee(article, caller, now);
        return new RelatedArticleList(limiter.run(() -> related.of(id, limit, now)).stream()
                .map(row -> ArticleSummary.of(row, Set.of(), null, now, caller))
                .toList());
    }
}
