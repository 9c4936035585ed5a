package bantin.search;

import static java.util.stream.Collectors.joining;

import bantin.database.SqlFragment;
import bantin.search.PublicationWindows.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The articles that match a search, as SQL that reads them from the index.
 *
 * @param words the words as a tsquery; {@link TsQueryBuilder#NONE} for a list without words
 * @param filter the lexemes of the sections, tags, contributors and locales that articles must have; empty if all may
 *     match, null if none can
 * @param published whether only public articles match; if not, the caller applies the filter's times and ids, and
 *     filters what the client may not see
 * @param moment of the first page of the search: articles that are published later do not shift its pages
 */
record CandidateQuery(
        TsQueryBuilder words, String filter, ArticleFilter scope, boolean published, Instant moment, Instant now) {

    static final String NEWEST_FIRST = "s.published_at desc nulls last, s.article_id desc";

    /** Without windows of time. */
    static final List<Window> ALL_TIMES = List.of(Window.ALL);

    /** The same search for other words. */
    CandidateQuery with(TsQueryBuilder otherWords) {
        return new CandidateQuery(otherWords, filter, scope, published, moment, now);
    }

    boolean mayMatch() {
        return filter != null;
    }

    /** Windows of the filter's period, with borders where so many of its articles are newer. */
    List<Window> within(PublicationWindows windows, List<Integer> borders) {
        if (!published) {
            return ALL_TIMES;
        }
        var end = scope.publishedBefore();
        var all = end == null || end.isAfter(now) ? windows.at(now, borders) : windows.endingAt(end, now, borders);
        return all.stream()
                .filter(window -> window.mayBeWithin(scope.publishedAfter(), end))
                .toList();
    }

    /** All matches, in no order. */
    SqlFragment all(int limit, List<Window> windows) {
        return inTiers(List.of(words.all()), "", limit, windows);
    }

    /** The newest matches. */
    SqlFragment newest(int limit, List<Window> windows) {
        return inTiers(List.of(words.all()), NEWEST_FIRST, limit, windows);
    }

    /**
     * The matches of each tier, in the order of the tiers and in each of the windows. PostgreSQL reads the parts of the
     * union only as far as the limit around it requires.
     *
     * @param tiers as tsqueries; a match is in the first tier whose query it matches
     * @param order within a tier and window; empty for none
     */
    SqlFragment inTiers(List<String> tiers, String order, int limit, List<Window> windows) {
        var parts = new ArrayList<SqlFragment>();
        for (int tier = 0; tier < tiers.size(); tier++) {
            var tsquery = tiers.subList(0, tier).stream()
                    .map(better -> " & !(" + better + ")")
                    .collect(joining("", tier == 0 ? tiers.get(0) : "(" + tiers.get(tier) + ")", ""));
            for (var window : windows) {
                parts.add(part(parts.size(), String.valueOf(tier), tsquery, window, order, limit));
            }
        }
        return SqlFragment.join("\nunion all", parts);
    }

    /** The matches of all tiers, read at once; the tier of each is determined afterwards. In the same order. */
    SqlFragment withTheirTiers(List<String> tiers, int limit) {
        var last = tiers.size() - 1;
        var tier = SqlFragment.of(last == 0 ? "0" : "case");
        for (int better = 0; better < last; better++) {
            tier = tier.append(" when s.search @@ (select cast(:tier%1$d as tsquery)) then %1$d".formatted(better))
                    .with("tier" + better, tiers.get(better));
        }
        tier = tier.append(last == 0 ? "" : " else " + last + " end");
        return part(0, tier.text(), tiers.get(last), Window.ALL, "tier, " + NEWEST_FIRST, limit)
                .append(new SqlFragment("", tier.parameters()));
    }

    /**
     * The condition that an article {@code a} matches, for articles that are met in the order of a list. It is a
     * subquery for each: given a join, PostgreSQL would first read all matches.
     */
    SqlFragment condition() {
        var matches = SqlFragment.of("f.search @@ cast(:query as tsquery)", "query", withFilter(words.all()));
        return SqlFragment.join(
                        " and ",
                        Stream.of(matches, recheck("f"))
                                .filter(part -> !part.isEmpty())
                                .toList())
                .wrap("(select ", " from article_search f where f.article_id = a.id)");
    }

    /** Searches with the same text match the same articles, if none is limited in time. */
    String key() {
        return withFilter(words.all()) + words.rechecks();
    }

    private String withFilter(String tsquery) {
        return Stream.of(tsquery.isEmpty() ? "" : "(" + tsquery + ")", filter)
                .filter(part -> !part.isEmpty())
                .collect(joining(" & "));
    }

    /**
     * Each value is in a subquery: seeing a common word, the planner would read the whole table instead of the index,
     * because it does not know that each row has eight kilobytes to unpack; seeing a time, it would plan anew for each.
     *
     * @param number distinguishes the parameters of the parts of one statement
     */
    private SqlFragment part(int number, String tier, String tsquery, Window window, String order, int limit) {
        var conditions = conditions(window, number).with("query" + number, withFilter(tsquery));
        return new SqlFragment(
                indexes()
                        .map(index -> """

                                (select s.article_id, %s as tier
                                   from article_search s
                                  where s.search @@ (select cast(:query%d as tsquery))%s%s%s
                                  limit %d)""".formatted(
                                        tier,
                                        number,
                                        index,
                                        conditions.text(),
                                        order.isEmpty() ? "" : "\n  order by " + order,
                                        limit))
                        .collect(joining("\nunion all")),
                conditions.parameters());
    }

    /** Unpublished articles are in an index of their own, so that no public search scans them. */
    private Stream<String> indexes() {
        return published ? Stream.of("") : Stream.of(and("s.published_at is not null"), and("s.published_at is null"));
    }

    private SqlFragment conditions(Window window, int number) {
        if (!published) {
            return and(recheck("s"));
        }
        var all = Stream.of(
                        buckets("buckets" + number, window.buckets()),
                        time("s.published_at <= %s", "moment", moment),
                        time("(s.expires_at is null or s.expires_at > %s)", "now", now),
                        time("s.published_at < %s", "end" + number, window.endIfNotInBuckets()),
                        time("s.published_at > %s", "publishedAfter", scope.publishedAfter()),
                        time("s.published_at < %s", "publishedBefore", scope.publishedBefore()),
                        time(
                                "(s.published_at > %1$s or exists (select from article a"
                                        + " where a.id = s.article_id and a.updated_at > %1$s))",
                                "updatedAfter", scope.updatedAfter()),
                        ids(),
                        // last, because it reads the text of an article
                        recheck("s"))
                .map(CandidateQuery::and)
                .toList();
        return SqlFragment.join("", all);
    }

    private static SqlFragment and(SqlFragment condition) {
        return condition.isEmpty() ? condition : new SqlFragment(and(condition.text()), condition.parameters());
    }

    private static String and(String condition) {
        return "\n    and " + condition;
    }

    /**
     * A condition beside the words, not one query with them: so the index skips from what the words have to what is in
     * the buckets (ADR 15).
     */
    private static SqlFragment buckets(String parameter, String buckets) {
        return buckets == null
                ? SqlFragment.EMPTY
                : SqlFragment.of("s.search @@ (select cast(:" + parameter + " as tsquery))", parameter, buckets);
    }

    private static SqlFragment time(String condition, String parameter, Instant time) {
        return time == null
                ? SqlFragment.EMPTY
                : SqlFragment.of(
                        condition.formatted("(select cast(:" + parameter + " as timestamptz))"), parameter, time);
    }

    private SqlFragment ids() {
        return scope.ids().isEmpty() ? SqlFragment.EMPTY : SqlFragment.of("s.article_id in (:ids)", "ids", scope.ids());
    }

    private SqlFragment recheck(String alias) {
        return RecheckCondition.of(words.rechecks(), alias, "phrase");
    }
}
