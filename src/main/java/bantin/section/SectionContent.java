package bantin.section;

import bantin.crud.Slugs;
import bantin.json.JsonPayload;
import bantin.problem.Violations;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "A section to write")
public record SectionContent(
        @NotBlank @Size(max = 200) @Schema(examples = "Tin tức thành phố")
        String name,

        @Pattern(regexp = Slugs.PATTERN, message = Slugs.MESSAGE) @Size(max = Slugs.MAX_LENGTH) @Schema(
                description = "Made from the name when absent; absent in a replacement, it stays",
                examples = "tin-tuc-thanh-pho")
        String slug,

        @Size(max = 2000) String description,

        @Size(max = Slugs.MAX_LENGTH) @Schema(description = "Slug of the section above; absent at the top", examples = "tin-tuc")
        String parent,

        @Schema(
                description =
                        "Place among its neighbours, smallest first; absent: behind the others, in a replacement as "
                                + "it is",
                examples = "1")
        Integer position)
        implements JsonPayload {

    static SectionContent of(Section section) {
        return new SectionContent(
                section.name,
                section.slug,
                section.description,
                section.parent == null ? null : section.parent.slug,
                section.position);
    }

    @Override
    public SectionContent validate(Violations violations) {
        if (parent != null && Section.findBySlug(parent).isEmpty()) {
            violations.at("/parent", "unknown-reference", "there is no section '" + parent + "'");
        }
        return this;
    }
}
