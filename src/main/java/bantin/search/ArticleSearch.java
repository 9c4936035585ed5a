package bantin.search;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import bantin.article.ArticleReadModel;
import bantin.paging.CountRelation;
import bantin.paging.Cursor;
import bantin.paging.KeysetQuery;
import bantin.paging.Page;
import bantin.paging.PageRequest;
import bantin.paging.Sort;
import bantin.search.PublicationWindows.Window;
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
 * <p>Candidates come from the index in the tiers of {@link TsQueryBuilder}, each newest first, from {@link PublicationWindows} that are looked into only as far as is
 * needed. Of the candidates a batch at a time is read and put in order by how well each fits.
 */
@ApplicationScoped
public class ArticleSearch {

    /** The order of what was found. */
    public static final Sort BY_RELEVANCE = new Sort("relevance", "page.score", "float8", RelevanceCursor::parse);

    /** How many are put in order together: as deep as numbered pages reach. */
    public static final int BATCH = 100;

    static final int MAX_BATCHES = 100;

    /** Up to which number it is said how many there are; the same as can be paged through. */
    public static final int MAX_TOTAL = BATCH * MAX_BATCHES;

    /** How long a statement of a search may take. */
    public static final int TIMEOUT_SECONDS = 2;

    /** How many articles that have all bigrams of a query are looked at for its words in a row. */
    private static final int MAX_READ = 200;

    /** So few are sooner read than sought in one tier and window after the other. */
    private static final int FEW = 5 * BATCH;

    /** What one article in so many has is common. */
    private static final int COMMON = 10;

    /** An archive of no more articles is counted at once. */
    private static final int SMALL = 12_000;

    /** After how many of the newest articles, at least, the best of common words are sought in all. */
    private static final List<Integer> NEAR_AND_FAR =
            List.of(PublicationWindows.MIN_SIZE, 4 * PublicationWindows.MIN_SIZE);

    /** Whose stems are sought where no locale is asked for. */
    private static final String LANGUAGE_WITHOUT_LOCALES = "en";

    private static final List<Window> ALL = List.of(Window.ALL);

    private static final String NEWEST_FIRST = "s.published_at desc nulls last, s.article_id desc";

    @Inject
    Session database;

    @Inject
    PublicationWindows windows;

    @Inject
    Highlighter highlighter;

    @Inject
    LargeResultCache plenty;

    @Inject
    SpellingCorrector corrector;

    /**
     * What the query finds. Where nothing public has its words next to each other, it may be corrected: see {@link SpellingCorrector}. Whether
     * that is done depends on nothing but what the public can find. All pages have the correction of the first.
     *
     * @param published whether only what the public may see is sought; if not, whoever asks must sort out what the caller may see
     * @param after where to go on; null to begin
     */
    public Search search(SearchQuery query, ArticleFilter scope, boolean published, Cursor after, Instant now) {
        var filter = query.alternatives().isEmpty() ? null : filter(scope);
        var position = after == null
                ? new RelevanceCursor(now, 0, RelevanceCursor.BEFORE_THE_FIRST, 0, "")
                : RelevanceCursor.parse(after.value()).notAfter(now);
        var search = new Search(lexemes(query, scope.locales()), scope, published, filter, position, now);
        if (filter == null || !published) {
            return search;
        }
        if (after != null) {
            return position.correction().isEmpty() ? search : search.with(position.corrected());
        }
        return search.isDoubtful()
                ? corrector.corrections(search.lexemes, search.isAny(), now).stream()
                        .map(corrected -> search.with(corrected))
                        .filter(Search::isAny)
                        .findFirst()
                        .orElse(search)
                : search;
    }

    /** What the public may see of all that the scope has, without words that are sought. */
    public Search having(ArticleFilter scope, Instant now) {
        var position = new RelevanceCursor(now, 0, RelevanceCursor.BEFORE_THE_FIRST, 0, "");
        return new Search(TsQueryBuilder.NONE, scope, true, filter(scope), position, now);
    }

    /** @param isPrefix whether more of the same batch follow */
    private record Batch(List<Object[]> rows, boolean isPrefix) {}

