package bantin.views;

import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Keeps thousands of views that fail together from filling the log: a line a second, whose id they all carry. */
final class ThrottledLog {

    private static final Logger LOG = Logger.getLogger(ThrottledLog.class);

    private String id;
    private String reason;
    private long loggedAt;

    /** The id under which the log tells of it. */
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
