package bantin.section;

import bantin.crud.Slugs;
import bantin.json.JsonPayload;
import bantin.problem.Violations;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "The content of a section")
public record SectionContent(
        @NotBlank @Size(max = 200) @Schema(examples = "Tin tức thành phố")
        String name,

        @Pattern(regexp = Slugs.PATTERN, message = Slugs.MESSAGE) @Size(max = Slugs.MAX_LENGTH) @Schema(
                description = "Default: made from the name; in a replacement, the current value",
                examples = "tin-tuc-thanh-pho")
        String slug,

        @Size(max = 2000) String description,

        @Size(max = Slugs.MAX_LENGTH) @Schema(description = "Slug of the parent section; absent for a top-level section", examples = "tin-tuc")
        String parent,

        @Schema(
                description =
                        "The position among the sections with the same parent, in ascending order. Default: after the "
                                + "last one; in a replacement under the same parent, the current value.",
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
            violations.at("/parent", "unknown-reference", "no section has the slug '" + parent + "'");
        }
        return this;
    }
}
