package bantin.article;

import bantin.crud.Slugs;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(
        description =
                "One credit to write: a contributor by slug, a name, or both where the name is printed otherwise here")
public record NewByline(
        @Size(max = Slugs.MAX_LENGTH) @Schema(description = "Slug of a contributor", examples = "minh-an")
        String contributor,

        @Size(min = 1, max = 200) @Schema(description = "As printed; free until somebody links it", examples = "Minh An")
        String name,

        @Schema(description = "`author` when absent") BylineRole role) {

    public NewByline {
        role = role == null ? BylineRole.author : role;
    }

    static NewByline of(Byline byline) {
        return new NewByline(byline.contributor == null ? null : byline.contributor.slug, byline.name, byline.role);
    }

    NewByline of(String otherContributor) {
        return new NewByline(otherContributor, name, role);
    }
}
