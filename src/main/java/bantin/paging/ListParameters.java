package bantin.paging;

import bantin.problem.Violations;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * What every list can be asked. The fields are the raw texts, so that {@link #page} can report all that is wrong with
 * them at once; a list with filters of its own extends this class.
 */
public class ListParameters extends LimitParameter {

    /** How deep numbered pages reach: the database must walk past every item before them. */
    static final int MAX_OFFSET = 10_000;
    /** These say which part of the list is wanted and how it is shown, not which list. */
    private static final Set<String> NOT_OF_THE_LIST =
            Set.of("limit", "cursor", "page", "count", "facets", "fields", "include");

    @RestQuery
    @Parameter(
            description = "Returns the page after the one with this `nextCursor`",
            schema = @Schema(type = SchemaType.STRING))
    public String cursor;

    @RestQuery
    @Parameter(
            description = "The page number. Numbered pages cover the first 10,000 items; use `cursor` to go further.",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1"))
    public String page;

    @RestQuery
    @Parameter(
            description = "`exact` adds the `total` number of items in the list",
            schema = @Schema(type = SchemaType.STRING, enumeration = "exact"))
    public String count;

    @RestQuery
    @Parameter(
            description = "Returns only these properties of each item, separated by commas",
            schema = @Schema(type = SchemaType.STRING))
    public String fields;

    /**
     * @param sort the order that was asked for, already understood
     * @param violations gets what is wrong with the parameters of this class
     */
    public PageRequest page(Sort sort, Violations violations) {
        var size = limit(violations);
        var number = number("page", page, 1, 1, Integer.MAX_VALUE, violations);
        var offset = (number - 1L) * size;
        if (page != null && cursor != null) {
            violations.in("page", "exclusive", "cannot be combined with 'cursor'");
        } else if (page != null && offset + size > MAX_OFFSET) {
            violations.in("page", "range", "numbered pages cover the first 10,000 items; use 'cursor' to go further");
        }
        if (count != null && !count.equals("exact")) {
            violations.in("count", "value", "must be 'exact'");
        }
        return new PageRequest(
                size,
                page == null ? null : number,
                (int) Math.min(offset, MAX_OFFSET),
                after(sort, violations),
                count != null,
                list(sort),
                sort,
                uri);
    }

    private Cursor after(Sort sort, Violations violations) {
        if (cursor == null) {
            return null;
        }
        var decoded = Cursor.decode(cursor).filter(at -> isReadable(at, sort));
        if (decoded.isEmpty()) {
            violations.in("cursor", "value", "is not a cursor of this server");
        } else if (decoded.get().list() != list(sort)) {
            violations.in("cursor", "other-list", "belongs to a list with different filters or a different order");
            return null;
        }
        return decoded.orElse(null);
    }

    private boolean isReadable(Cursor at, Sort sort) {
        try {
            return at.list() != list(sort) || sort.key().apply(at.value()) != null;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** A digest of everything that makes this list another than its neighbours. */
    private int list(Sort sort) {
        Map<String, List<String>> filters = new TreeMap<>(uri.getQueryParameters());
        filters.keySet().removeAll(NOT_OF_THE_LIST);
        filters.replaceAll((name, values) -> values.stream().sorted().collect(Collectors.toList()));
        filters.put("sort", List.of(sort.name(), sort.expression()));
        return (uri.getPath() + filters).hashCode();
    }

    /** Understands {@code sort=}: one of {@code allowed}, the first of which is the default. */
    public static Sort sort(String name, List<Sort> allowed, Violations violations) {
        if (name == null) {
            return allowed.get(0);
        }
        return allowed.stream()
                .filter(sort -> sort.name().equals(name))
                .findFirst()
                .orElseGet(() -> {
                    violations.in(
                            "sort",
                            "value",
                            "must be one of " + allowed.stream().map(Sort::name).collect(Collectors.joining(", ")));
                    return allowed.get(0);
                });
    }
}
