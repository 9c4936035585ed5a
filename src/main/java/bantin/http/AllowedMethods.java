package bantin.http;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Says with a 405 which methods the address does have; RFC 9110 wants it, and the framework does not. */
class AllowedMethods {

    @Inject
    BeanManager beans;

    private Map<String, Set<String>> methodsByPath;

    @ServerResponseFilter
    void add(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() == 405) {
            response.getHeaders()
                    .putSingle(
                            "Allow", String.join(", ", of(request.getUriInfo().getPath())));
        }
    }

    private Set<String> of(String path) {
        var allowed = new TreeSet<>(Set.of("OPTIONS"));
        endpoints().forEach((pattern, methods) -> {
            if (path.matches(pattern)) {
                allowed.addAll(methods);
            }
        });
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        return allowed;
    }

    private synchronized Map<String, Set<String>> endpoints() {
        if (methodsByPath == null) {
            methodsByPath = new TreeMap<>();
            beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                    .map(bean -> bean.getBeanClass())
                    .filter(type -> type.isAnnotationPresent(Path.class))
                    .forEach(type -> Arrays.stream(type.getMethods()).forEach(method -> add(type, method)));
        }
        return methodsByPath;
    }

    private void add(Class<?> type, Method method) {
        var below = method.getAnnotation(Path.class);
        var template = type.getAnnotation(Path.class).value() + (below == null ? "" : "/" + below.value());
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
