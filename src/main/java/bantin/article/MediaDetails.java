package bantin.article;

import bantin.body.Picture;
import bantin.media.AssetRef;
import bantin.media.MediaKind;
import com.fasterxml.jackson.annotation.JsonIgnore;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(
        description =
                "A use of a media asset in an article. `caption`, `credit` and `alt` are those of the use, or else "
                        + "the asset's.")
public record MediaDetails(
        @Schema(examples = "hall", required = true) String key,
        @Schema(required = true) AssetRef asset,
        @Schema(examples = "Toàn cảnh buổi làm việc") String caption,
        @Schema(examples = "Ảnh: Thu Hà") String credit,

        @Schema(examples = "Hội trường với bàn họp hình chữ U")
        String alt) {

    static MediaDetails of(MediaCaption use) {
        return new MediaDetails(
                use.key,
                AssetRef.of(use.asset),
                use.caption != null ? use.caption : use.asset.caption,
                use.credit != null ? use.credit : use.asset.credit,
                use.alt != null ? use.alt : use.asset.alt);
    }

    @JsonIgnore
    public boolean isPicture() {
        return asset.kind() == MediaKind.image;
    }

    private Picture.Kind kind() {
        return switch (asset.kind()) {
            case image -> Picture.Kind.IMAGE;
            case video -> Picture.Kind.VIDEO;
            case audio -> Picture.Kind.AUDIO;
        };
    }

    public Picture picture() {
        return new Picture(key, kind(), asset.url(), caption, credit, alt, asset.width(), asset.height());
    }
}
