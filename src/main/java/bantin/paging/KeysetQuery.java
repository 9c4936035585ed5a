package bantin.paging;

import static java.util.stream.Collectors.joining;

import jakarta.ws.rs.core.HttpHeaders;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.query.Query;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * A list in SQL: what is selected, from where, under which conditions; {@link #rows} fetches the part of it that a
 * {@link PageRequest} names by keyset, in one statement (two with {@code count=exact}), and knows whether more follows.
 *
 * <p>Conditions are SQL of ours; everything that came from outside is a named parameter.
 */
public final class KeysetQuery {

    private final String select;
    private final String from;
    private final String id;
    private final Class<?> entity;
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final List<Bound> bounds = new ArrayList<>();
    private final List<Branch> branches = new ArrayList<>();
    private String shown;
    private int timeout;
    private LongSupplier knownTotal;

    /** A condition on what the list may be sorted by. */
    private record Bound(String expression, String comparison, String parameter) {

        /** @param column the expression, or what is equal to it in a branch */
        String condition(String column) {
            return column + " " + comparison + " :" + parameter;
        }

        /**
         * PostgreSQL begins to read an index at a bound of one column rather than at that of a pair; so where a cursor says
         * where to begin, its own is to be the only one that an index can be entered by.
         */
        String condition(String column, PageRequest page) {
            var sort = page.sort();
            var saysWhereToBegin = comparison.startsWith(sort.isDescending() ? "<" : ">");
            return page.after() != null && sort.expression().equals(expression) && saysWhereToBegin
                    ? condition("least(" + column + ")")
                    : condition(column);
        }
    }

    /**
     * What a list can be merged from: for each row of {@code source} the rows that are joined with it, which an index has in
     * the order of the list. So a page costs the same wherever the rows lie, however many others lie between them.
     */
    private record Branch(String source, String join, Keys keys) {}

    /**
     * Columns of a branch that are equal to what the list is sorted by and to its id, and stand in an index together.
     *
     * @param sorted the SQL that the list must be sorted by for that
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
     * @param select {@code select …}, without what it is selected from
     * @param from {@code from …} with its joins
     * @param id the SQL of the row's id, which breaks ties
     */
    public static KeysetQuery ofColumns(String select, String from, String id) {
        return new KeysetQuery(select, from, id, null);
    }

    /** A list of entities; conditions call the table {@code e}. */
    public static KeysetQuery ofEntities(Class<?> entity, String table) {
        return new KeysetQuery("select {e.*}", "\nfrom " + table + " e", "e.id", entity);
    }

    /**
     * First finds the ids of a page, and only then joins what the columns need.
     *
     * @param table what is joined with {@code page.id}, like {@code article a on a.id = page.id}, and more joins
     */
    public KeysetQuery showing(String table) {
        shown = table;
        return this;
    }

    public KeysetQuery where(String condition) {
        conditions.add(condition);
        return this;
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
     * @param join what joins the rows with one row of it
     * @param keys what the join has in an index in the order of the list; null where that is an index of the list itself
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

    /** @param total says how many there are, sooner than counting the rows would */
    public KeysetQuery counting(LongSupplier total) {
        knownTotal = total;
        return this;
    }

    /** For a parameter that some of the conditions so far may need. */
    public KeysetQuery withIfUsed(String parameter, Object value) {
        return conditions.stream().anyMatch(condition -> condition.contains(":" + parameter))
                ? with(parameter, value)
                : this;
    }

    /** Rows as arrays; the sort key and the id of each are its last two columns. */
    public Rows rows(Session database, PageRequest page) {
        var query = database.createNativeQuery(sql(page), Object[].class);
        if (entity != null) {
            query.addEntity("e", entity).addScalar("sort_key").addScalar("sort_id");
        }
        bind(query);
        if (page.after() != null) {
            query.setParameter(
                    "cursorValue", page.sort().key().apply(page.after().value()));
            query.setParameter("cursorId", page.after().id());
        }
        var fetched = query.getResultList();
        var hasMore = fetched.size() > page.limit();
        var rows = hasMore ? fetched.subList(0, page.limit()) : fetched;
        return new Rows(
                rows,
                new Page.PageInfo(
                        page.limit(),
                        hasMore ? cursorBehind(rows, page) : null,
                        hasMore,
                        page.counted() ? total(database) : null));
    }

    /** A statement, and its parameters. */
    public record SqlStatement(String sql, Map<String, Object> parameters) {

        /** Rows are arrays though they have one column: Hibernate keeps a plan for each time that a single value is asked for. */
        public Query<Object[]> query(Session database) {
            var query = database.createNativeQuery(sql, Object[].class);
            parameters.forEach(query::setParameter);
            return query;
        }
    }

    /** The ids of the first {@code max} in this order and one more, if there are so many. */
    public SqlStatement ids(Sort sort, int max) {
        var page = new PageRequest(max, null, 0, null, false, 0, sort, null);
        return new SqlStatement(
                "select found.id from (" + (branches.isEmpty() ? keys(page) + part(max, 0) : merged(page)) + ") found",
                parameters);
    }

    private String sql(PageRequest page) {
        var sort = page.sort();
        if (shown == null) {
            return found(select + ", " + sort.expression() + " as sort_key, " + id + " as sort_id", page)
                    + part(page.limit(), page.offset());
        }
        return "with page as (\n" + (branches.isEmpty() ? keys(page) + part(page.limit(), page.offset()) : merged(page))
                + ")\n" + select + ", page.sort_key, page.id\nfrom page\njoin " + shown
                + "\norder by " + sort.orderBy("page.sort_key", "page.id");
    }

    private String merged(PageRequest page) {
        return "select distinct branch.id, branch.sort_key"
                + fromBranches(keys(page) + part(page.offset() + page.limit(), 0)) + "\norder by "
                + page.sort().orderBy("branch.sort_key", "branch.id") + part(page.limit(), page.offset());
    }

    /** Distinct, where branches are merged: one row may be joined twice with what the branch is of. */
    private String keys(PageRequest page) {
        var columns = id + " as id, " + page.sort().expression() + " as sort_key";
        return found("select " + (branches.isEmpty() ? "" : "distinct ") + columns, page);
    }

    private String found(String columns, PageRequest page) {
        var keyset = new ArrayList<String>();
        if (page.after() != null) {
            keyset.add(page.sort().after(page.sort().expression(), id));
            keysOf(page.sort().expression())
                    .forEach(keys -> keyset.add(page.sort().after(keys.key, keys.id)));
        }
        return columns + fromJoined() + where(keyset, (bound, column) -> bound.condition(column, page)) + "\norder by "
                + page.sort().orderBy(page.sort().expression(), id);
    }

    /** In the text, because a plan for any number of rows is another one than that for a few; one more tells of a next page. */
    private static String part(int limit, int offset) {
        return "\nlimit " + (limit + 1) + (offset == 0 ? "" : " offset " + offset);
    }

    private String fromJoined() {
        return from + branches.stream().map(Branch::join).collect(joining());
    }

    private String fromBranches(String rows) {
        return branches.stream().map(Branch::source).collect(joining("\ncross join ", "\nfrom ", ""))
                + "\ncross join lateral (" + rows + ") branch";
    }

    private String cursorBehind(List<Object[]> rows, PageRequest page) {
        var last = rows.get(rows.size() - 1);
        var key = last[last.length - 2];
        var text = key instanceof Instant time ? time.toString() : String.valueOf(key);
        return new Cursor(page.list(), text, ((Number) last[last.length - 1]).longValue()).encode();
    }

    private long total(Session database) {
        if (knownTotal != null) {
            return knownTotal.getAsLong();
        }
        var rows = fromJoined() + where(List.of(), Bound::condition);
        var sql = branches.isEmpty()
                ? "select count(*)" + rows
                : "select count(distinct branch.id)" + fromBranches("select " + id + " as id" + rows);
        var query = database.createNativeQuery(sql, Object[].class);
        bind(query);
        return (Long) query.getSingleResult()[0];
    }

    private void bind(Query<?> query) {
        if (timeout > 0) {
            query.setTimeout(timeout);
        }
        parameters.forEach(query::setParameter);
    }

    /** Bounds hold for the keys of branches as well: PostgreSQL infers from equal columns only what else is equal, and would begin elsewhere. */
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

    /** Of the branches that have an index in the order of the expression. */
    private Stream<Keys> keysOf(String expression) {
        return branches.stream().map(Branch::keys).filter(keys -> keys != null && keys.sorted.equals(expression));
    }

    /** The rows of one page, ready to be made into records. */
    public record Rows(List<Object[]> rows, Page.PageInfo position) {

        public <T> RestResponse<Page<T>> answer(PageRequest request, List<T> items) {
            return answer(request, new Page<>(items, position));
        }

        public <P> RestResponse<P> answer(PageRequest request, P page) {
            return RestResponse.ResponseBuilder.ok(page)
                    .header(HttpHeaders.LINK, links(request))
                    .build();
        }

        /** @param toItem makes the record of an entity */
        public <E, T> RestResponse<Page<T>> answer(PageRequest request, Class<E> entity, Function<E, T> toItem) {
            return answer(
                    request,
                    rows.stream().map(row -> toItem.apply(entity.cast(row[0]))).toList());
        }

        /** RFC 8288: the first page always, the next where there is one, the one before where pages have numbers. */
        private String links(PageRequest request) {
            var links = new ArrayList<String>();
            links.add(link(request, "first", null, null));
            if (position.hasMore()) {
                links.add(
                        request.number() != null && request.offset() + 2 * request.limit() <= 10_000
                                ? link(request, "next", "page", request.number() + 1)
                                : link(request, "next", "cursor", position.nextCursor()));
            }
            if (request.number() != null && request.number() > 1) {
                links.add(link(request, "prev", "page", request.number() - 1));
            }
            return String.join(", ", links);
        }

        private static String link(PageRequest request, String relation, String parameter, Object value) {
            var query = new ArrayList<String>();
            new TreeMap<>(request.uri().getQueryParameters()).forEach((name, values) -> {
                if (!name.equals("cursor") && !name.equals("page")) {
                    values.forEach(each -> query.add(name + "=" + URLEncoder.encode(each, StandardCharsets.UTF_8)));
                }
            });
            if (parameter != null) {
                query.add(parameter + "=" + value);
            }
            var target = request.uri().getPath() + (query.isEmpty() ? "" : "?" + String.join("&", query));
            return "<" + target + ">; rel=\"" + relation + "\"";
        }
    }
}
