package bantin.changes;

import bantin.database.JdbcArrays;
import io.agroal.api.AgroalDataSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Reads the change log. Sequence numbers are assigned in commit order (see {@code lock_change_log}), so no change
 * appears before one that was already read. Scheduled changes that came due are recorded by the next read, or within
 * five seconds.
 */
@ApplicationScoped
class ChangeFeed {

    private static final Logger LOG = Logger.getLogger(ChangeFeed.class);

    @Inject
    AgroalDataSource database;

    @Inject
    Clock clock;

    /**
     * @param last the number of the last change in this part; if it is empty, the number that was asked for
     * @param lastOfAll the number of the last change in the log
     */
    record Part(List<Change> changes, long last, long lastOfAll, boolean hasMore) {}

    /** The number of the last change in the log; 0 if there is none. */
    long last() {
        return ask(ChangeFeed::last);
    }

    private static long last(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("select coalesce(max(sequence), 0) from change_log");
                var row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    Part after(long number, int limit) {
        return ask(connection -> {
            var numbers = new ArrayList<Long>();
            var changes = new ArrayList<Change>();
            try (var select = connection.prepareStatement("""
                    select sequence, kind, entity_id, event, occurred_at
                      from change_log
                     where sequence > ?
                     order by sequence
                     limit ?
                    """)) {
                select.setLong(1, number);
                select.setInt(2, limit + 1);
                try (var rows = select.executeQuery()) {
                    while (rows.next()) {
                        numbers.add(rows.getLong(1));
                        changes.add(Change.of(
                                rows.getString(2), rows.getLong(3), rows.getString(4), JdbcArrays.instant(rows, 5)));
                    }
                }
            }
            int size = Math.min(changes.size(), limit);
            return new Part(
                    changes.subList(0, size),
                    size == 0 ? number : numbers.get(size - 1),
                    last(connection),
                    changes.size() > limit);
        });
    }

    private interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    private <T> T ask(Question<T> question) {
        try (var connection = database.getConnection()) {
            recordDue(connection);
            return question.ask(connection);
        } catch (SQLException e) {
            throw new PersistenceException("The change log could not be read", e);
        }
    }

    /**
     * Records scheduled changes even if no client reads the log, because other functions depend on it, such as the
     * words of suggestions.
     */
    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void recordDue() {
        try (var connection = database.getConnection()) {
            recordDue(connection);
        } catch (SQLException | RuntimeException e) {
            LOG.debug("Scheduled changes could not be recorded; retrying in five seconds", e);
        }
    }

    private void recordDue(Connection connection) throws SQLException {
        var now = clock.instant();
        if (isAnythingDue(connection, now)) {
            try (var record = connection.prepareStatement("select record_due_changes(?)")) {
                JdbcArrays.set(record, 1, now);
                record.execute();
            }
        }
    }

    private static boolean isAnythingDue(Connection connection, Instant now) throws SQLException {
        try (var select =
                connection.prepareStatement("select exists (select 1 from scheduled_change where due <= ?)")) {
            JdbcArrays.set(select, 1, now);
            try (var row = select.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}
