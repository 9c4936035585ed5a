package bantin.views;

import bantin.database.JdbcArrays;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Updates {@code view_count.ranking_total}, by which lists are sorted by views, within one second after the counts (ADR
 * 14). A view does not update an indexed column itself, so many views of an article within a second cause one update of
 * the index.
 */
@ApplicationScoped
class Ranking {

    private static final Logger LOG = Logger.getLogger(Ranking.class);
    private static final int MAX_ROWS = 1000;

    /** Locks rows in the same order as the counter, so that the two cannot deadlock. */
    private static final String RANK = """
            with behind as (
                select article_id
                  from view_count
                 where article_id = any(?) and ranking_total <> total
                 order by article_id
                   for no key update %s
            )
            update view_count c
               set ranking_total = c.total
              from behind
             where c.article_id = behind.article_id
            """;

    private final Set<Long> viewed = ConcurrentHashMap.newKeySet();

    @Inject
    @DataSource(ViewCounter.DATABASE)
    AgroalDataSource database;

    /** Event: these articles were viewed. Observed after the transaction has committed. */
    record Viewed(List<Long> articleIds) {

        static Viewed of(List<ViewResult> outcomes) {
            return new Viewed(outcomes.stream()
                    .filter(ViewResult::isCounted)
                    .map(outcome -> outcome.view().articleId())
                    .distinct()
                    .toList());
        }
    }

    void viewed(@Observes(during = TransactionPhase.AFTER_SUCCESS) Viewed articles) {
        viewed.addAll(articles.articleIds);
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void rank() {
        var ids = viewed.toArray(Long[]::new);
        for (int i = 0; i < ids.length; i += MAX_ROWS) {
            rank(Arrays.copyOfRange(ids, i, Math.min(ids.length, i + MAX_ROWS)));
        }
    }

    /**
     * Waits for locked rows for a short time, because the row of a popular article is nearly always locked. After that
     * it skips locked rows, which the next run updates.
     */
    private void rank(Long[] ids) {
        // Before the counts are read, so that articles that are viewed from now on are ranked again.
        Arrays.asList(ids).forEach(viewed::remove);
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                rank(connection, ids, "");
            } catch (SQLException e) {
                connection.rollback();
                viewed.addAll(Arrays.asList(ids));
                rank(connection, ids, "skip locked");
            }
        } catch (SQLException | RuntimeException e) {
            LOG.debug("View counts could not be ranked; retrying in a second", e);
            viewed.addAll(Arrays.asList(ids));
        }
    }

    private static void rank(Connection connection, Long[] ids, String orSkip) throws SQLException {
        try (var wait = connection.createStatement();
                var update = connection.prepareStatement(RANK.formatted(orSkip))) {
            wait.execute("set local lock_timeout = '200ms'");
            JdbcArrays.set(update, 1, Stream.of(ids).mapToLong(Long::longValue));
            update.executeUpdate();
            connection.commit();
        }
    }

    /** Finds the counts that a node had not ranked when it was killed. */
    @Scheduled(every = "1h", delayed = "10s")
    void findUnranked() {
        try (var connection = database.getConnection();
                var find = connection.createStatement();
                var rows = find.executeQuery("select article_id from view_count where ranking_total <> total")) {
            while (rows.next()) {
                viewed.add(rows.getLong(1));
            }
        } catch (SQLException | RuntimeException e) {
            LOG.debug("Earlier view counts could not be ranked; retrying in an hour", e);
        }
    }
}
