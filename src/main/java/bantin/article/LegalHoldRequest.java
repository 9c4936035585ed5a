package bantin.article;

import bantin.json.JsonPayload;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "The reason for a legal hold")
public record LegalHoldRequest(
        @NotBlank @Size(max = 1000) @Schema(
                description = "Why the article must be kept. Editors and admins see it.",
                examples = "Vụ kiện 12/2021, Tòa án nhân dân tỉnh")
        String reason)
        implements JsonPayload {}
