package bantin.tag;

import bantin.http.Representation;
import java.time.Instant;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "A tag, a keyword that groups articles across sections")
public record TagDetails(
        @Schema(examples = "5", required = true) Long id,
        @Schema(examples = "1", required = true) Integer version,
        @Schema(examples = "nong-thon-moi", required = true) String slug,
        @Schema(examples = "Nông thôn mới", required = true) String name,
        @Schema(required = true) Instant createdAt,
        @Schema(required = true) Instant updatedAt)
        implements Representation {

    static TagDetails of(Tag tag) {
        return new TagDetails(tag.id, tag.version, tag.slug, tag.name, tag.createdAt, tag.updatedAt);
    }

    @Override
    public Instant lastModified() {
        return updatedAt;
    }

    @Override
    public Stream<String> cacheTags() {
        return Stream.of("tag-" + id);
    }
}
