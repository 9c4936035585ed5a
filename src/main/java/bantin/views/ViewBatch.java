package bantin.views;

import bantin.article.ArticlePermissions;
import bantin.article.ArticleStatus;
import bantin.article.PublicationState;
import bantin.database.JdbcArrays;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Views that are counted in one transaction, whoever sent them. Views of the same article are added up, so a thousand
 * of them update one row. Each view still gets the count that it would have had alone.
 *
 * <p>Every transaction locks in the same order: idempotency keys, visitors, counts, hours, each of them sorted. So
 * transactions cannot deadlock, on any number of nodes.
 */
final class ViewBatch {

    /**
     * Counts the views of public articles and returns the new totals. If the statement had to wait until all callers
     * have timed out, it fails and counts nothing. SQL can raise this error only by a division by zero.
     */
    private static final String COUNT = """
            with batch as (
                select article_id, to_timestamp(hour) as hour, views
                  from unnest(?, ?, ?) as b (article_id, hour, views)
            ), counted as (
                insert into view_count as c (article_id, total)
                select b.article_id, sum(b.views)
                  from batch b
                  join article a on a.id = b.article_id
                 where is_public(a.status, a.published_at, a.expires_at, ?)
                 group by b.article_id
                 order by b.article_id
                on conflict (article_id) do update set total = c.total + excluded.total
                returning article_id, total
            ), hours as (
                insert into view_hour as h (article_id, hour, views)
                select b.article_id, b.hour, b.views
                  from batch b
                  join counted using (article_id)
                 order by b.article_id, b.hour
                on conflict (article_id, hour) do update set views = h.views + excluded.views
            )
            select article_id,
                   total / case when clock_timestamp() < statement_timestamp() + ? * interval '1 millisecond'
                                then 1 else 0 end
              from counted
            """;

    private static final String DIVISION_BY_ZERO = "22012";
    private static final String FOREIGN_KEY_VIOLATION = "23503";

    private static final String LOOK_UP = """
            select a.id, coalesce(v.total, 0), a.status, a.trashed_from, a.published_at, a.expires_at, a.withdrawn_reason,
                   a.owner_id
              from article a
              left join view_count v on v.article_id = a.id
             where a.id = any(?)
               and (a.status = 'withdrawn' or is_public(a.status, a.published_at, a.expires_at, ?))
            """;

    private final Connection connection;
    private final List<View> views;
    private final Instant now;
    private final long timeout;
    private final ZoneId zone;
    private final BatchIdempotency retries;
    private final VisitorDeduplicator repeats;
    private final ViewResult[] outcomes;
    private final boolean[] counts;

    /**
     * @param timeout the milliseconds until the last caller times out
     * @param zone the time zone of the hours
     */
    ViewBatch(Connection connection, List<View> views, Instant now, long timeout, VisitorHasher visitors, ZoneId zone) {
        this.connection = connection;
        this.views = views;
        this.now = now;
        this.timeout = timeout;
        this.zone = zone;
        this.retries = new BatchIdempotency(connection, views, now);
        this.repeats = new VisitorDeduplicator(connection, views, now, visitors);
        this.outcomes = new ViewResult[views.size()];
        this.counts = new boolean[views.size()];
    }

    /** Whether {@link #COUNT} failed because all callers had timed out. */
    static boolean tookTooLong(Exception failure) {
        return failure instanceof SQLException sql && DIVISION_BY_ZERO.equals(sql.getSQLState());
    }

    /** Whether {@link #COUNT} failed because it waited for a transaction that deleted an article. */
    static boolean articleWasDeleted(SQLException failure) {
        return FOREIGN_KEY_VIOLATION.equals(failure.getSQLState());
    }

    /** Whether counting these views takes more than one writing statement. */
    static boolean needTransaction(List<View> views) {
        return views.stream().anyMatch(view -> view.retry() != null || view.visitor() != null);
    }

    /** @return the results in the order of the views; valid once the transaction has committed */
    List<ViewResult> count() throws SQLException {
        retries.answerKnown(outcomes);
        for (int i = 0; i < counts.length; i++) {
            counts[i] = outcomes[i] == null && views.get(i).counts();
        }
        repeats.leaveOut(counts);
        var sums = sums();
        giveNumbers(add(sums), sums);
        refuseOrLookUp();
        retries.keep(outcomes);
        return Arrays.asList(outcomes);
    }

