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
 * Keeps {@code view_count.ranking_total}, by which lists by views are sorted, a second behind the counts. A view itself must
 * not write an index (ADR 14); what was viewed inside a second is written to it once.
 */
@ApplicationScoped
class Ranking {

    private static final Logger LOG = Logger.getLogger(Ranking.class);
    private static final int AT_ONCE = 1000;

    /** Counters lock in the same order; so the two cannot wait for each other. */
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

    /** Articles that were viewed; an event that counts when its transaction is committed. */
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
        for (int i = 0; i < ids.length; i += AT_ONCE) {
            rank(Arrays.copyOfRange(ids, i, Math.min(ids.length, i + AT_ONCE)));
        }
    }

    /**
     * Waits for a count that is being counted, because one that is read much always is; but not for long, and if that was
     * in vain it leaves out, for another second, what is locked.
     */
    private void rank(Long[] ids) {
        // before the counts are read: what is viewed from now on is looked at again
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

    private static void rank(Connection connection, Long[] ids, String orElse) throws SQLException {
        try (var wait = connection.createStatement();
                var update = connection.prepareStatement(RANK.formatted(orElse))) {
            wait.execute("set local lock_timeout = '200ms'");
            JdbcArrays.set(update, 1, Stream.of(ids).mapToLong(Long::longValue));
            update.executeUpdate();
            connection.commit();
        }
    }

    /** What a node had counted when it was killed, before it ranked it. */
    @Scheduled(every = "1h", delayed = "10s")
    void findWhatWasLeft() {
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
