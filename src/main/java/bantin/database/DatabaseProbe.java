package bantin.database;

import bantin.background.BackgroundThread;
import bantin.background.BackgroundThreads;
import bantin.problem.DatabaseOutage;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * During an outage of the database, checks whether it can be reached again, and removes broken connections from the
 * pool.
 */
@Startup
@ApplicationScoped
class DatabaseProbe {

    private static final Logger LOG = Logger.getLogger(DatabaseProbe.class);
    private static final Duration INTERVAL = Duration.ofMillis(250);

    @Inject
    AgroalDataSource database;

    @Inject
    BackgroundThreads threads;

    private BackgroundThread thread;

    @PostConstruct
    void start() {
        thread = threads.repeat("database-probe", INTERVAL, this::probe);
    }

    void stop(@Observes ShutdownEvent ended) {
        thread.close();
    }

    private void probe() {
        if (DatabaseOutage.ongoing().isEmpty()) {
            return;
        }
        database.flush(FlushMode.INVALID);
        try (var connection = database.getConnection();
                var query = connection.createStatement();
                var row = query.executeQuery("select pg_is_in_recovery()")) {
            // A standby answers queries, but accepts no writes.
            if (row.next() && !row.getBoolean(1)) {
                DatabaseOutage.answered();
            }
        } catch (SQLException e) {
            LOG.debug("The database cannot be reached", e);
        }
    }
}
