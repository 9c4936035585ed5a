package bantin.reading;

import bantin.access.Caller;
import bantin.article.ArticleCacheScope;
import bantin.article.ArticleDetails;
import bantin.article.ArticlePermissions;
import bantin.article.ArticleReadModel;
import bantin.article.BodyFormat;
import bantin.article.PublicationState;
import bantin.article.SlugMatch;
import bantin.http.QueryParameters;
import bantin.http.Representation;
import bantin.openapi.OperationHint;
import bantin.paging.Cursor;
import bantin.paging.KeysetQuery;
import bantin.paging.ListParameters;
import bantin.paging.PageRequest;
import bantin.paging.Sort;
import bantin.problem.ProblemException;
import bantin.problem.ProblemType;
import bantin.search.ArticleFilter;
import bantin.search.ArticleSearch;
import bantin.search.ConcurrencyLimiter;
import bantin.search.Facets;
import bantin.search.Highlights;
import bantin.search.RelatedArticles;
import bantin.site.SiteConfig;
import bantin.text.Nfc;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.Session;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** The articles as readers get them; callers with a key also see what is not public and theirs to see. */
@Path("/api/v1/articles")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Articles")
public class ArticleReadResource {

    private static final Set<String> INCLUDABLE = Set.of("views");

    @Inject
    ArticleCacheScope cacheScope;

    @Inject
    Session database;

    @Inject
    Caller caller;

    @Inject
    Clock clock;

    @Inject
    SiteConfig site;

    @Inject
    ArticleSearch search;

    @Inject
    RelatedArticles related;

    @Inject
    ConcurrencyLimiter turns;

    /** How one article is shown. */
    public static class Shape extends QueryParameters {

        @RestQuery
        @Parameter(
                description = "The formats of the body. Default: `portable-text`.",
                schema = @Schema(type = SchemaType.ARRAY, implementation = BodyFormat.class))
        public List<String> body;

        @RestQuery
        @Parameter(
                description = "`views` adds the number of views. The ETag is then weak.",
                schema = @Schema(type = SchemaType.STRING, enumeration = "views"))
        public List<String> include;

        @RestQuery
        @Parameter(
                description = "Returns only these properties, separated by commas",
                schema = @Schema(type = SchemaType.STRING))
        public String fields;

        Understood understood() {
            var violations = violations();
            var named = propertiesIn(fields);
            var formats = BodyFormat.parse(body, named, violations);
            var added = choices("include", include, INCLUDABLE, violations);
            violations.throwIfAny();
            return new Understood(formats, added.contains("views") || named.contains("views"));
        }
    }

    private record Understood(Set<BodyFormat> formats, boolean withViews) {

        ArticleDetails show(ArticleReadModel article, Instant now) {
            return ArticleDetails.of(article, now, formats, withViews);
        }
    }

    @GET
    @Operation(
            summary = "List articles",
            description = "Without parameters, returns published articles, newest first. Values of one filter are "
                    + "combined with \"or\", different filters with \"and\". Bodies, media, view counts and highlights "
                    + "are returned only with `include`.")
    public RestResponse<ArticlePage> listArticles(@BeanParam ArticleParameters parameters) {
        var violations = parameters.violations();
        var filter = parameters.filter(violations);
        UnknownSlugs.addTo(violations, filter.scope(), caller, clock.instant(), database);
        var sort = ListParameters.sort(parameters.sort, ArticleParameters.sorts(filter), violations);
        var page = parameters.page(sort, violations);
        if (sort.equals(ArticleSearch.BY_RELEVANCE) && page.offset() + page.limit() > ArticleSearch.BATCH) {
            violations.in(
                    "page",
                    "range",
                    "with 'sort=relevance', numbered pages cover the first " + ArticleSearch.BATCH
                            + " items; use 'cursor' to go further");
        }
        if (filter.include().contains("highlights") && filter.query() == null) {
            violations.in("include", "value", "'highlights' requires 'q'");
        }
        violations.throwIfAny();
        if (!filter.isOfReaders() && !caller.hasKey()) {
            throw new ProblemException(
                    ProblemType.AUTHENTICATION_REQUIRED, "Listing unpublished articles requires an API key.");
        }
        var now = clock.instant();
        cacheScope.expiresAtNextScheduleChange(now);
        if (sort.name().equals(ArticleParameters.BY_VIEWS)) {
            cacheScope.expiresWithViewCounts();
        }
        return filter.isCostly() || isSearchedFor(filter, sort)
                ? turns.take(() -> answer(filter, sort, page, now))
                : answer(filter, sort, page, now);
    }

