package bantin.http;

import bantin.problem.Violations;
import bantin.time.SiteTime;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Query parameters that are read as a group. The fields of a subclass have the raw texts, so that all violations can be
 * reported at once.
 */
public abstract class QueryParameters {

    @Context
    protected UriInfo uri;

    @Context
    ContainerRequestContext request;

    /** The top-level properties in {@code fields}; empty if it is absent. */
    protected static Set<String> propertiesIn(String fields) {
        return fields == null
                ? Set.of()
                : Arrays.stream(fields.split(","))
                        .map(name -> name.contains(".") ? name.substring(0, name.indexOf('.')) : name)
                        .map(String::trim)
                        .collect(Collectors.toSet());
    }

    /** The values of comma-separated lists. */
    protected static List<String> split(List<String> lists) {
        return lists.stream()
                .flatMap(list -> Arrays.stream(list.split(",", -1)))
                .toList();
    }

    /** Ids in comma-separated lists, whose length {@link UnknownQueryParameterFilter} has checked. */
    public static List<Long> ids(String name, List<String> lists, Violations violations) {
        var words = split(lists);
        var areNumbers = words.stream().allMatch(word -> word.matches("\\d{1,18}"));
        if (!areNumbers) {
            violations.in(name, "value", "must be whole numbers, separated by commas");
        }
        return areNumbers ? words.stream().map(Long::valueOf).toList() : List.of();
    }

    /** {@code otherwise} if it is absent, or is not an integer within the bounds. */
    public static int number(String name, String text, int otherwise, int min, int max, Violations violations) {
        if (text == null) {
            return otherwise;
        }
        // Java reads a plus sign and the digits of other scripts too
        if (text.matches("-?[0-9]{1,10}")) {
            var number = Long.parseLong(text);
            if (number >= min && number <= max) {
                return (int) number;
            }
        }
        var upTo = max == Integer.MAX_VALUE ? "" : " to " + max;
        violations.in(name, "range", "must be a whole number from " + min + upTo);
        return otherwise;
    }

    /** False if it is absent, or is neither {@code true} nor {@code false}. */
    public static boolean flag(String name, String text, Violations violations) {
        if (text != null && !text.equals("true") && !text.equals("false")) {
            violations.in(name, "value", "must be 'true' or 'false'");
        }
        return "true".equals(text);
    }

    /** Null if it is absent or not a time. */
    protected static Instant time(String name, String text, Violations violations) {
        if (text == null) {
            return null;
        }
        var time = SiteTime.parse(text);
        if (time.isEmpty()) {
            violations.in(name, "value", SiteTime.MESSAGE + " (encode + as %2B)");
        }
        return time.orElse(null);
    }

    /** No cache may store the response, and it has nothing by which a stored one could be validated. */
    public void forbidStoring() {
        request.setProperty(ResponseFinisher.NOT_TO_STORE, true);
    }

    /** The violations that {@link UnknownQueryParameterFilter} found. The endpoint adds its own and throws. */
    public Violations violations() {
        return request.getProperty(Violations.class.getName()) instanceof Violations found ? found : new Violations();
    }
}
