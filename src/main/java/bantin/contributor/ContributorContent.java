package bantin.contributor;

import bantin.crud.Slugs;
import bantin.json.JsonPayload;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "The content of a contributor")
public record ContributorContent(
        @NotBlank @Size(max = 200) @Schema(examples = "Minh An")
        String name,

        @Pattern(regexp = Slugs.PATTERN, message = Slugs.MESSAGE) @Size(max = Slugs.MAX_LENGTH) @Schema(description = "Default: made from the name; in a replacement, the current value", examples = "minh-an")
        String slug,

        @Schema(description = "Default: `person`") ContributorKind kind,

        @Size(max = 2000) @Schema(examples = "Phóng viên ảnh")
        String bio)
        implements JsonPayload {

    public ContributorContent {
        kind = kind == null ? ContributorKind.person : kind;
    }

    static ContributorContent of(Contributor contributor) {
        return new ContributorContent(contributor.name, contributor.slug, contributor.kind, contributor.bio);
    }
}