    private RestResponse<ArticlePage> answer(
            ArticleParameters.Filter filter, Sort sort, PageRequest page, Instant now) {
        var byRelevance = sort.equals(ArticleSearch.BY_RELEVANCE);
        var found = found(filter, sort, byRelevance ? page.after() : null, now);
        var rows = byRelevance
                ? found.rows(page, filter.readsBodies())
                : listing(filter, sort, found, now).rows(database, page);
        var articles = rows.rows().stream().map(ArticleReadModel::of).toList();
        var highlights = filter.include().contains("highlights")
                ? found.highlights(articles)
                : Collections.<Highlights>nCopies(articles.size(), null);
        var items = IntStream.range(0, articles.size())
                .mapToObj(i -> ArticleSummary.of(articles.get(i), filter.include(), highlights.get(i), now))
                .toList();
        return rows.answer(
                page,
                new ArticlePage(
                        items,
                        rows.position(),
                        facets(filter, found, now),
                        found == null ? null : found.correctedQuery()));
    }

    /** What is searched for; null where a list has its order in an index. */
    private ArticleSearch.Search found(ArticleParameters.Filter filter, Sort sort, Cursor after, Instant now) {
        if (filter.query() != null) {
            return search.search(filter.query(), filter.scope(), filter.isOfReaders(), after, now);
        }
        return isSearchedFor(filter, sort) ? search.having(filter.scope(), now) : null;
    }

    /** What sections, tags, names and locales have is in the order of publication alone. */
    private static boolean isSearchedFor(ArticleParameters.Filter filter, Sort sort) {
        return filter.isOfReaders() && filter.scope().isOfSome() && !isOfPublication(sort);
    }

    private static boolean isOfPublication(Sort sort) {
        return sort.expression().equals(ArticleParameters.PUBLISHED_AT);
    }

    /** @param found null where nothing is searched for */
    private KeysetQuery listing(ArticleParameters.Filter filter, Sort sort, ArticleSearch.Search found, Instant now) {
        if (found == null) {
            return ArticleListQuery.of(filter, sort, caller, now);
        }
        var list = ArticleListQuery.of(left(filter, sort, found), sort, caller, now);
        list.within(ArticleSearch.TIMEOUT_SECONDS);
        if (filter.isOfReaders()) {
            list.counting(found::exactTotal);
        }
        // What is rare is sorted; what is common is met often enough along an index, along which PostgreSQL would go
        // for the rare too, if it saw that they are some thousands.
        return found.isWhole()
                ? list.where("a.id = any(array(select unnest(cast(:found as bigint[]))))")
                        .with("found", array(found.ids()))
                : found.narrow(list);
    }

    /** The filters that a search for readers has not answered already. */
    private static ArticleParameters.Filter left(
            ArticleParameters.Filter filter, Sort sort, ArticleSearch.Search found) {
        if (!filter.isOfReaders()) {
            return filter;
        }
        if (found.isWhole()) {
            return filter.with(ArticleFilter.ALL);
        }
        // to sort by another order all that a section, tag or name has would be searched in
        return isOfPublication(sort) ? filter : filter.with(filter.scope().timesAlone());
    }

