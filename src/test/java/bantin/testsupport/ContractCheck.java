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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds every exchange of the test suite against {@code openapi.yaml}: an answer must be one that the contract
 * describes, to the last property; and a request that the contract does not allow must have been refused.
 */
class ContractCheck implements Filter {

    @Override
    public Response filter(
            FilterableRequestSpecification request,
            FilterableResponseSpecification specification,
            FilterContext context) {
        var response = context.next(request, specification);
        var uri = URI.create(request.getURI());
        var method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        var operation = Contract.find(method, uri.getPath());
        if (uri.getPath().startsWith("/q/")) {
            return response;
        }
        if (operation.isEmpty()) {
            // An address or method that the contract does not know must be none to the server either.
            demand(
                    response.statusCode() >= 400 || method.equals("OPTIONS"),
                    List.of("no such operation"),
                    request,
                    response);
            return response;
        }
        var refused = response.statusCode() >= 400 && response.statusCode() < 500;
        // what a beacon sends beside a view is ignored; of several, each is answered by itself
        var isView = method.equals("POST") && uri.getPath().endsWith("/views");
        if (!refused && !isView) {
            var faults = operation.get().faultsOfRequest(queryOf(uri), request.getContentType(), request.getBody());
            demand(faults.isEmpty(), faults, request, response);
        }
        if (!request.getMethod().equals("HEAD")) {
            var faults =
                    operation.get().faultsOfAnswer(response.statusCode(), response.contentType(), response.asString());
            demand(faults.isEmpty(), faults, request, response);
        }
        return response;
    }

    private static Map<String, List<String>> queryOf(URI uri) {
        var query = new LinkedHashMap<String, List<String>>();
        if (uri.getRawQuery() != null) {
            for (var pair : uri.getRawQuery().split("&")) {
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

    private static void demand(
            boolean holds, List<String> faults, FilterableRequestSpecification request, Response response) {
        if (!holds) {
            throw new AssertionError("openapi.yaml says otherwise. %s %s -> %d%n%s%n%s"
                    .formatted(
                            request.getMethod(),
                            request.getURI(),
                            response.statusCode(),
                            String.join("\n", faults),
                            response.asString()));
        }
    }
}
