package bantin.article;

import bantin.http.Representation;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "A preview without its token")
public record PreviewDetails(
        @Schema(examples = "7", required = true) Long id,

        @Schema(
                description = "The number of the revision that it shows; absent if it shows the latest one at the time "
                        + "of each read",
                examples = "1")
        Integer revision,

        @Schema(examples = "Cho ban biên tập") String note,
        @Schema(required = true) Instant createdAt,

        @Schema(description = "The time at which the preview expires", required = true)
        Instant expiresAt,

        @Schema(description = "The id of the API key that created the preview", examples = "1", required = true)
        Long keyId)
        implements Representation {

    static PreviewDetails of(Preview preview) {
        return new PreviewDetails(
                preview.id, preview.revision, preview.note, preview.createdAt, preview.expiresAt, preview.keyId);
    }
}
