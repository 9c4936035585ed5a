package bantin.search;

import io.agroal.api.AgroalDataSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/**
 * Background work on the search index: no writer waits for it. One node at a time does some of it and, because the work
 * is queued in tables, goes on where a killed node stopped.
 */
@ApplicationScoped
class SearchIndexMaintenance {

    private static final Logger LOG = Logger.getLogger(SearchIndexMaintenance.class);

    /** Takes half a second, for which nobody else can save one of these. */
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

    /** @param sql answers how much it has done */
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