    private TsQueryBuilder lexemes(SearchQuery query, List<String> locales) {
        var folded = new HashMap<String, String>();
        var languages = (locales.isEmpty()
                        ? Stream.of(LANGUAGE_WITHOUT_LOCALES)
                        : locales.stream().map(TsQueryBuilder::languageOf))
                .collect(toSet());
        var stems = new HashMap<String, Set<String>>();
        if (!query.alternatives().isEmpty()) {
            var rows = database.createNativeQuery("""
                            select w.word, unaccent(w.word),
                                   (select string_agg(stem, ' ')
                                      from string_to_table(:languages, ' ') l(language),
                                           unnest(tsvector_to_array(to_tsvector(stemmer_of(l.language), unaccent(w.word)))) s(stem)
                                     where stemmer_of(l.language) is not null)
                              from string_to_table(:words, ' ') w(word)""", Object[].class)
                    .setParameter("words", query.words().distinct().collect(joining(" ")))
                    .setParameter("languages", String.join(" ", languages))
                    .getResultList();
            for (var row : rows) {
                folded.put((String) row[0], (String) row[1]);
                if (row[2] != null) {
                    stems.put((String) row[0], new TreeSet<>(List.of(((String) row[2]).split(" "))));
                }
            }
        }
        return new TsQueryBuilder(query, folded, languages, stems);
    }

    /** What every article must have besides the words; null where none can. */
    private String filter(ArticleFilter scope) {
        var ids = ids(scope);
        var parts = new ArrayList<String>();
        parts.add(any("@l", scope.locales(), scope.locales()));
        parts.add(any("@s", scope.sections(), ids.get("section")));
        parts.add(any("@t", scope.tags(), ids.get("tag")));
        parts.add(any("@c", scope.contributors(), ids.get("contributor")));
        return parts.contains(null)
                ? null
                : parts.stream().filter(part -> !part.isEmpty()).collect(joining(" & "));
    }

    /** Those of the sections with all below them, of the tags and of the contributors. */
    private Map<String, List<Long>> ids(ArticleFilter scope) {
        var ids = Map.<String, List<Long>>of(
                "section", new ArrayList<>(), "tag", new ArrayList<>(), "contributor", new ArrayList<>());
        if (scope.sections().isEmpty()
                && scope.tags().isEmpty()
                && scope.contributors().isEmpty()) {
            return ids;
        }
        var rows = database.createNativeQuery("""
                        with recursive below as (
                            select id from section where slug = any(string_to_array(:sections, chr(10)))
                            union
                            select s.id from section s join below on s.parent_id = below.id)
                        select 'section', id from below
                        union all
                        select 'tag', id from tag where slug = any(string_to_array(:tags, chr(10)))
                        union all
                        select 'contributor', id from contributor where slug = any(string_to_array(:contributors, chr(10)))""", Object[].class)
                .setParameter("sections", String.join("\n", scope.sections()))
                .setParameter("tags", String.join("\n", scope.tags()))
                .setParameter("contributors", String.join("\n", scope.contributors()))
                .setTimeout(TIMEOUT_SECONDS)
                .getResultList();
        for (var row : rows) {
            ids.get((String) row[0]).add((Long) row[1]);
        }
        return ids;
    }

    private List<Long> ids(KeysetQuery.SqlStatement found) {
        return found.query(database)
                .setTimeout(TIMEOUT_SECONDS)
                .getResultStream()
                .map(row -> (Long) row[0])
                .toList();
    }

    /** Empty where nothing was asked for, null where nothing can have it. */
    private static String any(String sign, List<String> asked, List<?> found) {
        if (asked.isEmpty()) {
            return "";
        }
        return found.isEmpty()
                ? null
                : found.stream().map(each -> TsQueryBuilder.quoted(sign + each)).collect(joining(" | ", "(", ")"));
    }

    /** @param lastChange the number of the last change when this was so; null while names are changed without one */
    private record Counted(long found, Long lastChange) {}

    /** One search: its statements, each of which is asked when it is needed. */
    public final class Search {

        private final TsQueryBuilder lexemes;
        private final ArticleFilter scope;
        private final boolean published;
        private final String filter;
        private final RelevanceCursor position;
        private final Instant now;
        private Long total;

