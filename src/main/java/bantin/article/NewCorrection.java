package bantin.article;

import bantin.json.JsonPayload;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "A correction to add to an article")
public record NewCorrection(
        @NotBlank @Size(max = NewCorrection.MAX_TEXT) @Schema(
                description = "What was wrong, as plain text",
                examples = "Bản trước ghi nhầm số xã tham dự: 12 xã, không phải 21.")
        String text,

        @Schema(description = "The time of the correction, which must not be in the future. Default: now.")
        Instant at)
        implements JsonPayload {

    static final int MAX_TEXT = 2000;
}
