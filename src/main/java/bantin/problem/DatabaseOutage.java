package bantin.problem;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Whether the database cannot be reached at the moment. The log has one line at the beginning of an outage and one at
 * its end, however many requests and jobs fail. Their problems have the id of the first line as {@code traceId}.
 */
public final class DatabaseOutage {

    private static final Logger LOG = Logger.getLogger(DatabaseOutage.class);

    /**
     * An outage is over if nothing has failed for this time. Failures of old connections before that belong to the same
     * outage.
     */
    private static final Duration QUIET = Duration.ofSeconds(1);

    private static String id;
    private static long beganAt;
    private static long failedAt;
    private static long failures;

    private DatabaseOutage() {}

    /** @return the id of the outage in the log */
    public static synchronized String report(Throwable cause) {
        failedAt = System.nanoTime();
        if (id == null) {
            id = UUID.randomUUID().toString().replace("-", "");
            beganAt = failedAt;
            failures = 0;
            LOG.errorf(
                    "%s The database cannot be reached: %s. Requests that need it get 503 until it "
                            + "is reachable again.",
                    id, reason(cause));
        }
        failures++;
        return id;
    }

    /** The message of the driver or the pool. Its cause, such as an end of file, says less. */
    private static String reason(Throwable cause) {
        var said = InternalErrors.rootOf(cause);
        for (var at = cause; at != null; at = at.getCause()) {
            said = at instanceof SQLException ? at : said;
        }
        return String.valueOf(said.getMessage())
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .replaceAll("[.!]$", "");
    }

    /** Reports the exception if its cause is an outage. */
    public static boolean reportIfOne(Throwable cause) {
        var isOne = InternalErrors.typeOf(cause) == ProblemType.UNAVAILABLE;
        if (isOne) {
            report(cause);
        }
        return isOne;
    }

    /** The id of the current outage in the log. */
    public static synchronized Optional<String> ongoing() {
        return Optional.ofNullable(id);
    }

    /** Must be called when the database has answered a query. */
    public static synchronized void answered() {
        var now = System.nanoTime();
        if (id != null && now - failedAt > QUIET.toNanos()) {
            LOG.infof(
                    "%s The database is reachable again after %d ms and %d failures",
                    id, (now - beganAt) / 1_000_000, failures);
            id = null;
        }
    }
}
