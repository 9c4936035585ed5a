package bantin.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;
import org.hibernate.query.TupleTransformer;

/** A row of a result, read by the names of its columns. */
public final class Row {

    private final Map<String, Integer> columns;
    private final Object[] values;

    private Row(Map<String, Integer> columns, Object[] values) {
        this.columns = columns;
        this.values = values;
    }

    /** @param sql with parameters such as {@code :id} */
    public static RowQuery query(Session database, String sql) {
        return new RowQuery(database, sql);
    }

    /**
     * For queries of entities, whose results Hibernate must make. The result type is an array although rows may have
     * one column: Hibernate keeps a query plan for each time that another type is asked for.
     */
    public static NativeQuery<Row> nativeQuery(Session database, String sql) {
        return database.createNativeQuery(sql, Object[].class).setTupleTransformer(new Reader());
    }

    /** Of one result. */
    private static final class Reader implements TupleTransformer<Row> {

        private Map<String, Integer> columns;

        @Override
        public Row transformTuple(Object[] values, String[] names) {
            if (columns == null) {
                columns = columns(names);
            }
            return new Row(columns, values);
        }
    }

    /** All rows of a result. */
    static List<Row> all(ResultSet result) throws SQLException {
        var metadata = result.getMetaData();
        var names = new String[metadata.getColumnCount()];
        for (int i = 0; i < names.length; i++) {
            names[i] = metadata.getColumnLabel(i + 1);
        }
        var columns = columns(names);
        var rows = new ArrayList<Row>();
        while (result.next()) {
            var values = new Object[names.length];
            for (int i = 0; i < names.length; i++) {
                var value = result.getObject(i + 1);
                values[i] = value instanceof Timestamp ? JdbcArrays.instant(result, i + 1) : value;
            }
            rows.add(new Row(columns, values));
        }
        return rows;
    }

    private static Map<String, Integer> columns(String[] names) {
        var columns = new HashMap<String, Integer>();
        for (int i = 0; i < names.length; i++) {
            if (columns.put(names[i], i) != null) {
                throw new IllegalStateException("two columns '" + names[i] + "'");
            }
        }
        return columns;
    }

    /** Null where the column is null. */
    public <T> T get(String column, Class<T> type) {
        return type.cast(value(column));
    }

    /** Null where the column is null. */
    public String text(String column) {
        return (String) value(column);
    }

    /** Null where the column is null. */
    public Instant time(String column) {
        return (Instant) value(column);
    }

    /** A column that is never null, of any type of number. */
    public long number(String column) {
        return ((Number) value(column)).longValue();
    }

    /** A column that is never null. */
    public boolean isTrue(String column) {
        return (Boolean) value(column);
    }

    public Object value(String column) {
        var index = columns.get(column);
        if (index == null) {
            throw new IllegalStateException("no column '" + column + "'");
        }
        return values[index];
    }
}
