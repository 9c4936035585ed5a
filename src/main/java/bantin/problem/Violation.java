package bantin.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A violation: one error in the input and its location, in the JSON body or in a query parameter or header. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "A violation: one error in the input")
public record Violation(
        @Schema(description = "The location in the body as a JSON Pointer (RFC 6901)", examples = "/media/0/caption")
        String pointer,

        @Schema(description = "The name of the query parameter or header", examples = "limit")
        String parameter,

        @Schema(description = "A stable code for programs", examples = "size", required = true)
        String code,

        @Schema(
                description = "An explanation for people",
                examples = "may have at most 2,000 characters",
                required = true)
        String message) {

    /** Messages may quote the input, which may be long. */
    private static final int MAX_MESSAGE = 2000;

    public Violation {
        message = message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE - 1) + "…";
    }
}
