package bantin.contributor;

import bantin.http.Representation;
import java.time.Instant;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "A person or organisation that articles can credit")
public record ContributorDetails(
        @Schema(examples = "2", required = true) Long id,
        @Schema(examples = "1", required = true) Integer version,
        @Schema(examples = "minh-an", required = true) String slug,
        @Schema(examples = "Minh An", required = true) String name,
        @Schema(required = true) ContributorKind kind,
        @Schema(examples = "Phóng viên ảnh") String bio,
        @Schema(required = true) Instant createdAt,
        @Schema(required = true) Instant updatedAt)
        implements Representation {

    static ContributorDetails of(Contributor contributor) {
        return new ContributorDetails(
                contributor.id,
                contributor.version,
                contributor.slug,
                contributor.name,
                contributor.kind,
                contributor.bio,
                contributor.createdAt,
                contributor.updatedAt);
    }

    @Override
    public Instant lastModified() {
        return updatedAt;
    }

    @Override
    public Stream<String> cacheTags() {
        return Stream.of("contributor-" + id);
    }
}
