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

/** While the database cannot be reached, asks whether it can, and takes out of the pool what is left of connections from before. */
@Startup
@ApplicationScoped
class DatabaseProbe {

    private static final Logger LOG = Logger.getLogger(DatabaseProbe.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    @Inject
    AgroalDataSource database;

    @Inject
    BackgroundThreads threads;

    private BackgroundThread thread;

    @PostConstruct
    void start() {
        thread = threads.repeat("database-probe", BETWEEN_LOOKS, this::look);
    }

    void stop(@Observes ShutdownEvent ended) {
        thread.close();
    }

    private void look() {
        if (DatabaseOutage.ongoing().isEmpty()) {
            return;
        }
        database.flush(FlushMode.INVALID);
        try (var connection = database.getConnection();
                var question = connection.createStatement();
                var row = question.executeQuery("select pg_is_in_recovery()")) {
            // a standby answers, but takes no writes
            if (row.next() && !row.getBoolean(1)) {
                DatabaseOutage.answered();
            }
        } catch (SQLException e) {
            LOG.debug("The database cannot be reached", e);
        }
    }
}
