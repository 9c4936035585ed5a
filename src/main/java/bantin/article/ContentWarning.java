package bantin.article;

import bantin.body.Warning;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "Something that was left out of what was written. No fault: the rest was saved")
public record ContentWarning(
        @Schema(description = "A stable word for programs", examples = "removed-script", required = true)
        String code,

        @Schema(description = "JSON Pointer (RFC 6901) into the request", examples = "/bodyHtml")
        String pointer,

        @Schema(
                description = "A sentence for people: what it was, and after which words it stood",
                examples = "<script> was left out, after “Chợ nổi họp từ sáng sớm.”.",
                required = true)
        String message) {

    static ContentWarning of(Warning warning, String pointer) {
        return new ContentWarning(warning.code(), pointer, warning.message());
    }
}
