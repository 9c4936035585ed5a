package bantin.section;

import bantin.http.Representation;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "A section, a node in the category tree of the site")
public record SectionDetails(
        @Schema(examples = "3", required = true) Long id,
        @Schema(examples = "1", required = true) Integer version,

        @Schema(examples = "tin-tuc-thanh-pho", required = true)
        String slug,

        @Schema(examples = "Tin tức thành phố", required = true)
        String name,

        String description,
        SectionRef parent,
        @Schema(examples = "1", required = true) Integer position,
        @Schema(required = true) Instant createdAt,
        @Schema(required = true) Instant updatedAt,

        @Schema(description = "The child sections; present with `tree=true`")
        List<SectionDetails> children)
        implements Representation {

    static SectionDetails of(Section section) {
        return new SectionDetails(
                section.id,
                section.version,
                section.slug,
                section.name,
                section.description,
                SectionRef.of(section.parent),
                section.position,
                section.createdAt,
                section.updatedAt,
                null);
    }

    SectionDetails with(List<SectionDetails> below) {
        return new SectionDetails(id, version, slug, name, description, parent, position, createdAt, updatedAt, below);
    }

    @Override
    public Instant lastModified() {
        return updatedAt;
    }

    @Override
    public Stream<String> cacheTags() {
        return Stream.of(
                        Stream.of("section-" + id),
                        Stream.ofNullable(parent).flatMap(SectionRef::andAbove).map(above -> "section-" + above.id()),
                        Stream.ofNullable(children).flatMap(List::stream).flatMap(SectionDetails::cacheTags))
                .flatMap(tags -> tags);
    }
}
