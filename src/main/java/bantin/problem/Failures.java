package bantin.problem;

import java.sql.SQLException;
import java.util.UUID;
import org.hibernate.exception.JDBCConnectionException;
import org.jboss.logging.Logger;

/** What nobody foresaw, or could help: one line in the log, and an answer that tells nothing but how to find it. */
public final class Failures {

    private static final Logger LOG = Logger.getLogger(Failures.class);

    private Failures() {}

    /** The problem, whose {@code traceId} is now in the log. */
    static Problem logged(Throwable cause, ProblemType type, String path) {
        var traceId = UUID.randomUUID().toString().replace("-", "");
        var shownPath = path.replaceAll("\\p{Cntrl}", "?");
        if (type == ProblemType.UNAVAILABLE) {
            LOG.errorf(
                    "%s %s: the database cannot be reached (%s)",
                    traceId, shownPath, rootOf(cause).getMessage());
        } else {
            LOG.errorf(cause, "%s %s", traceId, shownPath);
        }
        return Problem.ofFailure(type, traceId, path);
    }

    static ProblemType typeOf(Throwable cause) {
        return databaseIsGone(cause) ? ProblemType.UNAVAILABLE : ProblemType.INTERNAL_ERROR;
    }

    /** SQL states of class 08 and 57P are the connection's or the server's end, not the statement's. */
    private static boolean databaseIsGone(Throwable cause) {
        for (var at = cause; at != null; at = at.getCause()) {
            if (at instanceof JDBCConnectionException) {
                return true;
            }
            if (at instanceof SQLException sql && endsConnection(sql)) {
                return true;
            }
        }
        return false;
    }

    /** The pool gives no state when it has no connection left to give. */
    private static boolean endsConnection(SQLException cause) {
        var state = cause.getSQLState();
        return state == null
                ? String.valueOf(cause.getMessage()).contains("acquisition timeout")
                : state.startsWith("08") || state.startsWith("57P");
    }

    /** What it began with. */
    public static Throwable rootOf(Throwable cause) {
        return cause.getCause() == null || cause.getCause() == cause ? cause : rootOf(cause.getCause());
    }
}
