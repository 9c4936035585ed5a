package bantin.article;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "A public note that says what was wrong in an article and is corrected now")
public record CorrectionDetails(
        @Schema(
                description = "The number of the correction in its article. It is never used again.",
                examples = "1",
                required = true)
        Integer number,

        @Schema(description = "The time of the correction", examples = "2021-10-11T09:15:00+07:00", required = true)
        Instant at,

        @Schema(
                description = "What was wrong, as plain text",
                examples = "Bản trước ghi nhầm số xã tham dự: 12 xã, không phải 21.",
                required = true)
        String text) {

    static CorrectionDetails of(Correction correction) {
        return new CorrectionDetails(correction.number, correction.at, correction.text);
    }
}
