package bantin.media;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "A reference to a media asset")
public record AssetRef(
        @Schema(examples = "9", required = true) Long id,

        @Schema(examples = "https://anh.example.org/2021/hoi-truong.jpg", required = true)
        String url,

        @Schema(required = true) MediaKind kind,
        @Schema(examples = "1200") Integer width,
        @Schema(examples = "800") Integer height) {

    public static AssetRef of(MediaAsset asset) {
        return new AssetRef(asset.id, asset.url, asset.kind, asset.width, asset.height);
    }
}
