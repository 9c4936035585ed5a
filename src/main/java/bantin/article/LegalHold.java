package bantin.article;

import bantin.http.Representation;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why nobody may delete an article. It is part of neither its content nor its version. */
@Embeddable
@Schema(description = "A legal hold: while it stands, the article cannot be moved to the trash or purged")
public record LegalHold(
        @Column(name = "legal_hold_reason")
        @Schema(
                description = "Why the article must be kept",
                examples = "Vụ kiện 12/2021, Tòa án nhân dân tỉnh",
                required = true)
        String reason,

        @Column(name = "legal_hold_since")
        @Schema(
                description = "The time since which the hold has stood",
                examples = "2021-10-11T07:28:00+07:00",
                required = true)
        Instant since,

        @Column(name = "legal_hold_key_id")
        @Schema(description = "The id of the API key that set the hold", examples = "1", required = true)
        Long keyId)
        implements Representation {}
