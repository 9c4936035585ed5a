package bantin.openapi;

import java.util.List;

/**
 * Names of {@code @Operation(extensions)} by which a resource method says what the conventions cannot derive from its
 * path, method and parameters. {@link OpenApiConventions} removes them from the document.
 */
public final class OperationHint {

    /** Further problem types of the operation, separated by commas. */
    public static final String ALSO_PROBLEMS = "x-also-problems";

    /** Problem types that other operations of its kind have, but not this one. */
    public static final String NEVER_PROBLEMS = "x-never-problems";

    /** {@code If-Match} is required, although the operation does not replace content. */
    public static final String REQUIRES_IF_MATCH = "x-requires-if-match";

    /** Its responses have no ETag. */
    public static final String NO_ETAG = "x-no-etag";

    /** The example of a patch, as JSON ({@code parseValue = true}). */
    public static final String PATCH_EXAMPLE = "x-patch-example";

    /** It creates the API keys of the security scheme. */
    public static final String CREATES_KEYS = "x-creates-keys";

    static final List<String> ALL =
            List.of(ALSO_PROBLEMS, NEVER_PROBLEMS, REQUIRES_IF_MATCH, NO_ETAG, PATCH_EXAMPLE, CREATES_KEYS);

    private OperationHint() {}
}
