package bantin.article;

import bantin.crud.Slugs;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(
        description =
                "A byline: the slug of a contributor, a name, or both. `name` overrides the contributor's name in "
                        + "this article.")
public record NewByline(
        @Size(max = Slugs.MAX_LENGTH) @Schema(description = "Slug of a contributor", examples = "minh-an")
        String contributor,

        @Size(min = 1, max = 200) @Schema(description = "The name as printed. Default: the contributor's name.", examples = "Minh An")
        String name,

        @Schema(description = "Default: `author`") BylineRole role) {

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
