package bantin.views;

import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Logs at most one line a second while views are rejected. All rejected views of that second have the id of the line.
 */
final class ThrottledLog {

    private static final Logger LOG = Logger.getLogger(ThrottledLog.class);

    private String id;
    private String reason;
    private long loggedAt;

    /** The id of the line in the log. */
    synchronized String idFor(String newReason, String detail, String lastFailure) {
        var now = System.nanoTime();
        if (!newReason.equals(reason) || now - loggedAt > TimeUnit.SECONDS.toNanos(1)) {
            id = UUID.randomUUID().toString().replace("-", "");
            reason = newReason;
            loggedAt = now;
            LOG.warnf(
                    "%s Views are rejected: %s Last database error: %s. If this persists, check the database.",
                    id, detail, lastFailure);
        }
        return id;
    }
}
