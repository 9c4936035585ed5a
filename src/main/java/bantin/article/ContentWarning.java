package bantin.article;

import bantin.body.Warning;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "A part of the body that the server removed or replaced. The rest was saved.")
public record ContentWarning(
        @Schema(description = "A stable, machine-readable code", examples = "removed-script", required = true)
        String code,

        @Schema(description = "JSON Pointer (RFC 6901) into the request", examples = "/bodyHtml")
        String pointer,

        @Schema(
                description =
                        "A human-readable message that says what was removed and, if it has a place, the words before it",
                examples = "<script> was removed after “Chợ nổi họp từ sáng sớm.”.",
                required = true)
        String message) {

    static ContentWarning of(Warning warning, String pointer) {
        return new ContentWarning(warning.code(), pointer, warning.message());
    }
}
