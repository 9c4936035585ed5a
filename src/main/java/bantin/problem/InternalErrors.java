package bantin.problem;

import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hibernate.exception.JDBCConnectionException;
import org.jboss.logging.Logger;

/** Unexpected errors and outages. The log has the details. The response has nothing but the id of the log entry. */
public final class InternalErrors {

    private static final Logger LOG = Logger.getLogger(InternalErrors.class);

    /** SQL states, or their classes, that mean an outage (PostgreSQL, appendix A). */
    private static final List<String> OUTAGES = List.of(
            "08", // connection exceptions
            "53", // out of connections, memory or disk space
            "57P", // shut down, crashed, starting up
            "58", // its files cannot be read or written
            "25006", // a standby, or a primary that has become one: it takes no writes
            "40001"); // on a standby: in conflict with recovery

    /** Messages of Agroal, whose exceptions have no SQL state. */
    private static final Pattern POOL = Pattern.compile(
            "acquisition timeout|while acquiring|creating new connection|create new connection"
                    + "|(connection|statement|resultset|pool) (is|has been) (closed|shutting down)",
            Pattern.CASE_INSENSITIVE);

    private InternalErrors() {}

    /** Logs the error and returns the problem with its {@code traceId}. */
    static Problem logged(Throwable cause, ProblemType type, String path) {
        if (type == ProblemType.UNAVAILABLE) {
            return Problem.ofFailure(type, DatabaseOutage.report(cause), path);
        }
        var traceId = UUID.randomUUID().toString().replace("-", "");
        LOG.errorf(cause, "%s %s", traceId, path.replaceAll("\\p{Cntrl}", "?"));
        return Problem.ofFailure(type, traceId, path);
    }

    static ProblemType typeOf(Throwable cause) {
        return isOfOutage(cause, Collections.newSetFromMap(new IdentityHashMap<>()))
                ? ProblemType.UNAVAILABLE
                : ProblemType.INTERNAL_ERROR;
    }

    /**
     * Whether one of its causes is an outage. If a transaction cannot commit, some causes are only suppressed
     * exceptions.
     */
    private static boolean isOfOutage(Throwable cause, Set<Throwable> seen) {
        if (cause == null || !seen.add(cause)) {
            return false;
        }
        return cause instanceof JDBCConnectionException
                || cause instanceof SQLException sql && (isOutage(sql) || isOfOutage(sql.getNextException(), seen))
                || isOfOutage(cause.getCause(), seen)
                || Stream.of(cause.getSuppressed()).anyMatch(suppressed -> isOfOutage(suppressed, seen));
    }

    /** Whether the connection or the server failed, and not the statement. */
    private static boolean isOutage(SQLException cause) {
        var state = cause.getSQLState();
        return state == null
                ? POOL.matcher(String.valueOf(cause.getMessage())).find()
                : OUTAGES.stream().anyMatch(state::startsWith);
    }

    /** The first cause. */
    public static Throwable rootOf(Throwable cause) {
        return cause.getCause() == null || cause.getCause() == cause ? cause : rootOf(cause.getCause());
    }
}