        private Search(
                TsQueryBuilder lexemes,
                ArticleFilter scope,
                boolean published,
                String filter,
                RelevanceCursor position,
                Instant now) {
            this.lexemes = lexemes;
            this.scope = scope;
            this.published = published;
            this.filter = filter;
            this.position = position;
            this.now = now;
        }

        /** The same for a query that is a correction of this. */
        private Search with(SearchQuery corrected) {
            var at = new RelevanceCursor(
                    position.moment(), position.batch(), position.tier(), position.score(), corrected.toString());
            return new Search(lexemes(corrected, scope.locales()), scope, published, filter, at, now);
        }

        /** Whether something may have been mistyped: nothing public has the words next to each other, nor all of them in a title. */
        private boolean isDoubtful() {
            var isOneWord = lexemes.query().soughtWords().count() == 1;
            if (isOneWord && isAny()) {
                return false;
            }
            var everywhere = new Search(lexemes, ArticleFilter.ALL, true, "", position, now);
            var isCommon = !isWhole() || scope.isOfSome() || !scope.isOfAllTimes();
            return !everywhere.hasTogether(isCommon) && !(isAny() && everywhere.hasInTitle());
        }

        private boolean hasTogether(boolean isCommon) {
            var proofs = lexemes.proofsOfTogether();
            var statement = new Statement();
            if (proofs.isEmpty()) {
                return isTrue(statement, "exists (" + withAllBigrams(statement, isCommon, 1) + ")");
            }
            var inARow = "(select " + statement.isTrue("s", proofs)
                    + " from article_search s where s.article_id = candidate.article_id)";
            if (isTrue(
                    statement,
                    "exists (select from (" + withAllBigrams(statement, isCommon, MAX_READ) + ") candidate where "
                            + inARow + ")")) {
                return true;
            }
            // where so many have all bigrams it is no accident
            var again = new Statement();
            return isTrue(
                    again,
                    "(select count(*) from (" + withAllBigrams(again, isCommon, MAX_READ) + ") candidate) = "
                            + MAX_READ);
        }

        private String withAllBigrams(Statement statement, boolean isCommon, int limit) {
            var candidates = statement.candidates(
                    List.of(lexemes.together()), "", limit, isCommon ? windows.at(now, NEAR_AND_FAR) : ALL);
            return "select * from (" + candidates + ") c limit " + limit;
        }

        private boolean isTrue(Statement statement, String condition) {
            return (Boolean) statement.query("select " + condition).getSingleResult()[0];
        }

        private boolean hasInTitle() {
            return (Boolean) database.createNativeQuery(
                            "select exists (select from titles_matching(cast(:sought as tsquery), :now, 1))",
                            Object[].class)
                    .setParameter("sought", lexemes.all())
                    .setParameter("now", now)
                    .setTimeout(TIMEOUT_SECONDS)
                    .getSingleResult()[0];
        }

        /** Whether some were found; if not, {@link #found} cannot be asked. */
        public boolean isAny() {
            return total() > 0;
        }

        /** Up to {@link #MAX_TOTAL} and one more. */
        long total() {
            if (total == null) {
                total = filter == null ? 0 : count();
            }
            return total;
        }

        private long count() {
            var query = withFilter(lexemes.all()) + lexemes.proofs();
            boolean isForAll =
                    published && scope.isOfAllTimes() && position.moment().equals(now);
            if (isForAll && plenty.isKnown(query)) {
                return MAX_TOTAL + 1;
            }
            var counted = counted(MAX_TOTAL + 1 + LargeResultCache.MARGIN);
            if (isForAll && counted.found > MAX_TOTAL + LargeResultCache.MARGIN && counted.lastChange != null) {
                plenty.remember(query, counted.lastChange);
            }
            return Math.min(counted.found, MAX_TOTAL + 1);
        }

