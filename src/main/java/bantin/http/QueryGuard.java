package bantin.http;

import bantin.problem.Faults;
import bantin.problem.ProblemType;
import bantin.problem.Refusal;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses query parameters that the endpoint does not have: a misspelt filter must not pass as "no filter". Where the
 * endpoint takes {@link QueryParameters}, whoever reads them refuses, with what is wrong with the others.
 */
class QueryGuard {

    private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

    @ServerRequestFilter
    void check(ContainerRequestContext request, ResourceInfo resource) {
        if (request.getUriInfo().getPath().indexOf('\0') >= 0) {
            throw new Refusal(ProblemType.NOT_FOUND, "No address has a NUL in it.");
        }
        var given = request.getUriInfo().getQueryParameters();
        var method = resource.getResourceMethod();
        if (method == null || given.isEmpty()) {
            return;
        }
        var faults = new Faults();
        var allowed = known.computeIfAbsent(method, QueryGuard::parametersOf);
        given.forEach((name, values) -> {
            if (!allowed.contains(name)) {
                faults.in(
                        name,
                        "unknown-parameter",
                        allowed.isEmpty()
                                ? "is not known here; there are no parameters"
                                : "is not known here; allowed: " + String.join(", ", allowed));
            } else if (values.contains("")) {
                // the framework would read it as if it were not there
                faults.in(name, "value", "may not be empty");
            } else if (values.stream().anyMatch(value -> value.indexOf('\0') >= 0)) {
                faults.in(name, "text", "holds a NUL, which no text can keep");
            }
        });
        if (allowed.contains("fields") && given.containsKey("fields")) {
            var names = String.join(",", given.get("fields"));
            request.setProperty(
                    FieldSelection.PROPERTY,
                    FieldSelection.parse(names, answerOf(method.getGenericReturnType()), faults));
        }
        if (takesGroup(method)) {
            request.setProperty(Faults.class.getName(), faults);
        } else {
            faults.refuseIfAny();
        }
    }

    private static boolean takesGroup(Method method) {
        return Arrays.stream(method.getParameterTypes()).anyMatch(QueryParameters.class::isAssignableFrom);
    }

    private static Set<String> parametersOf(Method method) {
        var names = new TreeSet<String>();
        for (var parameter : method.getParameters()) {
            if (parameter.isAnnotationPresent(RestQuery.class)) {
                names.add(parameter.getName());
            }
            if (parameter.isAnnotationPresent(BeanParam.class)) {
                names.addAll(fieldsOf(parameter.getType()));
            }
        }
        return names;
    }

    private static Collection<String> fieldsOf(Class<?> bean) {
        var names = new TreeSet<String>();
        for (Class<?> at = bean; at != null; at = at.getSuperclass()) {
            for (var field : at.getDeclaredFields()) {
                if (field.isAnnotationPresent(RestQuery.class)) {
                    names.add(field.getName());
                }
            }
        }
        return names;
    }

    private static Type answerOf(Type declared) {
        return declared instanceof ParameterizedType of && of.getRawType() == RestResponse.class
                ? of.getActualTypeArguments()[0]
                : declared;
    }
}
