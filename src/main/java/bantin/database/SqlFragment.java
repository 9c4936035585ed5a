package bantin.database;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hibernate.Session;

/**
 * A piece of SQL with the values of its parameters. Statements are composed of fragments; a value that comes from
 * outside is always a parameter.
 *
 * @param text SQL with named parameters, such as {@code a.id = :id}
 * @param parameters the values by name; fragments that are combined may share a parameter if its value is the same
 */
public record SqlFragment(String text, Map<String, Object> parameters) {

    public static final SqlFragment EMPTY = SqlFragment.of("");

    public SqlFragment {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    public static SqlFragment of(String text) {
        return new SqlFragment(text, Map.of());
    }

    public static SqlFragment of(String text, String parameter, Object value) {
        return of(text).with(parameter, value);
    }

    public static SqlFragment join(String delimiter, Collection<SqlFragment> fragments) {
        var parameters = new LinkedHashMap<String, Object>();
        fragments.forEach(each -> addAll(parameters, each.parameters));
        return new SqlFragment(fragments.stream().map(SqlFragment::text).collect(joining(delimiter)), parameters);
    }

    public SqlFragment with(String parameter, Object value) {
        return append(new SqlFragment("", Collections.singletonMap(parameter, value)));
    }

    /** The same with a value for the parameter if the text has it. */
    public SqlFragment withIfUsed(String parameter, Object value) {
        return text.contains(":" + parameter) ? with(parameter, value) : this;
    }

    public SqlFragment append(String more) {
        return append(of(more));
    }

    public SqlFragment append(SqlFragment more) {
        var all = new LinkedHashMap<>(parameters);
        addAll(all, more.parameters);
        return new SqlFragment(text + more.text, all);
    }

    public SqlFragment wrap(String before, String after) {
        return new SqlFragment(before + text + after, parameters);
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    /** The whole statement, ready to run. */
    public RowQuery query(Session database) {
        var query = Row.query(database, text);
        parameters.forEach(query::setParameter);
        return query;
    }

    /** @param timeoutSeconds after which a {@link jakarta.persistence.QueryTimeoutException} is thrown */
    public RowQuery query(Session database, int timeoutSeconds) {
        return query(database).setTimeout(timeoutSeconds);
    }

    private static void addAll(Map<String, Object> parameters, Map<String, Object> more) {
        more.forEach((name, value) -> {
            var present = parameters.putIfAbsent(name, value);
            if (present != null && !present.equals(value)) {
                throw new IllegalStateException("two values for the parameter :" + name);
            }
        });
    }
}
