package bantin.database;

import bantin.problem.InternalErrors;
import java.sql.SQLException;
import java.util.Optional;

/** Explains how to correct an operator's PostgreSQL that prevents the server from starting. */
public final class StartFailure {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String FEATURE_NOT_SUPPORTED = "0A000";
    private static final String EXTENSIONS =
            "create extension if not exists unaccent; create extension if not exists fuzzystrmatch;";

    private StartFailure() {}

    /** Empty if PostgreSQL's own message is all that is known. */
    public static Optional<String> explain(Throwable failure) {
        if (!(InternalErrors.rootOf(failure) instanceof SQLException cause)) {
            return Optional.empty();
        }
        var message = String.valueOf(cause.getMessage());
        var state = String.valueOf(cause.getSQLState());
        if (state.equals(INSUFFICIENT_PRIVILEGE) && message.contains("extension")) {
            return Optional.of("The database user is not allowed to create extensions. Run this in the "
                    + "database, as its owner or as a superuser: "
                    + EXTENSIONS);
        }
        if (state.equals(FEATURE_NOT_SUPPORTED) && message.contains("extension")) {
            return Optional.of("PostgreSQL lacks the contrib extensions. Install its contrib package (part of "
                    + "Debian's postgresql package), and start again.");
        }
        if (state.equals(INSUFFICIENT_PRIVILEGE)) {
            return Optional.of("The database user is not allowed to create tables: "
                    + message.lines().findFirst().orElse("")
                    + ". Run this in the database, as a superuser: grant create on schema public to <user>;");
        }
        return Optional.empty();
    }
}
