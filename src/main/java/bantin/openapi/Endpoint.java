package bantin.openapi;

import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;

/** An operation of the contract with its address, and what the conventions ask of it. */
record Endpoint(String path, HttpMethod method, Operation operation) {

    boolean isRead() {
        return method == HttpMethod.GET;
    }

    boolean isPartOfApi() {
        return path.startsWith("/api/");
    }

    /** Where a key is not needed, it may still be sent: it shows what is not public. */
    boolean needsKey() {
        return operation.getSecurity() != null && operation.getSecurity().size() == 1;
    }

    boolean takesIfMatch() {
        return hasParameter("If-Match");
    }

    /** What replaces content requires it. */
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

    /** Null where the operation has no such hint. */
    Object hint(String hint) {
        return has(hint) ? operation.getExtensions().get(hint) : null;
    }

    List<String> hints(String hint) {
        return has(hint) ? Arrays.asList(hint(hint).toString().split(",")) : List.of();
    }
}
