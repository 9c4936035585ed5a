package bantin.database;

import bantin.problem.DatabaseOutage;
import bantin.problem.InternalErrors;
import io.quarkus.narayana.jta.QuarkusTransaction;
import org.jboss.logging.Logger;

/** Work that comes again by itself: in a transaction of its own, and where it fails, one line tells of it. */
public final class MaintenanceJob {

    private static final Logger LOG = Logger.getLogger(MaintenanceJob.class);

    private MaintenanceJob() {}

    /** @param name what the log calls it, as the beginning of a sentence */
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
