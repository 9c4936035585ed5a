package bantin.article;

import bantin.json.JsonPayload;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "The reason for a withdrawal")
public record WithdrawRequest(
        @NotBlank @Size(max = 1000) @Schema(examples = "Bài viết có số liệu chưa chính xác.")
        String reason) implements JsonPayload {}
