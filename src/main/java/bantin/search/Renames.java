package bantin.search;

import io.agroal.api.AgroalDataSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/**
 * Brings what is searched in up to date after a section, tag, contributor or default caption was changed that articles show: some at a
 * time, on one node, and from where it was when the last one was killed (see the migration).
 */
@ApplicationScoped
class Renames {

    private static final Logger LOG = Logger.getLogger(Renames.class);

    /** Takes half a second, for which nobody else can save one of these. */
    private static final int AT_ONCE = 50;

    @Inject
    AgroalDataSource database;

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void readAnew() {
        try (var connection = database.getConnection();
                var read = connection.prepareStatement("select read_renamed_anew(" + AT_ONCE + ")")) {
            while (true) {
                try (var rows = read.executeQuery()) {
                    rows.next();
                    if (rows.getLong(1) == 0) {
                        return;
                    }
                }
            }
        } catch (SQLException | RuntimeException e) {
            LOG.debug("what shows a new name is read in five seconds", e);
        }
    }
}
