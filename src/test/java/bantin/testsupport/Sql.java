package bantin.testsupport;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.inject.spi.CDI;
import java.sql.Connection;
import java.sql.SQLException;

/** SQL past the API: to prepare what the API does not offer, and to look at what is stored. */
public final class Sql {

    private Sql() {}

    /** Of the database of the server under test. */
    public static Connection connect() {
        try {
            return CDI.current().select(AgroalDataSource.class).get().getConnection();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Each statement is its own transaction. */
    public static void execute(String... statements) {
        try (var connection = connect()) {
            execute(connection, statements);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void execute(Connection connection, String... statements) {
        try (var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of the first row. */
    public static <T> T one(String query, Class<T> type) {
        try (var connection = connect()) {
            return one(connection, query, type);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static <T> T one(Connection connection, String query, Class<T> type) {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getObject(1, type);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of the first row, whatever numeric type it has. */
    static long number(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
