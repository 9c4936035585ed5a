package bantin.openapi;

import java.util.List;

/**
 * What a resource method says of itself where the conventions cannot tell from its path, method and parameters: the names of
 * {@code @Extension} annotations. {@link OpenApiConventions} takes them out of the document.
 */
public final class OperationHint {

    /** The names of problem types that the operation also has, separated by commas. */
    public static final String ALSO_PROBLEMS = "x-also-problems";

    /** The names of problem types that operations of its kind have, but this one has not. */
    public static final String NEVER_PROBLEMS = "x-never-problems";

    /** Its {@code If-Match} is required, although it does not replace content. */
    public static final String REQUIRES_IF_MATCH = "x-requires-if-match";

    /** Its responses have no entity tag. */
    public static final String NO_ETAG = "x-no-etag";

    /** The query parameter, with its value, that makes entity tags weak. */
    public static final String WEAK_ETAG_WITH = "x-weak-etag-with";

    /** The example of a patch, as JSON ({@code parseValue = true}). */
    public static final String PATCH_EXAMPLE = "x-patch-example";

    static final List<String> ALL =
            List.of(ALSO_PROBLEMS, NEVER_PROBLEMS, REQUIRES_IF_MATCH, NO_ETAG, WEAK_ETAG_WITH, PATCH_EXAMPLE);

    private OperationHint() {}
}