        /**
         * Of common words the newest articles tell how many have them; so it is known how far to go for ten thousand. What is less common, and what has a
         * section, tag or name, is less to look through than the months of a window; and so is a small archive.
         */
        private Counted counted(int limit) {
            if (!published || !filter.isEmpty()) {
                return counted(ALL, limit);
            }
            if (!scope.isOfAllTimes()) {
                return counted(windows(), limit);
            }
            if (windows.behind(SMALL, now) == null) {
                return counted(ALL, limit);
            }
            var newest = counted(
                    windows.at(now, List.of(PublicationWindows.MIN_SIZE)).subList(0, 1), limit);
            if (newest.found >= limit) {
                return newest;
            }
            if (newest.found < PublicationWindows.MIN_SIZE / COMMON) {
                return counted(ALL, limit);
            }
            int needed = (int) (limit * (long) PublicationWindows.MIN_SIZE / newest.found);
            var others = windows.at(now, List.of(PublicationWindows.MIN_SIZE, needed));
            var more = counted(others.subList(1, others.size()), limit - (int) newest.found);
            return new Counted(newest.found + more.found, newest.lastChange);
        }

        private Counted counted(List<Window> windows, int limit) {
            if (windows.isEmpty()) {
                return new Counted(0, null);
            }
            var statement = new Statement();
            var all = statement.candidates(List.of(lexemes.all()), "", limit, windows);
            var row = statement
                    .query("select count(*), (" + LargeResultCache.LAST_CHANGE + ") from (select from (" + all
                            + ") c limit " + limit + ") t")
                    .getSingleResult();
            return new Counted((Long) row[0], (Long) row[1]);
        }

        private List<Window> windows() {
            return published ? within(windows.at(now)) : ALL;
        }

        private List<Window> within(List<Window> windows) {
            return windows.stream()
                    .filter(window -> window.mayBeWithin(scope.publishedAfter(), scope.publishedBefore()))
                    .toList();
        }

        /** However many there are. */
        public long exactTotal() {
            return isWhole() ? total() : counted(ALL, Integer.MAX_VALUE).found;
        }

        /** Whether {@link #found} is all. */
        public boolean isWhole() {
            return total() <= MAX_TOTAL;
        }

        /** The ids of all that was found, or of the newest {@link #MAX_TOTAL} and one more. */
        public KeysetQuery.SqlStatement found() {
            var statement = new Statement();
            var all = isWhole()
                    ? statement.candidates(List.of(lexemes.all()), "", MAX_TOTAL, ALL)
                    : statement.candidates(
                            List.of(lexemes.all()), "order by " + NEWEST_FIRST, MAX_TOTAL + 1, windows());
            return new KeysetQuery.SqlStatement(
                    "select article_id as id from (" + all + ") c limit " + (MAX_TOTAL + 1), statement.parameters);
        }

        /** Of {@link #found}, in no order. */
        public List<Long> ids() {
            return isAny() ? ArticleSearch.this.ids(found()) : List.of();
        }

        /**
         * Leaves in a list of articles {@code a} what has the words, section, tags, names and locale, where more were found than {@link #ids}
         * are. A question about each article that is met in the order of the list: as a join PostgreSQL would first read all that was found.
         */
        public KeysetQuery narrow(KeysetQuery list) {
            var statement = new Statement();
            var phrases = lexemes.proofs().isEmpty() ? "" : " and " + statement.isTrue("f", lexemes.proofs());
            list.where("(select f.search @@ cast(:sought as tsquery)" + phrases
                            + " from article_search f where f.article_id = a.id)")
                    .with("sought", withFilter(lexemes.all()));
            statement.parameters.forEach(list::with);
            return list;
        }

        private String withFilter(String asked) {
            return Stream.of(asked.isEmpty() ? "" : "(" + asked + ")", filter)
                    .filter(part -> !part.isEmpty())
                    .collect(joining(" & "));
        }

        /** @param articles of what was found, with their bodies */
        public List<Highlights> highlights(List<ArticleReadModel> articles) {
            return highlighter.of(articles, lexemes);
        }

        /** What was searched for instead of what was typed; null where that is the same. */
        public String correctedQuery() {
            return position.correction().isEmpty() ? null : position.correction();
        }

