package bantin.search;

import io.agroal.api.AgroalDataSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/** What searching needs that nobody who writes should wait for: some at a time, on one node, and from where it was when the last one was killed. */
@ApplicationScoped
class SearchIndexMaintenance {

    private static final Logger LOG = Logger.getLogger(SearchIndexMaintenance.class);

    /** Takes half a second, for which nobody else can save one of these. */
    private static final int ARTICLES_AT_ONCE = 50;

    private static final int WORDS_AT_ONCE = 100;

    @Inject
    AgroalDataSource database;

    /** What is searched in follows after a section, tag, contributor or default caption was changed that articles show (see V24). */
    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void readAnew() {
        repeat("select read_renamed_anew(" + ARTICLES_AT_ONCE + ")");
    }

    /** Words that nothing public has are not known any more (see V25). */
    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        repeat("select forget_words(" + WORDS_AT_ONCE + ")");
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
            LOG.debugf(e, "%s is tried again in five seconds", sql);
        }
    }
}
