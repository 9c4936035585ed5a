package bantin.paging;

import static java.util.stream.Collectors.joining;

import bantin.database.Row;
import bantin.database.RowQuery;
import bantin.database.SqlFragment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.hibernate.Session;

/**
 * A list in SQL: its columns, tables and conditions. {@link #rows} fetches the page that a {@link PageRequest} asks for
 * by keyset, in one statement (two with {@code count=exact}), and tells whether more rows follow.
 *
 * <p>Conditions are written in the code; everything that comes from outside is a named parameter.
 */
public final class KeysetQuery {

    /** The alias of the entity in a list of entities. */
    static final String ENTITY = "e";

    private static final String SORT_KEY = "sort_key";
    private static final String SORT_ID = "sort_id";

    private final String select;
    private final String from;
    private final String id;
    private final Class<?> entity;
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final List<Bound> bounds = new ArrayList<>();
    private final List<Branch> branches = new ArrayList<>();
    private String details;
    private int timeout;
    private LongSupplier knownTotal;

    /** A condition on an expression that the list may be sorted by. */
    private record Bound(String expression, String comparison, String parameter) {

        /** @param column the expression, or a column of a branch that is equal to it */
        String condition(String column) {
            return column + " " + comparison + " :" + parameter;
        }

        /**
         * PostgreSQL starts an index scan at a bound on one column in preference to a bound on a pair. The cursor
         * bounds a pair and says where to start; so with a cursor, other bounds on that side are written so that no
         * scan can start at them (ADR 12).
         */
        String condition(String column, PageRequest page) {
            var sort = page.sort();
            var isWhereTheScanStarts = comparison.startsWith(sort.isDescending() ? "<" : ">");
            return page.after() != null && sort.expression().equals(expression) && isWhereTheScanStarts
                    ? condition("least(" + column + ")")
                    : condition(column);
        }
    }

    /**
     * A part that the list is merged from: for each row of {@code source} the rows that are joined with it, which an
     * index has in the order of the list. So a page costs the same wherever its rows are, however many others lie
     * between them.
     */
    private record Branch(String source, String join, Keys keys) {}

    /**
     * Columns of a branch that are equal to the sort expression and the id of the list, and are in one index.
     *
     * @param sorted the sort expression to which {@code key} is equal
     */
    public record Keys(String sorted, String key, String id) {}

    private KeysetQuery(String select, String from, String id, Class<?> entity) {
        this.select = select;
        this.from = from;
        this.id = id;
        this.entity = entity;
    }

    /**
     * A list of columns.
     *
     * @param select {@code select …} without {@code from}; each column has a name
     * @param from {@code from …} with its joins
     * @param id the SQL of the row's id, which breaks ties
     */
    public static KeysetQuery ofColumns(String select, String from, String id) {
        return new KeysetQuery(select, from, id, null);
    }

    /** A list of entities; conditions refer to the table as {@code e}. */
    public static KeysetQuery ofEntities(Class<?> entity, String table) {
        return new KeysetQuery("select {e.*}", "\nfrom " + table + " e", "e.id", entity);
    }

    /**
     * The ids of a page are found first, and the tables of the columns are joined with these only.
     *
     * @param table what is joined with {@code page.id}, like {@code article a on a.id = page.id}, and more joins
     */
    public KeysetQuery withDetailsFrom(String table) {
        details = table;
        return this;
    }

    public KeysetQuery where(String condition) {
        conditions.add(condition);
        return this;
    }

    public KeysetQuery where(SqlFragment condition) {
        condition.parameters().forEach(this::with);
        return where(condition.text());
    }

    public KeysetQuery with(String parameter, Object value) {
        parameters.put(parameter, value);
        return this;
    }

    /** Adds {@code expression comparison :parameter} if there is a value; the list may be sorted by the expression. */
    public KeysetQuery boundIfGiven(String expression, String comparison, String parameter, Object value) {
        if (value != null) {
            bounds.add(new Bound(expression, comparison, parameter));
            with(parameter, value);
        }
        return this;
    }

    /** Adds the condition if there is a value to compare with. */
    public KeysetQuery whereIfGiven(String condition, String parameter, Object value) {
        return value == null ? this : where(condition).with(parameter, value);
    }

    public KeysetQuery whereIfAny(String condition, String parameter, Collection<?> values) {
        return values.isEmpty() ? this : where(condition).with(parameter, values);
    }

    /**
     * Merges the list from branches, if there are values.
     *
     * @param source a table, or a query with its alias
     * @param join joins the rows of the list with one row of the source
     * @param keys the columns of the join that an index has in the order of the list; null if the index is the list's
     *     own
     */
    public KeysetQuery mergeIfAny(String source, String join, Keys keys, String parameter, Collection<?> values) {
        if (!values.isEmpty()) {
            branches.add(new Branch(source, join, keys));
            with(parameter, values);
        }
        return this;
    }

    /** @param seconds after which a {@link jakarta.persistence.QueryTimeoutException} is thrown */
    public KeysetQuery within(int seconds) {
        timeout = seconds;
        return this;
    }

    /** @param total the number of rows, from a source that is faster than counting them */
    public KeysetQuery counting(LongSupplier total) {
        knownTotal = total;
        return this;
    }

