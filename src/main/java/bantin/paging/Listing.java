package bantin.paging;

import jakarta.persistence.Query;
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
import java.util.function.Function;
import org.hibernate.Session;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * A list in SQL: what is selected, from where, under which conditions; {@link #page} fetches the part of it that a
 * {@link PageRequest} names by keyset, in one statement (two with {@code count=exact}), and knows whether more follows.
 *
 * <p>Conditions are SQL of ours; everything that came from outside is a named parameter.
 */
public final class Listing {

    private final String select;
    private final String from;
    private final String id;
    private final Class<?> entity;
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    private Listing(String select, String from, String id, Class<?> entity) {
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
    public static Listing ofColumns(String select, String from, String id) {
        return new Listing(select, from, id, null);
    }

    /** A list of entities; conditions call the table {@code e}. */
    public static Listing ofEntities(Class<?> entity, String table) {
        return new Listing("select {e.*}", "\nfrom " + table + " e", "e.id", entity);
    }

    public Listing where(String condition) {
        conditions.add(condition);
        return this;
    }

    public Listing with(String parameter, Object value) {
        parameters.put(parameter, value);
        return this;
    }

    /** Adds the condition if there is a value to compare with. */
    public Listing whereIfGiven(String condition, String parameter, Object value) {
        return value == null ? this : where(condition).with(parameter, value);
    }

    public Listing whereIfAny(String condition, String parameter, Collection<?> values) {
        return values.isEmpty() ? this : where(condition).with(parameter, values);
    }

    /** For a parameter that some of the conditions so far may need. */
    public Listing withIfUsed(String parameter, Object value) {
        return conditions.stream().anyMatch(condition -> condition.contains(":" + parameter))
                ? with(parameter, value)
                : this;
    }

    /** Rows as arrays; the sort key and the id of each are its last two columns. */
    public Rows rows(Session database, PageRequest page) {
        var sort = page.sort();
        var keyset = new ArrayList<>(conditions);
        if (page.after() != null) {
            keyset.add(sort.after(id));
        }
        var query = database.createNativeQuery(
                select + ", " + sort.expression() + " as sort_key, " + id + " as sort_id" + from + where(keyset)
                        + "\norder by " + sort.orderBy(id) + "\nlimit :fetched offset :skipped",
                Object[].class);
        if (entity != null) {
            query.addEntity("e", entity).addScalar("sort_key").addScalar("sort_id");
        }
        bind(query);
        if (page.after() != null) {
            query.setParameter("cursorValue", sort.key().apply(page.after().value()));
            query.setParameter("cursorId", page.after().id());
        }
        query.setParameter("fetched", page.limit() + 1);
        query.setParameter("skipped", page.offset());
        var fetched = query.getResultList();
        var hasMore = fetched.size() > page.limit();
        var rows = hasMore ? fetched.subList(0, page.limit()) : fetched;
        return new Rows(
                rows,
                new Page.Position(
                        page.limit(),
                        hasMore ? cursorBehind(rows, page) : null,
                        hasMore,
                        page.counted() ? total(database) : null));
    }

    private String cursorBehind(List<Object[]> rows, PageRequest page) {
        var last = rows.get(rows.size() - 1);
        var key = last[last.length - 2];
        var text = key instanceof Instant time ? time.toString() : String.valueOf(key);
        return new Cursor(page.list(), text, ((Number) last[last.length - 1]).longValue()).encode();
    }

    private long total(Session database) {
        var query = database.createNativeQuery("select count(*)" + from + where(conditions), Long.class);
        bind(query);
        return (Long) query.getSingleResult();
    }

    private void bind(Query query) {
        parameters.forEach(query::setParameter);
    }

    private static String where(List<String> conditions) {
        return conditions.isEmpty() ? "" : "\nwhere " + String.join("\n  and ", conditions);
    }

    /** The rows of one page, ready to be made into records. */
    public record Rows(List<Object[]> rows, Page.Position position) {

        public <T> RestResponse<Page<T>> answer(PageRequest request, List<T> items) {
            return RestResponse.ResponseBuilder.ok(new Page<>(items, position))
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
