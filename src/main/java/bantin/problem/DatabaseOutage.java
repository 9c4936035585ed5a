package bantin.problem;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Whether the database cannot be reached. However many requests and jobs fail for it, the log has one line when that begins
 * and one when it is over; their problems carry the id of the first as {@code traceId}.
 */
public final class DatabaseOutage {

    private static final Logger LOG = Logger.getLogger(DatabaseOutage.class);

    /** Nothing fails for so long before it is over: what is left of old connections belongs to the same outage. */
    private static final Duration QUIET = Duration.ofSeconds(1);

    private static String id;
    private static long beganAt;
    private static long failedAt;
    private static long failures;

    private DatabaseOutage() {}

    /** @return the id under which the log tells of it */
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

    /** What the driver or the pool says: what is below it, such as an end of file, says less. */
    private static String reason(Throwable cause) {
        var said = InternalErrors.rootOf(cause);
        for (var at = cause; at != null; at = at.getCause()) {
            said = at instanceof SQLException ? at : said;
        }
        return String.valueOf(said.getMessage())
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .replaceAll("[.!]$", "");
    }

    /** Reports it, if it is one. */
    public static boolean reportIfOne(Throwable cause) {
        var isOne = InternalErrors.typeOf(cause) == ProblemType.UNAVAILABLE;
        if (isOne) {
            report(cause);
        }
        return isOne;
    }

    /** The id under which the log tells of the one that goes on. */
    public static synchronized Optional<String> ongoing() {
        return Optional.ofNullable(id);
    }

    /** To be called when the database has answered. */
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
