package bantin.problem;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The values are JSON of any type. */
@Schema(description = "A property that the rejected edit changes, or that was changed meanwhile")
public record FieldConflict(
        @Schema(examples = "title", required = true) String field,

        @Schema(description = "The value in the version that `If-Match` names; absent if there was none")
        Object base,

        @Schema(description = "The value in the current version; absent if there is none")
        Object current,

        @Schema(description = "The value that the edit asks for; absent if it removes the property")
        Object wanted,

        @Schema(
                description = "True if both changed the property, to different values. Otherwise the edit can be "
                        + "merged by taking the value that differs from `base`",
                required = true)
        boolean conflicting) {}