    public PageResult rows(Session database, PageRequest page) {
        var statement = page(page);
        var fetched = entity == null ? query(statement, database).getResultList() : entities(statement, database);
        var hasMore = fetched.size() > page.limit();
        var rows = hasMore ? fetched.subList(0, page.limit()) : fetched;
        return new PageResult(
                rows,
                new Page.PageInfo(
                        page.limit(),
                        hasMore ? cursorAfter(rows.get(rows.size() - 1), page.list()) : null,
                        hasMore,
                        page.counted() ? total(database) : null));
    }

    private RowQuery query(SqlFragment statement, Session database) {
        return statement.query(database, timeout);
    }

    private List<Row> entities(SqlFragment statement, Session database) {
        var query = Row.nativeQuery(database, statement.text());
        statement.parameters().forEach(query::setParameter);
        if (timeout > 0) {
            query.setTimeout(timeout);
        }
        return query.addEntity(ENTITY, entity)
                .addScalar(SORT_KEY)
                .addScalar(SORT_ID)
                .getResultList();
    }

    private long total(Session database) {
        return knownTotal != null
                ? knownTotal.getAsLong()
                : query(count(), database).getSingleResult().number("total");
    }

    private static String cursorAfter(Row last, int list) {
        return new Cursor(list, String.valueOf(last.value(SORT_KEY)), last.number(SORT_ID)).encode();
    }

    /** The statement that reads a page and one row more. */
    public SqlFragment page(PageRequest page) {
        var sort = page.sort();
        var sql = details == null
                ? ordered(select + ", " + sort.expression() + " as " + SORT_KEY + ", " + id + " as " + SORT_ID, page)
                        + limit(page.limit(), page.offset())
                : "with page as (\n" + keysOfPage(page) + ")\n" + select + ", page.sort_key, page.id as " + SORT_ID
                        + "\nfrom page\njoin " + details + "\norder by " + sort.orderBy("page.sort_key", "page.id");
        var statement = new SqlFragment(sql, parameters);
        return page.after() == null
                ? statement
                : statement
                        .with("cursorValue", sort.key().apply(page.after().value()))
                        .with("cursorId", page.after().id());
    }

    /** The statement that finds the ids of the first {@code max} rows in this order and of one more. */
    public SqlFragment ids(Sort sort, int max) {
        var page = new PageRequest(max, null, 0, null, false, 0, sort, null);
        return new SqlFragment("select found.id from (" + keysOfPage(page) + ") found", parameters);
    }

    /** The statement that counts all rows, as {@code total}. */
    public SqlFragment count() {
        var rows = fromJoined() + where(List.of(), Bound::condition);
        var sql = branches.isEmpty()
                ? "select count(*) as total" + rows
                : "select count(distinct branch.id) as total" + fromBranches("select " + id + " as id" + rows);
        return new SqlFragment(sql, parameters);
    }

    private String keysOfPage(PageRequest page) {
        return branches.isEmpty() ? keys(page) + limit(page.limit(), page.offset()) : merged(page);
    }

    private String merged(PageRequest page) {
        return "select distinct branch.id, branch.sort_key"
                + fromBranches(keys(page) + limit(page.offset() + page.limit(), 0)) + "\norder by "
                + page.sort().orderBy("branch.sort_key", "branch.id") + limit(page.limit(), page.offset());
    }

    /** Distinct if branches are merged: one row may be joined twice with the same row of a source. */
    private String keys(PageRequest page) {
        var columns = id + " as id, " + page.sort().expression() + " as " + SORT_KEY;
        return ordered("select " + (branches.isEmpty() ? "" : "distinct ") + columns, page);
    }

    private String ordered(String columns, PageRequest page) {
        var keyset = new ArrayList<String>();
        if (page.after() != null) {
            keyset.add(page.sort().after(page.sort().expression(), id));
            keysOf(page.sort().expression())
                    .forEach(keys -> keyset.add(page.sort().after(keys.key, keys.id)));
        }
        return columns + fromJoined() + where(keyset, (bound, column) -> bound.condition(column, page)) + "\norder by "
                + page.sort().orderBy(page.sort().expression(), id);
    }

    /**
     * A literal, because PostgreSQL plans differently for an unknown number of rows; one row more tells of a next page.
     */
    private static String limit(int limit, int offset) {
        return "\nlimit " + (limit + 1) + (offset == 0 ? "" : " offset " + offset);
    }

    private String fromJoined() {
        return from + branches.stream().map(Branch::join).collect(joining());
    }

    private String fromBranches(String rows) {
        return branches.stream().map(Branch::source).collect(joining("\ncross join ", "\nfrom ", ""))
                + "\ncross join lateral (" + rows + ") branch";
    }

    /**
     * Bounds are repeated on the keys of branches: PostgreSQL infers from equal columns only equality, and would start
     * the scan elsewhere.
     */
    private String where(List<String> keyset, BiFunction<Bound, String, String> condition) {
        var bounded = bounds.stream()
                .flatMap(bound -> Stream.concat(
                                Stream.of(bound.expression),
                                keysOf(bound.expression).map(Keys::key))
                        .map(column -> condition.apply(bound, column)));
        var all = Stream.of(keyset.stream(), conditions.stream(), bounded)
                .flatMap(part -> part)
                .toList();
        return all.isEmpty() ? "" : "\nwhere " + String.join("\n  and ", all);
    }

    /** The keys of the branches that have an index in the order of the expression. */
    private Stream<Keys> keysOf(String expression) {
        return branches.stream().map(Branch::keys).filter(keys -> keys != null && keys.sorted.equals(expression));
    }
}
