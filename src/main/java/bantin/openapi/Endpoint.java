package bantin.openapi;

import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;

/** An operation of the OpenAPI document with its path and method. */
record Endpoint(String path, HttpMethod method, Operation operation) {

    boolean isRead() {
        return method == HttpMethod.GET;
    }

    boolean isPartOfApi() {
        return path.startsWith("/api/");
    }

    /** If a key is not needed, it may still be sent, to read what is not public. */
    boolean needsKey() {
        return operation.getSecurity() != null
                && !operation.getSecurity().isEmpty()
                && operation.getSecurity().stream()
                        .noneMatch(requirement -> requirement.getSchemes().isEmpty());
    }

    boolean takesIfMatch() {
        return hasParameter("If-Match");
    }

    /** Required for operations that replace content. */
    boolean requiresIfMatch() {
        return method == HttpMethod.PUT || method == HttpMethod.PATCH || has(OperationHint.REQUIRES_IF_MATCH);
    }

    boolean hasParameter(String name) {
        return operation.getParameters() != null
                && operation.getParameters().stream()
                        .anyMatch(parameter -> parameter.getName().equals(name));
    }

    boolean has(String hint) {
        return operation.getExtensions() != null && operation.getExtensions().containsKey(hint);
    }

    /** Null if the operation has no such hint. */
    Object hint(String hint) {
        return has(hint) ? operation.getExtensions().get(hint) : null;
    }

    List<String> hints(String hint) {
        return has(hint) ? Arrays.asList(hint(hint).toString().split(",")) : List.of();
    }
}
