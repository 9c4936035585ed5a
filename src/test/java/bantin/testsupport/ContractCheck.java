package bantin.testsupport;

import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks every exchange of the test suite against {@code openapi.yaml}: a response must match its schema, and a
 * request that does not match its schema must have been refused.
 */
class ContractCheck implements Filter {

    /** What any address answers, before it is known what is asked for. */
    private static final Set<Integer> BEFORE_ANY_OPERATION = Set.of(414, 431);

    /**
     * A request and its answer; bodies as text, null where there is none.
     *
     * @param headers of the request, by their names in small letters
     */
    record Exchange(
            String method,
            URI uri,
            Map<String, String> headers,
            String body,
            int status,
            String answerType,
            String answer) {}

    @Override
    public Response filter(
            FilterableRequestSpecification request,
            FilterableResponseSpecification specification,
            FilterContext context) {
        var response = context.next(request, specification);
        Object body = request.getBody();
        var headers = new HashMap<String, String>();
        request.getHeaders()
                .forEach(header -> headers.putIfAbsent(header.getName().toLowerCase(), header.getValue()));
        if (request.getContentType() != null) {
            headers.put("content-type", request.getContentType());
        }
        var violations = violationsOf(new Exchange(
                request.getMethod(),
                URI.create(request.getURI()),
                headers,
                body instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : (String) body,
                response.statusCode(),
                response.contentType(),
                response.asString()));
        if (!violations.isEmpty()) {
            throw new AssertionError("openapi.yaml says otherwise. %s %s -> %d%n%s%n%s"
                    .formatted(
                            request.getMethod(),
                            request.getURI(),
                            response.statusCode(),
                            String.join("\n", violations),
                            response.asString()));
        }
        return response;
    }

    static List<String> violationsOf(Exchange exchange) {
        var isHead = exchange.method().equals("HEAD");
        var path = Contract.pathOf(exchange.uri());
        var operation = Contract.find(isHead ? "GET" : exchange.method(), exchange.uri());
        if (path.startsWith("/q/")) {
            return List.of();
        }
        if (BEFORE_ANY_OPERATION.contains(exchange.status())) {
            return isHead ? List.of() : Contract.violationsOfProblem(exchange.answerType(), exchange.answer());
        }
        if (operation.isEmpty()) {
            // An address or method that the contract does not know must be none to the server either.
            return exchange.status() >= 400 || exchange.method().equals("OPTIONS")
                    ? List.of()
                    : List.of("no such operation");
        }
        var violations = new ArrayList<String>();
        var refused = exchange.status() >= 400 && exchange.status() < 500;
        // what a beacon sends beside a view is ignored; of several, each is answered by itself
        var isView = exchange.method().equals("POST") && path.endsWith("/views");
        if (!refused && !isView) {
            violations.addAll(
                    operation.get().violationsOfRequest(queryOf(exchange.uri()), exchange.headers(), exchange.body()));
        }
        if (!isHead) {
            violations.addAll(
                    operation.get().violationsOfAnswer(exchange.status(), exchange.answerType(), exchange.answer()));
        }
        return violations;
    }

    private static Map<String, List<String>> queryOf(URI uri) {
        var query = new LinkedHashMap<String, List<String>>();
        if (uri.getRawQuery() != null) {
            for (var pair : uri.getRawQuery().split("&")) {
                // neither a name nor a value is no parameter
                if (pair.isEmpty() || pair.equals("=")) {
                    continue;
                }
                var parts = pair.split("=", 2);
                query.computeIfAbsent(decode(parts[0]), any -> new ArrayList<>())
                        .add(parts.length == 1 ? "" : decode(parts[1]));
            }
        }
        return query;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
