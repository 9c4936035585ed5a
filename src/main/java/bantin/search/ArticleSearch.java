package bantin.search;

import static java.util.stream.Collectors.joining;

import bantin.article.ArticleRow;
import bantin.paging.Cursor;
import bantin.paging.Listing;
import bantin.paging.Page;
import bantin.paging.PageRequest;
import bantin.paging.Sort;
import bantin.search.Windows.Window;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.query.Query;

/**
 * Finds published articles by their words, the best first.
 *
 * <p>Candidates come from the index in the tiers of {@link Lexemes}, each newest first, from {@link Windows} that are looked into only as far as is
 * needed. Of the candidates a batch at a time is read and put in order by how well each fits.
 */
@ApplicationScoped
public class ArticleSearch {

    /** The order of what was found. */
    public static final Sort BY_RELEVANCE = new Sort("relevance", "page.score", "float8", SearchPosition::parse);

    /** How many are put in order together: as deep as numbered pages reach. */
    public static final int BATCH = 200;

    static final int MAX_BATCHES = 50;

    /** Up to which number it is said how many there are; the same as can be paged through. */
    public static final int MAX_TOTAL = BATCH * MAX_BATCHES;

    /** How long a statement of a search may take. */
    public static final int TIMEOUT_SECONDS = 2;

    /** Of the article {@code a}, for other orders; {@code :sought} is what {@link #condition} answers. */
    public static final String CONDITION =
            "exists (select from article_search f where f.article_id = a.id and f.search @@ cast(:sought as tsquery))";

    private static final String NEWEST_FIRST = "order by s.published_at desc, s.article_id desc";

    @Inject
    Session database;

    @Inject
    Windows windows;

    /** What was found, in the columns of {@link ArticleRow} and, where wanted, of {@link Highlights}. */
    public Listing.Rows find(
            SearchQuery query,
            SearchScope scope,
            PageRequest page,
            boolean withBody,
            boolean withHighlights,
            Instant now) {
        var lexemes = lexemes(query, scope.locales());
        var filter = filter(scope);
        if (filter == null || query.alternatives().isEmpty()) {
            return new Listing.Rows(List.of(), new Page.Position(page.limit(), null, false, 0L, null));
        }
        var position = page.after() == null
                ? new SearchPosition(now, 0, SearchPosition.BEFORE_THE_FIRST, 0)
                : SearchPosition.parse(page.after().value()).notAfter(now);
        var search = new Search(lexemes, scope, filter, windows.at(position.moment()), now);
        var rows = search.page(page, position, withBody, withHighlights);
        var total = search.total(position.moment());
        return new Listing.Rows(rows.rows, position(page, rows, position, total));
    }

    /** All lexemes of the query; empty where it finds nothing. */
    public String condition(SearchQuery query, List<String> locales) {
        return query.alternatives().isEmpty() ? "" : lexemes(query, locales).all();
    }

    private Page.Position position(PageRequest page, Batch batch, SearchPosition position, long total) {
        var isLowerBound = total > MAX_TOTAL;
        String next = null;
        if (batch.goesOn) {
            var last = batch.rows.get(batch.rows.size() - 1);
            var at = new SearchPosition(
                    position.moment(),
                    position.batch(),
                    ((Number) last[last.length - 3]).intValue(),
                    ((Number) last[last.length - 2]).doubleValue());
            next = new Cursor(page.list(), at.toString(), ((Number) last[last.length - 1]).longValue()).encode();
        } else if ((position.batch() + 1L) * BATCH < total && position.batch() + 1 < MAX_BATCHES) {
            var at = new SearchPosition(position.moment(), position.batch() + 1, SearchPosition.BEFORE_THE_FIRST, 0);
            next = new Cursor(page.list(), at.toString(), 0).encode();
        }
        return new Page.Position(
                page.limit(), next, next != null, Math.min(total, MAX_TOTAL), isLowerBound ? true : null);
    }

