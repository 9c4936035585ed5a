package bantin.media;

import bantin.http.Representation;
import java.time.Instant;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(
        description =
                "An image, video or audio file. Its `caption`, `credit` and `alt` apply wherever an article does not "
                        + "override them.")
public record AssetDetails(
        @Schema(examples = "9", required = true) Long id,
        @Schema(examples = "1", required = true) Integer version,

        @Schema(examples = "https://anh.example.org/2021/hoi-truong.jpg", required = true)
        String url,

        @Schema(required = true) MediaKind kind,
        @Schema(examples = "Toàn cảnh buổi làm việc") String caption,
        @Schema(examples = "Ảnh: Thu Hà") String credit,

        @Schema(examples = "Hội trường với bàn họp hình chữ U")
        String alt,

        @Schema(examples = "1200") Integer width,
        @Schema(examples = "800") Integer height,
        @Schema(required = true) Instant createdAt,
        @Schema(required = true) Instant updatedAt)
        implements Representation {

    static AssetDetails of(MediaAsset asset) {
        return new AssetDetails(
                asset.id,
                asset.version,
                asset.url,
                asset.kind,
                asset.caption,
                asset.credit,
                asset.alt,
                asset.width,
                asset.height,
                asset.createdAt,
                asset.updatedAt);
    }

    @Override
    public Instant lastModified() {
        return updatedAt;
    }

    @Override
    public Stream<String> cacheTags() {
        return Stream.of("media-" + id);
    }
}