        /** The best first, in the columns of {@link ArticleReadModel}. */
        public KeysetQuery.Rows rows(PageRequest page, boolean withBody) {
            if (!isAny()) {
                return new KeysetQuery.Rows(List.of(), new Page.PageInfo(page.limit(), null, false, 0L));
            }
            var batch = batch(page, withBody);
            String next = null;
            if (batch.isPrefix) {
                var last = batch.rows.get(batch.rows.size() - 1);
                var at = new RelevanceCursor(
                        position.moment(),
                        position.batch(),
                        ((Number) last[last.length - 3]).intValue(),
                        ((Number) last[last.length - 2]).doubleValue(),
                        position.correction());
                next = new Cursor(page.list(), at.toString(), ((Number) last[last.length - 1]).longValue()).encode();
            } else if ((position.batch() + 1L) * BATCH < total() && position.batch() + 1 < MAX_BATCHES) {
                var at = new RelevanceCursor(
                        position.moment(),
                        position.batch() + 1,
                        RelevanceCursor.BEFORE_THE_FIRST,
                        0,
                        position.correction());
                next = new Cursor(page.list(), at.toString(), 0).encode();
            }
            return new KeysetQuery.Rows(
                    batch.rows,
                    new Page.PageInfo(
                            page.limit(),
                            next,
                            next != null,
                            Math.min(total(), MAX_TOTAL),
                            isWhole() ? CountRelation.eq : CountRelation.gte));
        }

        private Batch batch(PageRequest page, boolean withBody) {
            var statement = new Statement();
            var sql = "with candidate as (select *\nfrom ("
                    + best(statement)
                    + ") c\nlimit " + BATCH + " offset " + BATCH * position.batch() + """
                    ),
                    found as materialized (
                        select s.article_id as id, c.tier,
                               relevance_score(s.search, cast(:words as tsquery), s.published_at, :moment) as score
                          from candidate c
                          join article_search s on s.article_id = c.article_id),
                    page as (
                        select id, tier, score
                          from found
                         where (tier, -score, -id) > (:tier, -cast(:score as float8), -cast(:id as bigint))
                         order by tier, score desc, id desc
                         limit\s""" + (page.limit() + 1)
                    + " offset " + page.offset() + ")\n" + ArticleReadModel.SELECT
                    + (withBody ? ArticleReadModel.BODY : ArticleReadModel.NO_BODY)
                    + ", page.tier, page.score, page.id\nfrom page\njoin article a on a.id = page.id"
                    + ArticleReadModel.JOINED
                    + "\norder by page.tier, page.score desc, page.id desc";
            statement.parameters.put("words", lexemes.ranking());
            statement.parameters.put("tier", position.tier());
            statement.parameters.put("score", position.score());
            statement.parameters.put(
                    "id", page.after() == null ? 0L : page.after().id());
            List<Object[]> rows = statement.query(sql).getResultList();
            return rows.size() > page.limit() ? new Batch(rows.subList(0, page.limit()), true) : new Batch(rows, false);
        }

        private String best(Statement statement) {
            return total() <= FEW
                    ? statement.few(lexemes.tiers())
                    : statement.candidates(
                            lexemes.tiers(),
                            "order by " + NEWEST_FIRST,
                            BATCH * (position.batch() + 1),
                            published ? within(windows.at(now, NEAR_AND_FAR)) : ALL);
        }

        /** A statement in the making, with its parameters. */
        private final class Statement {

            private final Map<String, Object> parameters = new LinkedHashMap<>();

            /**
             * In the order of the tiers, in each newest first; PostgreSQL reads them only as far as they are wanted. Each value stands in
             * a query of its own: seeing a common word, PostgreSQL would read the whole table instead of the index, not knowing
             * that each row is eight kilobytes to be unpacked; seeing a time, it would plan anew for each.
             */
            String candidates(List<String> tiers, String order, int limit, List<Window> windows) {
                var parts = new ArrayList<String>();
                for (int tier = 0; tier < tiers.size(); tier++) {
                    var asked = tiers.subList(0, tier).stream()
                            .map(better -> " & !(" + better + ")")
                            .collect(joining("", tier == 0 ? tiers.get(0) : "(" + tiers.get(tier) + ")", ""));
                    for (var window : windows) {
                        parts.add(part(String.valueOf(tier), asked, window, order, limit));
                    }
                }
                return String.join("\nunion all", parts);
            }