    private record ArticleHour(long articleId, long hour) implements Comparable<ArticleHour> {

        @Override
        public int compareTo(ArticleHour other) {
            int byArticle = Long.compare(articleId, other.articleId);
            return byArticle != 0 ? byArticle : Long.compare(hour, other.hour);
        }
    }

    private TreeMap<ArticleHour, Long> sums() {
        var sums = new TreeMap<ArticleHour, Long>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i]) {
                var view = views.get(i);
                var hour = Interval.hour.start(view.at(), zone).getEpochSecond();
                sums.merge(new ArticleHour(view.articleId(), hour), view.times(), Long::sum);
            }
        }
        return sums;
    }

    /** The new totals of the articles that are public. */
    private Map<Long, Long> add(TreeMap<ArticleHour, Long> sums) throws SQLException {
        var totals = new HashMap<Long, Long>();
        if (sums.isEmpty()) {
            return totals;
        }
        try (var statement = connection.prepareStatement(COUNT)) {
            JdbcArrays.set(statement, 1, sums.keySet().stream().mapToLong(ArticleHour::articleId));
            JdbcArrays.set(statement, 2, sums.keySet().stream().mapToLong(ArticleHour::hour));
            JdbcArrays.set(statement, 3, sums.values().stream().mapToLong(Long::longValue));
            JdbcArrays.set(statement, 4, now);
            statement.setLong(5, timeout);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    totals.put(rows.getLong(1), rows.getLong(2));
                }
            }
        }
        return totals;
    }

    /**
     * The first view of an article in the batch gets the count after the previous total, the second the next one, and
     * so on.
     */
    private void giveNumbers(Map<Long, Long> totals, TreeMap<ArticleHour, Long> sums) {
        var numbers = new HashMap<>(totals);
        sums.forEach((key, sum) -> numbers.computeIfPresent(key.articleId(), (id, number) -> number - sum));
        for (int i = 0; i < outcomes.length; i++) {
            var id = views.get(i).articleId();
            if (outcomes[i] == null && numbers.containsKey(id)) {
                long number = numbers.merge(id, counts[i] ? views.get(i).times() : 0, Long::sum);
                outcomes[i] = ViewResult.of(new CountedView(id, number, counts[i]));
            }
        }
    }

    /** The remaining views are of articles that are not public, or are views that do not count. */
    private void refuseOrLookUp() throws SQLException {
        var left = new TreeMap<Long, ViewResult>();
        for (int i = 0; i < outcomes.length; i++) {
            if (outcomes[i] == null) {
                left.put(views.get(i).articleId(), ViewResult.refused(ArticlePermissions.notFound()));
            }
        }
        if (left.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(LOOK_UP)) {
            JdbcArrays.set(statement, 1, left.keySet().stream().mapToLong(Long::longValue));
            JdbcArrays.set(statement, 2, now);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    left.put(rows.getLong(1), lookedUp(rows));
                }
            }
        }
        for (int i = 0; i < outcomes.length; i++) {
            if (outcomes[i] == null) {
                var found = left.get(views.get(i).articleId());
                // The article was not public when its views were to be counted, even if it is now.
                var cameTooEarly = counts[i] && found.refusal() == null;
                outcomes[i] = cameTooEarly ? ViewResult.refused(ArticlePermissions.notFound()) : found;
            }
        }
    }

    private ViewResult lookedUp(ResultSet row) throws SQLException {
        var trashedFrom = row.getString(4);
        var state = new PublicationState(
                ArticleStatus.valueOf(row.getString(3)),
                trashedFrom == null ? null : ArticleStatus.valueOf(trashedFrom),
                JdbcArrays.instant(row, 5),
                JdbcArrays.instant(row, 6),
                row.getString(7),
                (Long) row.getObject(8));
        return state.isVisible(now)
                ? ViewResult.of(new CountedView(row.getLong(1), row.getLong(2), false))
                : ViewResult.refused(ArticlePermissions.refusalFor(state));
    }
}
