package bantin.reading;

import bantin.access.Caller;
import bantin.article.ArticleCacheScope;
import bantin.article.ArticleReadModel;
import bantin.http.Choice;
import bantin.http.Representation;
import bantin.paging.ListParameters;
import bantin.paging.Page;
import bantin.paging.Sort;
import bantin.problem.Violations;
import bantin.search.ArticleFilter;
import bantin.site.SiteConfig;
import bantin.time.SiteTime;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.Session;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** The articles with the most views within a window of time. */
@Path("/api/v1/articles/most-viewed")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Views")
public class MostViewedResource {

    private static final Choice<Window> WINDOWS = Choice.of(Window.class, window -> window.word);

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

    @Schema(description = "An article and its number of views within the window")
    public record MostViewedArticle(
            @Schema(examples = "512", required = true) Long views,
            @Schema(required = true) ArticleSummary article) implements Representation {

        @Override
        public Stream<String> cacheTags() {
            return article.cacheTags();
        }

        @Override
        public boolean exact() {
            return false;
        }
    }

    /** The windows, by the names they have in the API. */
    enum Window {
        HOUR("1h", Duration.ofHours(1)),
        DAY("24h", Duration.ofHours(24)),
        WEEK("7d", Duration.ofDays(7)),
        MONTH("30d", Duration.ofDays(30)),
        ALL("all", null);

        private final String word;
        private final Duration length;

        Window(String word, Duration length) {
            this.word = word;
            this.length = length;
        }

        /** Articles with their views inside the window: whole hours, the current one and those before it. */
        ArticleListQuery.Source source() {
            var views = length == null
                    ? "select article_id, ranking_total as views from view_count where ranking_total > 0"
                    : "select article_id, cast(sum(views) as bigint) as views from view_hour where hour >= :since"
                            + " group by article_id";
            return new ArticleListQuery.Source(
                    "\nfrom (" + views + ") w\njoin article a on a.id = w.article_id", "w.article_id");
        }
    }

    public static class Parameters extends ListParameters {

        @RestQuery
        @Parameter(
                description = "The window of time in which views count: `1h`, `24h`, `7d`, `30d` or `all`. "
                        + "Windows consist of whole hours: the current hour and those before it.",
                schema =
                        @Schema(
                                type = SchemaType.STRING,
                                enumeration = {"1h", "24h", "7d", "30d", "all"},
                                defaultValue = "24h"))
        public String window;

        @RestQuery
        @Parameter(
                description = "Only articles in sections with these slugs or in their subsections. An "
                        + "unknown slug is an error.")
        public List<String> section;

        @RestQuery
        @Parameter(description = "Only articles in these locales, such as `vi`")
        public List<String> locale;

        private ArticleFilter filter(Violations violations) {
            return ArticleFilter.of(split(section), ArticleParameters.locales(locale, violations));
        }
    }

    @GET
    @Operation(
            summary = "List the most viewed articles",
            description = "Ranks published articles by their views within a window of time, the most "
                    + "viewed first. New views are included within one second.")
    public RestResponse<Page<MostViewedArticle>> listMostViewedArticles(@BeanParam Parameters parameters) {
        var violations = parameters.violations();
        var window = WINDOWS.one("window", parameters.window, Window.DAY, violations);
        var page = parameters.page(Sort.byNumber("-views", "w.views"), violations);
        var filter = parameters.filter(violations);
        var now = clock.instant();
        UnknownSlugs.addTo(violations, filter, caller, now, database);
        violations.throwIfAny();
        cacheScope.expiresAtNextScheduleChange(now);
        var list = ArticleListQuery.filtered(ArticleQuery.published(filter, page), window.source(), caller, now);
        if (window.length != null) {
            list.with("since", since(window, now));
        }
        return list.rows(database, page)
                .answer(
                        page,
                        row -> new MostViewedArticle(
                                row.number("sort_key"),
                                ArticleSummary.of(ArticleReadModel.of(row), Set.of(), null, now, caller)));
    }

    private Instant since(Window window, Instant now) {
        return SiteTime.hourOf(now, site.timeZone()).minus(window.length);
    }
}
