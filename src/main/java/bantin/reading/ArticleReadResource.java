package bantin.reading;

import bantin.access.Caller;
import bantin.article.ArticleCacheScope;
import bantin.article.ArticleDetails;
import bantin.article.ArticlePermissions;
import bantin.article.ArticleReadModel;
import bantin.article.BodyFormat;
import bantin.article.PreviewedArticle;
import bantin.article.SlugMatch;
import bantin.http.Choice;
import bantin.http.QueryParameters;
import bantin.openapi.OperationHint;
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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** One article. Callers with a key also get unpublished articles that they may see. */
@Path("/api/v1/articles")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Articles")
public class ArticleReadResource {

    /** What can be added to an article. */
    private enum Include {
        views
    }

    private static final Choice<Include> INCLUDES = Choice.of(Include.class);

    @Inject
    ArticleCacheScope cacheScope;

    @Inject
    Caller caller;

    @Inject
    Clock clock;

    @Inject
    SiteConfig site;

    /** The representation of one article. */
    public static class Shape extends QueryParameters {

        @RestQuery
        @Parameter(
                description = "`published` is what readers get; `draft` is the latest revision, published or not, and "
                        + "requires an API key: authors see their own articles, editors see all. Default: what readers "
                        + "get, and for those who may see it also what is not published.",
                schema = @Schema(type = SchemaType.STRING, implementation = Version.class))
        public String version;

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

        @RestQuery
        @Parameter(
                description = "The token of a preview of this article (`POST …/previews`). The response is what the "
                        + "preview shows, whether the article is public or not, with `Cache-Control: no-store` and "
                        + "`X-Robots-Tag: noindex`. An invalid token gets the same 404 as an unknown article.",
                schema = @Schema(type = SchemaType.STRING))
        public String preview;

        Understood understood() {
            var violations = violations();
            var named = propertiesIn(fields);
            var formats = BodyFormat.parse(body, named, violations);
            var added = INCLUDES.any("include", include, violations);
            var understood = Version.of(version, violations);
            if (preview != null && version != null) {
                violations.in("preview", "exclusive", "cannot be combined with 'version'");
            }
            violations.throwIfAny();
            return new Understood(
                    understood, formats, added.contains(Include.views) || named.contains(Include.views.name()));
        }
    }

    /** @param version null if none was asked for */
    private record Understood(Version version, Set<BodyFormat> formats, boolean withViews) {}

    @GET
    @Path("{id}")
    @Operation(
            summary = "Get an article",
            description = "Returns everything that a front end needs to render the article.",
            extensions = @Extension(name = OperationHint.ALSO_PROBLEMS, value = "WITHDRAWN"))
    @APIResponse(responseCode = "200", description = "The article")
    public RestResponse<ArticleDetails> getArticle(@RestPath long id, @BeanParam Shape shape) {
        var understood = shape.understood();
        var now = clock.instant();
        if (shape.preview != null) {
            return previewed(PreviewedArticle.find(id, shape.preview, now), understood, shape, now);
        }
        if (understood.version == Version.draft) {
            ArticlePermissions.requireKey(caller);
            var latest = ArticleReadModel.findLatest(id, caller).orElseThrow(ArticlePermissions::notFound);
            return RestResponse.ok(show(latest, understood, now));
        }
        if (cacheScope.isUnknown(id)) {
            throw ArticlePermissions.notFound();
        }
        var article = ArticleReadModel.find(id, caller, now);
        if (article.isEmpty()) {
            cacheScope.notFound(id, now);
            throw ArticlePermissions.notFound();
        }
        cacheScope.shown(article.get(), now);
        requireMaySee(article.get(), understood, now);
        return RestResponse.ok(show(article.get(), understood, now));
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
        var now = clock.instant();
        if (shape.preview != null) {
            return previewed(PreviewedArticle.find(name, locale, shape.preview, now), understood, shape, now);
        }
        if (understood.version == Version.draft) {
            ArticlePermissions.requireKey(caller);
            var latest = SlugMatch.findLatest(name, locale, site.locale(), caller).stream()
                    .filter(holder -> holder.article() != null)
                    .findFirst()
                    .orElseThrow(ArticlePermissions::notFound);
            return answer(latest, understood, uri, now);
        }
        if (cacheScope.isUnknown(name)) {
            throw ArticlePermissions.notFound();
        }
        var holders = SlugMatch.find(name, locale, site.locale(), caller, now);
        cacheScope.slug(name, holders, now);
        var told = holders.stream()
                .filter(holder -> holder.article() != null)
                .sorted(Comparator.comparing(
                        holder -> !ArticlePermissions.maySee(holder.article().state(), caller, now)))
                .findFirst()
                .orElseThrow(ArticlePermissions::notFound);
        cacheScope.shown(told.article(), now);
        requireMaySee(told.article(), understood, now);
        return answer(told, understood, uri, now);
    }

    private void requireMaySee(ArticleReadModel article, Understood understood, Instant now) {
        ArticlePermissions.requireMaySee(article.state(), caller, now);
        if (understood.version == Version.published && !article.state().isVisible(now)) {
            throw ArticlePermissions.refusalFor(article.state());
        }
    }

    private RestResponse<ArticleDetails> answer(SlugMatch match, Understood understood, UriInfo uri, Instant now) {
        return match.moved() ? movedTo(match.article(), uri) : RestResponse.ok(show(match.article(), understood, now));
    }

    private ArticleDetails show(ArticleReadModel article, Understood understood, Instant now) {
        return ArticleDetails.of(
                article,
                now,
                understood.formats,
                understood.withViews,
                ArticlePermissions.maySeeLatest(article.state(), caller));
    }

    /** The response is the same with and without a key, and declares nothing on which a cached one would depend. */
    private static RestResponse<ArticleDetails> previewed(
            Optional<ArticleReadModel> article, Understood understood, Shape shape, Instant now) {
        var shown = article.orElseThrow(ArticlePermissions::notFound);
        shape.forbidStoring();
        return RestResponse.ResponseBuilder.ok(
                        ArticleDetails.of(shown, now, understood.formats, understood.withViews, false))
                .header("X-Robots-Tag", "noindex")
                .build();
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
