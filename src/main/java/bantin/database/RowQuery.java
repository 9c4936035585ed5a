package bantin.database;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.hibernate.HibernateException;
import org.hibernate.Session;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * A SQL statement with named parameters whose result is read as {@link Row}s. It runs on the connection and in the
 * transaction of the Hibernate session. Hibernate's own native queries ask for the type of each column again with each
 * result, which takes longer than everything else that a short statement needs in Java.
 */
public final class RowQuery {

    private static final Cache<String, NamedParameters> PARSED = Caffeine.newBuilder()
            .maximumWeight(4_000_000)
            .weigher((String sql, NamedParameters parsed) -> sql.length())
            .build();

    private final Session database;
    private final NamedParameters statement;
    private final Map<String, Object> values = new HashMap<>();
    private int timeoutSeconds;

    /** @param sql with parameters such as {@code :id} */
    RowQuery(Session database, String sql) {
        this.database = database;
        this.statement = PARSED.get(sql, NamedParameters::parse);
    }

    /** @param value a collection stands for its elements, separated by commas, as in {@code in (:ids)} */
    public RowQuery setParameter(String name, Object value) {
        values.put(name, value);
        return this;
    }

    /** @param seconds after which a {@link jakarta.persistence.QueryTimeoutException} is thrown; 0 for no limit */
    public RowQuery setTimeout(int seconds) {
        timeoutSeconds = seconds;
        return this;
    }

    /**
     * The connection is returned to the pool at once, unless a transaction is in progress.
     *
     * @throws jakarta.persistence.PersistenceException the statement failed
     */
    public List<Row> getResultList() {
        var session = database.unwrap(SharedSessionContractImplementor.class);
        if (session.isTransactionInProgress()) {
            database.flush();
        }
        var sql = session.getJdbcSessionContext().getStatementInspector().inspect(statement.sql(this::placeholders));
        var succeeded = false;
        try {
            var rows = database.doReturningWork(connection -> read(connection, sql));
            succeeded = true;
            return rows;
        } catch (HibernateException e) {
            throw session.getExceptionConverter().convert(e);
        } finally {
            session.afterOperation(succeeded);
        }
    }

    /** The row of a statement that always has exactly one. */
    public Row getSingleResult() {
        var rows = getResultList();
        if (rows.size() != 1) {
            throw new IllegalStateException("The statement has " + rows.size() + " rows instead of one.");
        }
        return rows.get(0);
    }

    private String placeholders(String parameter) {
        return values.get(parameter) instanceof Collection<?> several
                ? several.isEmpty() ? "null" : String.join(", ", Collections.nCopies(several.size(), "?"))
                : "?";
    }

    private List<Row> read(Connection connection, String sql) throws SQLException {
        try (var prepared = connection.prepareStatement(sql)) {
            prepared.setQueryTimeout(timeoutSeconds);
            bind(prepared);
            try (var result = prepared.executeQuery()) {
                return Row.all(result);
            }
        }
    }

    private void bind(PreparedStatement prepared) throws SQLException {
        var index = 0;
        for (var name : statement.names()) {
            if (!values.containsKey(name)) {
                throw new IllegalStateException("The parameter :" + name + " has no value.");
            }
            var value = values.get(name);
            for (var each : value instanceof Collection<?> several ? several : Collections.singletonList(value)) {
                set(prepared, ++index, each);
            }
        }
    }

    private static void set(PreparedStatement prepared, int index, Object value) throws SQLException {
        if (value == null) {
            prepared.setNull(index, Types.NULL);
        } else if (value instanceof Instant time) {
            JdbcArrays.set(prepared, index, time);
        } else if (value instanceof String[] texts) {
            JdbcArrays.set(prepared, index, List.of(texts));
        } else {
            prepared.setObject(index, value);
        }
    }

    /**
     * A statement that is cut at its parameters.
     *
     * @param pieces the text before, between and after the parameters
     * @param names one less than pieces
     */
    private record NamedParameters(List<String> pieces, List<String> names) {

        /** Quoted text and comments contain no parameters; {@code ::} is a cast. */
        static NamedParameters parse(String sql) {
            var pieces = new ArrayList<String>();
            var names = new ArrayList<String>();
            var start = 0;
            var i = 0;
            while (i < sql.length()) {
                var c = sql.charAt(i);
                if (c == '\'' || c == '"') {
                    i = after(sql, String.valueOf(c), i + 1);
                } else if (sql.startsWith("--", i)) {
                    i = after(sql, "\n", i);
                } else if (sql.startsWith("::", i)) {
                    i += 2;
                } else if (c == ':' && i + 1 < sql.length() && Character.isLetter(sql.charAt(i + 1))) {
                    var end = i + 1;
                    while (end < sql.length() && Character.isJavaIdentifierPart(sql.charAt(end))) {
                        end++;
                    }
                    pieces.add(sql.substring(start, i));
                    names.add(sql.substring(i + 1, end));
                    start = end;
                    i = end;
                } else {
                    i++;
                }
            }
            pieces.add(sql.substring(start));
            return new NamedParameters(List.copyOf(pieces), List.copyOf(names));
        }

        private static int after(String sql, String end, int from) {
            var at = sql.indexOf(end, from);
            return at < 0 ? sql.length() : at + end.length();
        }

        String sql(UnaryOperator<String> placeholders) {
            var sql = new StringBuilder();
            for (int i = 0; i < names.size(); i++) {
                sql.append(pieces.get(i)).append(placeholders.apply(names.get(i)));
            }
            return sql.append(pieces.get(names.size())).toString();
        }
    }
}
