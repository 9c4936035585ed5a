package bantin.search;

import io.agroal.api.AgroalDataSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/**
 * Background jobs that keep the search index up to date, so that no write waits for it. The work is queued in tables:
 * any node may take some of it, and if a node is killed another one continues.
 */
@ApplicationScoped
class SearchIndexMaintenance {

    private static final Logger LOG = Logger.getLogger(SearchIndexMaintenance.class);

    /** A batch of this size takes about half a second, during which these articles are locked. */
    private static final int ARTICLES_AT_ONCE = 50;

    private static final int WORDS_AT_ONCE = 100;

    @Inject
    AgroalDataSource database;

    /** Reindexes the articles that show a renamed section, tag or contributor, or a changed default caption. */
    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void reindexRenamed() {
        repeat("select reindex_renamed(" + ARTICLES_AT_ONCE + ")");
    }

    /** Removes words that nothing public has from the dictionary for spelling correction. */
    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void removeUnusedWords() {
        repeat("select remove_unused_words(" + WORDS_AT_ONCE + ")");
    }

    /** @param sql selects how many items were processed, and is repeated until there are none */
    private void repeat(String sql) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            while (true) {
                try (var rows = statement.executeQuery()) {
                    rows.next();
                    if (rows.getLong(1) == 0) {
                        return;
                    }
                }
            }
        } catch (SQLException | RuntimeException e) {
            LOG.debugf(e, "%s failed and is retried in five seconds", sql);
        }
    }
}
