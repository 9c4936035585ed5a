package bantin.database;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;
import org.hibernate.query.TupleTransformer;

/**
 * A row of a result, read by the names of its columns. The names are looked up once for each result; Hibernate's own
 * tuples build a map of names for each row.
 */
public final class Row {

    private final Map<String, Integer> columns;
    private final Object[] values;

    private Row(Map<String, Integer> columns, Object[] values) {
        this.columns = columns;
        this.values = values;
    }

    /**
     * A native query whose results are rows. The result type is an array although rows may have one column: Hibernate
     * keeps a query plan for each time that another type is asked for.
     */
    public static NativeQuery<Row> query(Session database, String sql) {
        return database.createNativeQuery(sql, Object[].class).setTupleTransformer(new Reader());
    }

    /** Of one result. */
    private static final class Reader implements TupleTransformer<Row> {

        private Map<String, Integer> columns;

        @Override
        public Row transformTuple(Object[] values, String[] names) {
            if (columns == null) {
                columns = new HashMap<>();
                for (int i = 0; i < names.length; i++) {
                    if (columns.put(names[i], i) != null) {
                        throw new IllegalStateException("two columns '" + names[i] + "'");
                    }
                }
            }
            return new Row(columns, values);
        }
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
