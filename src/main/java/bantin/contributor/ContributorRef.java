package bantin.contributor;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "A reference to a contributor")
public record ContributorRef(
        @Schema(examples = "2", required = true) Long id,
        @Schema(examples = "minh-an", required = true) String slug,
        @Schema(examples = "Minh An", required = true) String name,
        @Schema(required = true) ContributorKind kind) {

    public static ContributorRef of(Contributor contributor) {
        return contributor == null
                ? null
                : new ContributorRef(contributor.id, contributor.slug, contributor.name, contributor.kind);
    }
}
