package bantin.section;

import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "A reference to a section, with its ancestors")
public record SectionRef(
        @Schema(examples = "3", required = true) Long id,

        @Schema(examples = "tin-tuc-thanh-pho", required = true)
        String slug,

        @Schema(examples = "Tin tức thành phố", required = true)
        String name,

        @Schema(description = "The parent section, with its own `parent`; absent for a top-level section")
        SectionRef parent) {

    public static SectionRef of(Section section) {
        return section == null ? null : new SectionRef(section.id, section.slug, section.name, of(section.parent));
    }

    /** The section and its ancestors, the nearest first. */
    public Stream<SectionRef> andAbove() {
        return Stream.iterate(this, section -> section != null, SectionRef::parent);
    }
}
