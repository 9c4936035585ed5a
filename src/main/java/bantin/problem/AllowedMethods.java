package bantin.problem;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The methods of each path. The framework answers 404 if another resource class has a longer matching path, and never
 * sends the {@code Allow} header that RFC 9110 requires with a 405.
 */
@Singleton
public class AllowedMethods {

    @Inject
    BeanManager beans;

    private record Endpoint(Pattern path, Set<String> methods) {}

    private final Set<String> templates = new TreeSet<>();
    private List<Endpoint> endpoints;

    /** The paths of all endpoints, with their parameters in braces: {@code /api/v1/articles/{id}}. */
    public Set<String> templates() {
        endpoints();
        return templates;
    }

    /** Empty if the path does not exist. */
    public Set<String> of(String path) {
        var allowed = new TreeSet<String>();
        for (var endpoint : endpoints()) {
            if (endpoint.path.matcher(path).matches()) {
                allowed.addAll(endpoint.methods);
            }
        }
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        if (!allowed.isEmpty()) {
            allowed.add("OPTIONS");
        }
        return allowed;
    }

    private synchronized List<Endpoint> endpoints() {
        if (endpoints == null) {
            var methodsByPath = new TreeMap<String, Set<String>>();
            beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                    .map(bean -> bean.getBeanClass())
                    .filter(type -> type.isAnnotationPresent(Path.class))
                    .forEach(type ->
                            Arrays.stream(type.getMethods()).forEach(method -> add(type, method, methodsByPath)));
            endpoints = methodsByPath.entrySet().stream()
                    .map(found -> new Endpoint(Pattern.compile(found.getKey()), found.getValue()))
                    .toList();
        }
        return endpoints;
    }

    private void add(Class<?> type, Method method, Map<String, Set<String>> methodsByPath) {
        var below = method.getAnnotation(Path.class);
        var template = type.getAnnotation(Path.class).value() + (below == null ? "" : "/" + below.value());
        var isEndpoint = Arrays.stream(method.getAnnotations())
                .anyMatch(annotation -> annotation.annotationType().isAnnotationPresent(HttpMethod.class));
        if (isEndpoint) {
            templates.add(template.replaceAll("\\{\\s*(\\w+)[^}]*}", "{$1}").replaceAll("/+", "/"));
        }
        var pattern = "/?"
                + Pattern.compile("\\{[^}]+}").matcher(template.substring(1)).replaceAll("[^/]+");
        for (var annotation : method.getAnnotations()) {
            var verb = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (verb != null) {
                methodsByPath.computeIfAbsent(pattern, any -> new TreeSet<>()).add(verb.value());
            }
        }
    }
}
