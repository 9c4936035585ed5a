package bantin.section;

import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "A section, as others show it, with the sections above it")
public record SectionRef(
        @Schema(examples = "3", required = true) Long id,

        @Schema(examples = "tin-tuc-thanh-pho", required = true)
        String slug,

        @Schema(examples = "Tin tức thành phố", required = true)
        String name,

        @Schema(description = "The section right above it, with its own `parent`; absent at the top")
        SectionRef parent) {

    public static SectionRef of(Section section) {
        return section == null ? null : new SectionRef(section.id, section.slug, section.name, of(section.parent));
    }

    /** The section and all that are above it, the nearest first. */
    public Stream<SectionRef> andAbove() {
        return Stream.iterate(this, section -> section != null, SectionRef::parent);
    }
}