    /** @param goesOn whether more of the same batch follow */
    private record Batch(List<Object[]> rows, boolean goesOn) {}

    private Lexemes lexemes(SearchQuery query, List<String> locales) {
        var folded = new HashMap<String, String>();
        var stems = new HashMap<String, Set<String>>();
        if (!query.alternatives().isEmpty()) {
            var rows = database.createNativeQuery("""
                            select w.word, unaccent(w.word),
                                   (select string_agg(stem, ' ')
                                      from string_to_table(:locales, ' ') l(locale),
                                           unnest(tsvector_to_array(to_tsvector(search_stemmer(l.locale), unaccent(w.word)))) s(stem)
                                     where search_stemmer(l.locale) is not null)
                              from string_to_table(:words, ' ') w(word)""", Object[].class)
                    .setParameter("words", query.words().distinct().collect(joining(" ")))
                    .setParameter("locales", locales.isEmpty() ? "en" : String.join(" ", locales))
                    .getResultList();
            for (var row : rows) {
                folded.put((String) row[0], (String) row[1]);
                if (row[2] != null) {
                    stems.put((String) row[0], new TreeSet<>(List.of(((String) row[2]).split(" "))));
                }
            }
        }
        return new Lexemes(query, folded, stems);
    }

    /** What every article must have besides the words; null where none can. */
    private String filter(SearchScope scope) {
        var parts = new ArrayList<String>();
        parts.add("'@p'");
        parts.add(any("@l", scope.locales(), scope.locales()));
        parts.add(any("@s", scope.sections(), ids("""
                with recursive below as (
                    select id from section where slug in (:slugs)
                    union
                    select s.id from section s join below on s.parent_id = below.id)
                select id from below""", scope.sections())));
        parts.add(any("@t", scope.tags(), ids("select id from tag where slug in (:slugs)", scope.tags())));
        parts.add(any(
                "@c",
                scope.contributors(),
                ids("select id from contributor where slug in (:slugs)", scope.contributors())));
        return parts.contains(null)
                ? null
                : parts.stream().filter(part -> !part.isEmpty()).collect(joining(" & "));
    }

    private List<Long> ids(String sql, List<String> slugs) {
        return slugs.isEmpty()
                ? List.of()
                : database.createNativeQuery(sql, Long.class)
                        .setParameter("slugs", slugs)
                        .getResultList();
    }

    /** Empty where nothing was asked for, null where nothing can have it. */
    private static String any(String sign, List<String> asked, List<?> found) {
        if (asked.isEmpty()) {
            return "";
        }
        return found.isEmpty()
                ? null
                : found.stream().map(each -> Lexemes.quoted(sign + each)).collect(joining(" | ", "(", ")"));
    }

    /** The statements of one search, and their parameters. */
    private final class Search {

        private final Lexemes lexemes;
        private final SearchScope scope;
        private final String filter;
        private final List<Window> windows;
        private final Instant now;
        private final Map<String, Object> parameters = new LinkedHashMap<>();

        Search(Lexemes lexemes, SearchScope scope, String filter, List<Window> windows, Instant now) {
            this.lexemes = lexemes;
            this.scope = scope;
            this.filter = filter;
            this.windows = windows;
            this.now = now;
        }

