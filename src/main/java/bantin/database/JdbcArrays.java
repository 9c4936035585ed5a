package bantin.database;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.LongStream;

/** Sets arrays and times as parameters of JDBC statements. */
public final class JdbcArrays {

    private JdbcArrays() {}

    public static void set(PreparedStatement statement, int index, LongStream numbers) throws SQLException {
        statement.setArray(
                index,
                statement.getConnection().createArrayOf("int8", numbers.boxed().toArray()));
    }

    public static void set(PreparedStatement statement, int index, List<String> texts) throws SQLException {
        statement.setArray(index, statement.getConnection().createArrayOf("text", texts.toArray()));
    }

    public static void setBytes(PreparedStatement statement, int index, List<byte[]> values) throws SQLException {
        statement.setArray(index, statement.getConnection().createArrayOf("bytea", values.toArray(new byte[0][])));
    }

    public static void set(PreparedStatement statement, int index, Instant time) throws SQLException {
        statement.setObject(index, time.atOffset(ZoneOffset.UTC));
    }

    public static Instant instant(ResultSet row, int column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
