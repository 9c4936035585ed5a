package bantin.database;

import bantin.problem.DatabaseOutage;
import bantin.problem.InternalErrors;
import io.quarkus.narayana.jta.QuarkusTransaction;
import org.jboss.logging.Logger;

/** Runs a recurring job in its own transaction, and logs one line if it fails. */
public final class MaintenanceJob {

    private static final Logger LOG = Logger.getLogger(MaintenanceJob.class);

    private MaintenanceJob() {}

    /** @param name the subject of the log message */
    public static void run(String name, Runnable work) {
        try {
            QuarkusTransaction.requiringNew().run(work);
        } catch (RuntimeException e) {
            if (!DatabaseOutage.reportIfOne(e)) {
                LOG.warnf(
                        "%s failed and will be retried later: %s",
                        name, InternalErrors.rootOf(e).getMessage());
            }
        }
    }
}
