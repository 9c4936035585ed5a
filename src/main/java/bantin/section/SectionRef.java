package bantin.section;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "A section, as others show it")
public record SectionRef(
        @Schema(examples = "3", required = true) Long id,

        @Schema(examples = "tin-tuc-thanh-pho", required = true)
        String slug,

        @Schema(examples = "Tin tức thành phố", required = true)
        String name) {

    public static SectionRef of(Section section) {
        return section == null ? null : new SectionRef(section.id, section.slug, section.name);
    }
}