        Batch page(PageRequest page, SearchPosition position, boolean withBody, boolean withHighlights) {
            var sql = "with candidate as (select *\nfrom ("
                    + candidates(lexemes.tiers(), NEWEST_FIRST, BATCH * (position.batch() + 1))
                    + ") c\nlimit " + BATCH + " offset " + BATCH * position.batch() + """
                    ),
                    found as (
                        select s.article_id as id, c.tier,
                               search_score(s.search, cast(:words as tsquery), s.published_at, :moment) as score
                          from candidate c
                          join article_search s on s.article_id = c.article_id),
                    page as (
                        select id, tier, score
                          from found
                         where (tier, -score, -id) > (:tier, -cast(:score as float8), -cast(:id as bigint))
                         order by tier, score desc, id desc
                         limit\s""" + (page.limit() + 1)
                    + " offset " + page.offset() + ")\n" + ArticleRow.SELECT
                    + (withBody ? ArticleRow.BODY : ArticleRow.NO_BODY) + (withHighlights ? Highlights.COLUMNS : "")
                    + ", page.tier, page.score, page.id\nfrom page\njoin article a on a.id = page.id"
                    + ArticleRow.JOINED
                    + "\norder by page.tier, page.score desc, page.id desc";
            parameters.put("words", lexemes.ranking());
            parameters.put("moment", position.moment());
            parameters.put("tier", position.tier());
            parameters.put("score", position.score());
            parameters.put("id", page.after() == null ? 0L : page.after().id());
            if (withHighlights) {
                parameters.put("marked", lexemes.marked());
            }
            List<Object[]> rows = query(sql, Object[].class).getResultList();
            return rows.size() > page.limit() ? new Batch(rows.subList(0, page.limit()), true) : new Batch(rows, false);
        }

        long total(Instant moment) {
            parameters.clear();
            var sql = "select count(*) from (select from (" + candidates(List.of(lexemes.all()), "", MAX_TOTAL + 1)
                    + ") c limit " + (MAX_TOTAL + 1) + ") t";
            parameters.put("moment", moment);
            return query(sql, Long.class).getSingleResult();
        }

        /** In the order of the tiers, in each newest first; PostgreSQL reads them only as far as they are wanted. */
        private String candidates(List<String> tiers, String order, int limit) {
            var parts = new ArrayList<String>();
            parameters.put("now", now);
            for (int tier = 0; tier < tiers.size(); tier++) {
                var before = tiers.subList(0, tier).stream()
                        .map(better -> " & !(" + better + ")")
                        .collect(joining());
                for (var window : windows) {
                    var number = parts.size();
                    parameters.put(
                            "lexemes" + number,
                            "(" + tiers.get(tier) + ")" + before + " & " + filter
                                    + (window.months() == null ? "" : " & (" + window.months() + ")"));
                    parameters.put("to" + number, window.to());
                    if (window.from() != null) {
                        parameters.put("from" + number, window.from());
                    }
                    parts.add("""

                            (select s.article_id, %1$d as tier
                               from article_search s
                              where s.search @@ cast(:lexemes%2$d as tsquery)
                                and s.published_at <= :moment and s.published_at < :to%2$d%3$s%4$s
                                and (s.expires_at is null or s.expires_at > :now)
                              %5$s
                              limit %6$d)""".formatted(
                                    tier,
                                    number,
                                    window.from() == null ? "" : " and s.published_at >= :from" + number,
                                    conditions(),
                                    order,
                                    limit));
                }
            }
            return String.join("\nunion all", parts);
        }

        private String conditions() {
            return Stream.of(
                            condition("publishedAfter", scope.publishedAfter(), "s.published_at > :publishedAfter"),
                            condition("publishedBefore", scope.publishedBefore(), "s.published_at < :publishedBefore"),
                            condition(
                                    "updatedAfter",
                                    scope.updatedAfter(),
                                    "(s.published_at > :updatedAfter or exists (select from article a"
                                            + " where a.id = s.article_id and a.updated_at > :updatedAfter))"),
                            condition("ids", scope.ids().isEmpty() ? null : scope.ids(), "s.article_id in (:ids)"))
                    .collect(joining());
        }

        private String condition(String parameter, Object value, String condition) {
            if (value == null) {
                return "";
            }
            parameters.put(parameter, value);
            return " and " + condition;
        }

        private <T> Query<T> query(String sql, Class<T> type) {
            var query = database.createNativeQuery(sql, type);
            query.setTimeout(TIMEOUT_SECONDS);
            parameters.forEach(query::setParameter);
            return query;
        }
    }
}
