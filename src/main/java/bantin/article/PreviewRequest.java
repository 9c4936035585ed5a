package bantin.article;

import bantin.json.OptionalJsonPayload;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "The preview to create")
public record PreviewRequest(
        @Min(1) @Schema(
                description = "The number of the revision to show. Default: the latest one at the time of each read.",
                examples = "1")
        Integer revision,

        @Schema(
                description = "The time at which the preview expires. It must be in the future, by default within 30 "
                        + "days. Default: in 7 days.")
        Instant expiresAt,

        @Size(min = 1, max = 500) @Schema(description = "Who the preview is for, or why", examples = "Cho ban biên tập")
        String note)
        implements OptionalJsonPayload {}
