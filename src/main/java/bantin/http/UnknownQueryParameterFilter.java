package bantin.http;

import bantin.problem.ProblemException;
import bantin.problem.ProblemType;
import bantin.problem.Violations;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Rejects unknown query parameters, so that a misspelt filter does not pass as no filter. If the endpoint takes {@link
 * QueryParameters}, it reports them together with its other violations.
 */
class UnknownQueryParameterFilter {

    /** For a parameter that is a list: whether it is repeated, comma-separated, or both. */
    private static final int MAX_VALUES = 100;

    private final Map<Method, Map<String, Boolean>> known = new ConcurrentHashMap<>();

    @ServerRequestFilter
    void check(ContainerRequestContext request, ResourceInfo resource) {
        if (request.getUriInfo().getPath().indexOf('\0') >= 0) {
            throw new ProblemException(ProblemType.NOT_FOUND, "No resource has a URL with a NUL character.");
        }
        var given = request.getUriInfo().getQueryParameters();
        var method = resource.getResourceMethod();
        if (method == null || given.isEmpty() || method.isAnnotationPresent(IgnoreUnknownParameters.class)) {
            return;
        }
        var violations = new Violations();
        var allowed = known.computeIfAbsent(method, UnknownQueryParameterFilter::parametersOf);
        given.forEach((name, values) -> check(name, values, allowed, violations));
        if (allowed.containsKey("fields") && given.containsKey("fields")) {
            var names = given.getFirst("fields");
            request.setProperty(
                    FieldSelection.PROPERTY,
                    FieldSelection.parse(names, answerOf(method.getGenericReturnType()), violations));
        }
        if (takesGroup(method)) {
            request.setProperty(Violations.class.getName(), violations);
        } else {
            violations.throwIfAny();
        }
    }

    private static void check(String name, List<String> values, Map<String, Boolean> allowed, Violations violations) {
        if (!allowed.containsKey(name)) {
            violations.in(
                    name,
                    "unknown-parameter",
                    () -> allowed.isEmpty()
                            ? "is unknown; this endpoint has no query parameters"
                            : "is unknown; allowed: " + String.join(", ", allowed.keySet()));
        } else if (values.size() > 1 && !allowed.get(name)) {
            violations.inAllOf(name, "repeated", () -> "may be given only once");
        } else if (allowed.get(name) && QueryParameters.split(values).size() > MAX_VALUES) {
            violations.inAllOf(name, "size", () -> "may have at most " + MAX_VALUES + " values");
        } else if (values.contains("")) {
            // the framework would read it as if it were not there
            violations.inAllOf(name, "value", () -> "must not be empty");
        } else if (values.stream().anyMatch(value -> value.indexOf('\0') >= 0)) {
            violations.inAllOf(name, "text", () -> "contains a NUL character, which cannot be stored");
        }
    }

    private static boolean takesGroup(Method method) {
        return Arrays.stream(method.getParameterTypes()).anyMatch(QueryParameters.class::isAssignableFrom);
    }

    /** The parameters of an endpoint, and which of them may be repeated. */
    private static Map<String, Boolean> parametersOf(Method method) {
        var parameters = new TreeMap<String, Boolean>();
        for (var parameter : method.getParameters()) {
            if (parameter.isAnnotationPresent(RestQuery.class)) {
                parameters.put(parameter.getName(), parameter.getType() == List.class);
            }
            if (parameter.isAnnotationPresent(BeanParam.class)) {
                addFieldsOf(parameter.getType(), parameters);
            }
        }
        return parameters;
    }

    private static void addFieldsOf(Class<?> bean, Map<String, Boolean> parameters) {
        for (Class<?> at = bean; at != null; at = at.getSuperclass()) {
            for (var field : at.getDeclaredFields()) {
                if (field.isAnnotationPresent(RestQuery.class)) {
                    parameters.put(field.getName(), field.getType() == List.class);
                }
            }
        }
    }

    private static Type answerOf(Type declared) {
        return declared instanceof ParameterizedType of && of.getRawType() == RestResponse.class
                ? of.getActualTypeArguments()[0]
                : declared;
    }
}
