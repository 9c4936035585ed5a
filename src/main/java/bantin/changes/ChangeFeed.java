package bantin.changes;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * What was committed, by number. Numbers are given in the order of commits (see the migration), so that nothing can appear
 * before what has been read; what came due is recorded when somebody looks.
 */
@ApplicationScoped
class ChangeFeed {

    @Inject
    AgroalDataSource database;

    @Inject
    Clock clock;

    /** @param last the number of the last change here; where there is none, that after which was asked */
    record Part(List<Change> changes, long last, boolean hasMore) {}

    /** The number of the last change of all; 0 where there is none. */
    long last() {
        return ask(connection -> {
            try (var select = connection.prepareStatement("select coalesce(max(number), 0) from change");
                    var row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    Part after(long number, int limit) {
        return ask(connection -> {
            try (var select = connection.prepareStatement("""
                    select number, kind, entity_id, what, at
                      from change
                     where number > ?
                     order by number
                     limit ?
                    """)) {
                select.setLong(1, number);
                select.setInt(2, limit + 1);
                var changes = new ArrayList<Change>();
                long last = number;
                try (var rows = select.executeQuery()) {
                    while (rows.next()) {
                        if (changes.size() == limit) {
                            return new Part(changes, last, true);
                        }
                        last = rows.getLong(1);
                        changes.add(Change.of(
                                rows.getString(2),
                                rows.getLong(3),
                                rows.getString(4),
                                rows.getObject(5, OffsetDateTime.class).toInstant()));
                    }
                }
                return new Part(changes, last, false);
            }
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
            throw new PersistenceException("what has changed could not be read", e);
        }
    }

    private void recordDue(Connection connection) throws SQLException {
        var now = clock.instant();
        if (isAnythingDue(connection, now)) {
            try (var record = connection.prepareStatement("select record_due_publications(?)")) {
                record.setObject(1, now.atOffset(ZoneOffset.UTC));
                record.execute();
            }
        }
    }

    private static boolean isAnythingDue(Connection connection, Instant now) throws SQLException {
        try (var select =
                connection.prepareStatement("select exists (select 1 from scheduled_publication where due <= ?)")) {
            select.setObject(1, now.atOffset(ZoneOffset.UTC));
            try (var row = select.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}