            /** In the same order, but found at once; of each article it is looked which tier it is of. */
            String few(List<String> tiers) {
                var last = tiers.size() - 1;
                var tier = new StringBuilder(last == 0 ? "0" : "case");
                for (int better = 0; better < last; better++) {
                    parameters.put("tier" + better, tiers.get(better));
                    tier.append(" when s.search @@ (select cast(:tier%1$d as tsquery)) then %1$d".formatted(better));
                }
                tier.append(last == 0 ? "" : " else " + last + " end");
                return part(tier.toString(), tiers.get(last), Window.ALL, "order by tier, " + NEWEST_FIRST, FEW);
            }

            private String part(String tier, String asked, Window window, String order, int limit) {
                var number = parameters.size();
                parameters.put("lexemes" + number, withFilter(asked));
                var conditions = conditions(window, number);
                return indexes()
                        .map(index -> """

                        (select s.article_id, %s as tier
                           from article_search s
                          where s.search @@ (select cast(:lexemes%d as tsquery))%s%s
                          %s
                          limit %d)""".formatted(tier, number, index, conditions, order, limit))
                        .collect(joining("\nunion all"));
            }

            /** What is not published is found by an index of its own, so that nobody else looks through it. */
            private Stream<String> indexes() {
                return published
                        ? Stream.of("")
                        : Stream.of(" and s.published_at is not null", " and s.published_at is null");
            }

            private String conditions(Window window, int number) {
                return Stream.of(
                                spans("spans" + number, window.spans()),
                                time("s.published_at <= %s", "moment", published ? position.moment() : null),
                                time("(s.expires_at is null or s.expires_at > %s)", "now", published ? now : null),
                                time("s.published_at < %s", "to" + number, window.untoldEnd()),
                                time("s.published_at > %s", "publishedAfter", scope.publishedAfter()),
                                time("s.published_at < %s", "publishedBefore", scope.publishedBefore()),
                                time(
                                        "(s.published_at > %1$s or exists (select from article a"
                                                + " where a.id = s.article_id and a.updated_at > %1$s))",
                                        "updatedAfter", scope.updatedAfter()),
                                ids(scope.ids()),
                                phrases())
                        .collect(joining());
            }

            /** Last, because for it the text of an article is read. */
            private String phrases() {
                return lexemes.proofs().isEmpty() ? "" : " and " + isTrue("s", lexemes.proofs());
            }

            /** Whether the text of an article has the phrases that its lexemes let expect. */
            String isTrue(String alias, List<TsQueryBuilder.Proof> proofs) {
                return proofs.stream()
                        .map(proof -> Stream.of(
                                        proofs.size() == 1
                                                ? Stream.<String>of()
                                                : Stream.of(alias + ".search @@ "
                                                        + parameter(proof.candidates(), "tsquery")),
                                        proof.phrases().stream().map(phrase -> position(alias, phrase) + " > 0"),
                                        proof.excluded().stream().map(phrase -> position(alias, phrase) + " = 0"))
                                .flatMap(conditions -> conditions)
                                .collect(joining(" and ", "(", ")")))
                        .collect(joining(" or ", "(", ")"));
            }

            private String position(String alias, String phrase) {
                return "strpos(" + alias + ".folded, " + parameter(phrase, "text") + ")";
            }

            private String parameter(String value, String type) {
                var name = "phrase" + parameters.size();
                parameters.put(name, value);
                return "(select cast(:" + name + " as " + type + "))";
            }

            /** Beside the words, not one query with them: so the index skips from what the words have to what is in the span. */
            private String spans(String parameter, String spans) {
                if (spans == null) {
                    return "";
                }
                parameters.put(parameter, spans);
                return " and s.search @@ (select cast(:" + parameter + " as tsquery))";
            }

            private String time(String condition, String parameter, Instant time) {
                if (time == null) {
                    return "";
                }
                parameters.put(parameter, time);
                return " and " + condition.formatted("(select cast(:" + parameter + " as timestamptz))");
            }

            private String ids(List<Long> ids) {
                if (ids.isEmpty()) {
                    return "";
                }
                parameters.put("ids", ids);
                return " and s.article_id in (:ids)";
            }

            Query<Object[]> query(String sql) {
                return new KeysetQuery.SqlStatement(sql, parameters)
                        .query(database)
                        .setTimeout(TIMEOUT_SECONDS);
            }
        }
    }
}
