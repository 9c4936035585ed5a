package bantin.reading;

import bantin.article.ArticleContent;
import bantin.article.EffectiveStatus;
import bantin.paging.ListParameters;
import bantin.paging.Sort;
import bantin.problem.Violations;
import bantin.search.ArticleFilter;
import bantin.search.ArticleSearch;
import bantin.search.Facets;
import bantin.search.SearchQuery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** The filters of the list of articles. Repeating one means "or", different ones mean "and". */
public class ArticleParameters extends ListParameters {

    static final String BY_VIEWS = "-views";
    private static final String BY_IDS = "ids";
    static final String PUBLISHED_AT = "a.published_at";

    /** What can be added to a teaser. */
    @Schema(name = "ArticleInclude")
    enum Include {
        body,
        highlights,
        media,
        views
    }

    private static final Set<String> INCLUDABLE =
            Arrays.stream(Include.values()).map(Enum::name).collect(Collectors.toCollection(TreeSet::new));

    private static final Set<String> COUNTABLE =
            Arrays.stream(Facets.Facet.values()).map(Enum::name).collect(Collectors.toCollection(TreeSet::new));

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
                                BY_VIEWS,
                                "relevance",
                                BY_IDS
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
            description = "Only articles with these statuses. Default: `published`. Other statuses "
                    + "require an API key: authors see their own articles, editors see all.",
            schema = @Schema(type = SchemaType.ARRAY, implementation = EffectiveStatus.class))
    public List<String> status;

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

    /** The filters, understood. */
    record Filter(
            Set<EffectiveStatus> statuses,
            ArticleFilter scope,
            SearchQuery query,
            Set<String> include,
            Set<Facets.Facet> facets) {

        Filter with(ArticleFilter otherScope) {
            return new Filter(statuses, otherScope, query, include, facets);
        }

        boolean isOfReaders() {
            return statuses.equals(EnumSet.of(EffectiveStatus.published));
        }

        boolean isCostly() {
            return query != null || !facets.isEmpty();
        }

        boolean readsBodies() {
            return include.contains("body") || include.contains("highlights");
        }
    }

    Filter filter(Violations violations) {
        return new Filter(
                statuses(violations),
                new ArticleFilter(
                        split(section),
                        split(tag),
                        split(contributor),
                        locales(locale, violations),
                        time("publishedAfter", publishedAfter, violations),
                        time("publishedBefore", publishedBefore, violations),
                        time("updatedAfter", updatedAfter, violations),
                        ids("ids", ids, violations)),
                query(violations),
                included(violations),
                facets(violations));
    }

    private SearchQuery query(Violations violations) {
        if (q == null) {
            return null;
        }
        if (q.codePointCount(0, q.length()) > SearchQuery.MAX_CHARACTERS) {
            violations.in("q", "size", "must have at most " + SearchQuery.MAX_CHARACTERS + " characters");
            return null;
        }
        var query = SearchQuery.parse(q);
        if (query.isTooLong()) {
            violations.in("q", "size", "must have at most " + SearchQuery.MAX_WORDS + " words");
        }
        return query;
    }

    private Set<Facets.Facet> facets(Violations violations) {
        var wanted = EnumSet.noneOf(Facets.Facet.class);
        choices("facets", facets, COUNTABLE, violations).stream()
                .filter(COUNTABLE::contains)
                .forEach(word -> wanted.add(Facets.Facet.valueOf(word)));
        return wanted;
    }

    /** What is asked for by {@code fields} need not be asked for again. */
    private Set<String> included(Violations violations) {
        var included = choices("include", include, INCLUDABLE, violations);
        propertiesIn(fields).stream().filter(INCLUDABLE::contains).forEach(included::add);
        return included;
    }

    /** What each order sorts by; a draft has no publication to be sorted by, so its creation stands in. */
    static List<Sort> sorts(Filter filter) {
        var sorts = new ArrayList<Sort>();
        var published = filter.isOfReaders() ? PUBLISHED_AT : "coalesce(a.published_at, a.created_at)";
        if (filter.isOfReaders() && filter.query() != null) {
            sorts.add(ArticleSearch.BY_RELEVANCE);
        }
        sorts.add(Sort.byTime("-publishedAt", published));
        sorts.add(Sort.byTime("publishedAt", published));
        sorts.add(Sort.byTime("-updatedAt", "a.updated_at"));
        sorts.add(Sort.byText("title", "a.title"));
        sorts.add(Sort.byNumber(BY_VIEWS, "v.ranking_total"));
        if (!filter.scope().ids().isEmpty()) {
            sorts.add(inTheOrderOf(filter.scope().ids()));
        }
        return sorts;
    }

    /** They are numbers, and few, so they may stand in the statement. */
    private static Sort inTheOrderOf(List<Long> ids) {
        var list = ids.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return Sort.byNumber(BY_IDS, "cast(array_position(cast(array[" + list + "] as bigint[]), a.id) as bigint)");
    }

    /** What a locale looks like is known; which there are is not. */
    static List<String> locales(List<String> given, Violations violations) {
        var locales = split(given);
        for (var locale : locales) {
            if (locale.length() > ArticleContent.MAX_LOCALE || !locale.matches(ArticleContent.LOCALE_PATTERN)) {
                violations.in("locale", "pattern", "'" + locale + "' " + ArticleContent.LOCALE_MESSAGE);
            }
        }
        return locales;
    }

    static Sort newestFirst(Filter filter) {
        return sorts(filter).stream()
                .filter(sort -> sort.name().equals("-publishedAt"))
                .findFirst()
                .orElseThrow();
    }

    private Set<EffectiveStatus> statuses(Violations violations) {
        var statuses = EnumSet.noneOf(EffectiveStatus.class);
        for (var word : split(status)) {
            try {
                statuses.add(EffectiveStatus.valueOf(word));
            } catch (IllegalArgumentException e) {
                violations.in(
                        "status",
                        "value",
                        "must be one of "
                                + Arrays.stream(EffectiveStatus.values())
                                        .map(Enum::name)
                                        .collect(Collectors.joining(", "))
                                + ", separated by commas");
            }
        }
        return status.isEmpty() ? EnumSet.of(EffectiveStatus.published) : statuses;
    }
}
