package bantin.article;

import bantin.http.Representation;
import bantin.idempotency.Redactable;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "A new preview with its token, which is returned only once")
public record CreatedPreview(
        @Schema(examples = "7", required = true) Long id,

        @Schema(
                description = "The token to send in the parameter `preview`; absent in the response to a retry",
                examples = "pv_7_1tQ9…")
        String token,

        @Schema(
                description = "The link to the preview with the token: of the front end, if `BANTIN_SITE_PREVIEW_URL` "
                        + "is set, otherwise of the API. Absent in the response to a retry.",
                examples = "https://bao.example.org/xem-truoc/42?token=pv_7_1tQ9…")
        String url,

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
        implements Representation, Redactable {

    static CreatedPreview of(Preview preview, String token, String url) {
        return new CreatedPreview(
                preview.id,
                token,
                url,
                preview.revision,
                preview.note,
                preview.createdAt,
                preview.expiresAt,
                preview.keyId);
    }

    @Override
    public CreatedPreview withoutSecret() {
        return new CreatedPreview(id, null, null, revision, note, createdAt, expiresAt, keyId);
    }
}