    private static String array(List<Long> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    private Facets facets(ArticleParameters.Filter filter, ArticleSearch.Search found, Instant now) {
        if (filter.facets().isEmpty()) {
            return null;
        }
        var newestFirst = ArticleParameters.newestFirst(filter);
        var counted = filter.isOfReaders() && found != null && found.isAny()
                ? found.found()
                : listing(filter, newestFirst, found, now).ids(newestFirst, Facets.MAX_COUNTED);
        return Facets.of(counted, filter.facets(), site.timeZone(), ArticleSearch.TIMEOUT_SECONDS, database);
    }

    @GET
    @Path("{id}")
    @Operation(
            summary = "Get an article",
            description = "Returns everything that a front end needs to render the article.",
            extensions = @Extension(name = OperationHint.ALSO_PROBLEMS, value = "WITHDRAWN"))
    public ArticleDetails getArticle(@RestPath long id, @BeanParam Shape shape) {
        var understood = shape.understood();
        if (cacheScope.isUnknown(id)) {
            throw ArticlePermissions.notFound();
        }
        var now = clock.instant();
        var article = ArticleReadModel.find(id, caller, now);
        if (article.isEmpty()) {
            cacheScope.notFound(id, now);
            throw ArticlePermissions.notFound();
        }
        cacheScope.shown(article.get(), now);
        ArticlePermissions.requireMaySee(article.get().state(), caller, now);
        return understood.show(article.get(), now);
    }

    /** How many related articles are wanted, and how they are shown. */
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
        return new RelatedArticleList(turns.take(() -> related.of(id, limit, now)).stream()
                .map(row -> ArticleSummary.of(row, Set.of(), null, now))
                .toList());
    }

    @GET
    @Path("by-slug/{slug}")
    @Operation(
            summary = "Get an article by its slug",
            description =
                    "Returns the same response as `GET /api/v1/articles/{id}`. A former slug returns 308 with the "
                            + "current URL in `Location`.",
            extensions = @Extension(name = OperationHint.ALSO_PROBLEMS, value = "WITHDRAWN"))
    @APIResponse(responseCode = "200", description = "The article")
    @APIResponse(responseCode = "308", description = "The slug has changed; `Location` has the current URL")
    public RestResponse<ArticleDetails> getArticleBySlug(
            @RestPath @Parameter(example = "thanh-pho-hop-truc-tuyen-voi-cac-xa") String slug,
            @RestQuery
                    @Parameter(
                            description = "The locale of the article, if several locales have this slug. When absent, "
                                    + "the default locale of the site is preferred.",
                            schema = @Schema(type = SchemaType.STRING))
                    String locale,
            @BeanParam Shape shape,
            UriInfo uri) {
        var understood = shape.understood();
        var name = Nfc.of(slug);
        if (cacheScope.isUnknown(name)) {
            throw ArticlePermissions.notFound();
        }
        var now = clock.instant();
        var holders = SlugMatch.find(name, locale, site.locale(), caller, now);
        cacheScope.slug(name, holders, now);
        var told = holders.stream()
                .filter(holder -> holder.article() != null)
                .sorted(Comparator.comparing(
                        holder -> !ArticlePermissions.maySee(holder.article().state(), caller, now)))
                .findFirst()
                .orElseThrow(ArticlePermissions::notFound);
        cacheScope.shown(told.article(), now);
        ArticlePermissions.requireMaySee(told.article().state(), caller, now);
        return told.moved() ? movedTo(told.article(), uri) : RestResponse.ok(understood.show(told.article(), now));
    }

    private static RestResponse<ArticleDetails> movedTo(ArticleReadModel article, UriInfo uri) {
        var present = uri.getRequestUriBuilder()
                .replacePath("/api/v1/articles/by-slug/" + article.slug())
                .replaceQueryParam("locale", article.locale())
                .build();
        return RestResponse.ResponseBuilder.<ArticleDetails>create(308)
                .header(HttpHeaders.LOCATION, present.getRawPath() + "?" + present.getRawQuery())
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .build();
    }
}
