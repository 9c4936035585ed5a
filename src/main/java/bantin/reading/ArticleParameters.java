package bantin.reading;

import bantin.article.ArticleContent;
import bantin.article.EffectiveStatus;
import bantin.http.Choice;
import bantin.paging.ListParameters;
import bantin.problem.Violations;
import bantin.search.ArticleFilter;
import bantin.search.ArticleSearch;
import bantin.search.Facets;
import bantin.search.SearchQuery;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** The filters of the list of articles. Repeating one means "or", different ones mean "and". */
public class ArticleParameters extends ListParameters {

    private static final Choice<EffectiveStatus> STATUSES = Choice.of(EffectiveStatus.class);
    private static final Choice<Include> INCLUDES = Choice.of(Include.class);
    private static final Choice<Facets.Facet> FACETS = Choice.of(Facets.Facet.class);

    /** What can be added to a teaser. */
    @Schema(name = "ArticleInclude")
    enum Include {
        body,
        highlights,
        media,
        views
    }

    @RestQuery
    @Parameter(
            description = "The sort order; `-` means descending. Ties are broken by id. `relevance` requires `q` and "
                    + "is the default with it. `ids` requires the `ids` parameter and keeps its order.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {
                                "-publishedAt",
                                "publishedAt",
                                "-updatedAt",
                                "title",
                                ArticleSorts.BY_VIEWS,
                                "relevance",
                                ArticleSorts.BY_IDS
                            },
                            defaultValue = "-publishedAt"))
    public String sort;

    @RestQuery
    @Parameter(
            description = "The full-text query: words, `\"exact phrases\"`, `-excluded` words, and `or`. "
                    + "It searches the title, lead, captions, byline, tags, section and body. Case "
                    + "and diacritics are ignored, and `đ` matches `d`; exact spellings rank first. "
                    + "At most 500 characters and 32 words.",
            example = "nông thôn mới",
            schema = @Schema(type = SchemaType.STRING, maxLength = 500))
    public String q;

    @RestQuery
    @Parameter(
            description = "Only articles in sections with these slugs or in their subsections. An "
                    + "unknown slug is an error.")
    public List<String> section;

    @RestQuery
    @Parameter(description = "Only articles with one of these tags, given by slug. An unknown slug is an error.")
    public List<String> tag;

    @RestQuery
    @Parameter(
            description = "Only articles that credit one of these contributors, given by slug. An "
                    + "unknown slug is an error.")
    public List<String> contributor;

    @RestQuery
    @Parameter(description = "Only articles in these locales, such as `vi`")
    public List<String> locale;

    @RestQuery
    @Parameter(
            description = "Only articles with these statuses. Default: `published`, and with `version=draft` all but "
                    + "`trashed`. Other statuses require an API key: authors see their own articles, editors see all.",
            schema = @Schema(type = SchemaType.ARRAY, implementation = EffectiveStatus.class))
    public List<String> status;

    @RestQuery
    @Parameter(
            description = "`draft` lists and searches the latest revision of each article, published or not, and "
                    + "requires an API key: authors see their own articles, editors see all. Default: `published`.",
            schema = @Schema(type = SchemaType.STRING, implementation = Version.class))
    public String version;

    @RestQuery
    @Parameter(
            description = "Only articles whose latest revision is not published (`true`), or is (`false`). Requires "
                    + "`version=draft`.",
            schema = @Schema(type = SchemaType.BOOLEAN))
    public String hasUnpublishedChanges;

    @RestQuery
    @Parameter(
            description = "Only articles published after this time",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    public String publishedAfter;

    @RestQuery
    @Parameter(
            description = "Only articles published before this time",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    public String publishedBefore;

    @RestQuery
    @Parameter(
            description = "Only articles updated or published after this time",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    public String updatedAfter;

    @RestQuery
    @Parameter(
            description = "Only articles with these ids, at most 100",
            schema = @Schema(type = SchemaType.ARRAY, implementation = Long.class))
    public List<String> ids;

    @RestQuery
    @Parameter(
            description = "Adds `body`, `media`, `views` or `highlights` to each item. `highlights` requires `q`.",
            schema = @Schema(type = SchemaType.ARRAY, implementation = Include.class))
    public List<String> include;

    @RestQuery
    @Parameter(
            description = "Adds the number of articles for each `section`, `tag`, `contributor`, `year` "
                    + "or `locale`. If the list is longer than 10,000 articles, only the newest "
                    + "10,000 are counted.",
            schema = @Schema(type = SchemaType.ARRAY, implementation = Facets.Facet.class))
    public List<String> facets;

    /** Understands the parameters. */
    ArticleQuery query(Violations violations) {
        var isLatest = Version.of(version, violations) == Version.draft;
        var isUnpublished = hasUnpublishedChanges == null
                ? null
                : (Boolean) flag("hasUnpublishedChanges", hasUnpublishedChanges, violations);
        if (isUnpublished != null && !isLatest) {
            violations.in("hasUnpublishedChanges", "value", "requires 'version=draft'");
        }
        var statuses = status.isEmpty() ? statuses(isLatest) : STATUSES.any("status", status, violations);
        var filter = new ArticleFilter(
                split(section),
                split(tag),
                split(contributor),
                locales(locale, violations),
                time("publishedAfter", publishedAfter, violations),
                time("publishedBefore", publishedBefore, violations),
                time("updatedAfter", updatedAfter, violations),
                ids("ids", ids, violations));
        var words = words(violations);
        var included = included(violations);
        var counted = FACETS.any("facets", facets, violations);
        var sorts = ArticleSorts.of(ArticleQuery.isPublic(statuses, isLatest), isLatest, words != null, filter.ids());
        var page = page(sort(sort, sorts, violations), violations);
        if (page.sort().equals(ArticleSearch.BY_RELEVANCE) && page.offset() + page.limit() > ArticleSearch.BATCH) {
            violations.in(
                    "page",
                    "range",
                    "with 'sort=relevance', numbered pages cover the first " + ArticleSearch.BATCH
                            + " items; use 'cursor' to go further");
        }
        if (included.contains(Include.highlights) && words == null) {
            violations.in("include", "value", "'highlights' requires 'q'");
        }
        return new ArticleQuery(statuses, isLatest, isUnpublished, filter, words, included, counted, page);
    }

    private static Set<EffectiveStatus> statuses(boolean isLatest) {
        return isLatest
                ? EnumSet.complementOf(EnumSet.of(EffectiveStatus.trashed))
                : EnumSet.of(EffectiveStatus.published);
    }

    private SearchQuery words(Violations violations) {
        if (q == null) {
            return null;
        }
        if (q.codePointCount(0, q.length()) > SearchQuery.MAX_CHARACTERS) {
            violations.in("q", "size", "must have at most " + SearchQuery.MAX_CHARACTERS + " characters");
            return null;
        }
        var words = SearchQuery.parse(q);
        if (words.isTooLong()) {
            violations.in("q", "size", "must have at most " + SearchQuery.MAX_WORDS + " words");
        }
        return words;
    }

    /** Properties that {@code fields} names are included without being asked for again. */
    private Set<Include> included(Violations violations) {
        var included = INCLUDES.any("include", include, violations);
        var named = propertiesIn(fields);
        Arrays.stream(Include.values())
                .filter(each -> named.contains(each.name()))
                .forEach(included::add);
        return included;
    }

    /** The syntax of locales is checked, not whether there are articles in them. */
    static List<String> locales(List<String> given, Violations violations) {
        var locales = split(given);
        for (var locale : locales) {
            if (locale.length() > ArticleContent.MAX_LOCALE || !locale.matches(ArticleContent.LOCALE_PATTERN)) {
                violations.in("locale", "pattern", "'" + locale + "' " + ArticleContent.LOCALE_MESSAGE);
            }
        }
        return locales;
    }
}
