package bantin.article;

import bantin.body.FoundPicture;
import bantin.media.AssetContent;
import bantin.media.MediaAsset;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "One use of a media asset to write, with the texts that are its own")
public record NewMedia(
        @NotNull @Pattern(regexp = "^[A-Za-z0-9_-]{1,64}$", message = "must be 1 to 64 letters, digits, dashes or underscores") @Schema(description = "What image blocks of the body name it by", examples = "hall")
        String key,

        @NotNull @Valid WantedAsset asset,

        @Size(max = MAX_CAPTION) @Schema(examples = "Toàn cảnh buổi làm việc")
        String caption,

        @Size(max = 500) @Schema(examples = "Ảnh: Thu Hà") String credit,

        @Size(max = 2000) @Schema(examples = "Hội trường với bàn họp hình chữ U")
        String alt) {

    static final int MAX_CAPTION = 2000;

    @Schema(description = "Which asset: by `id`, or by `url`, which makes it known if it is not yet")
    public record WantedAsset(
            Long id,

            @Size(max = AssetContent.MAX_URL) @Pattern(regexp = AssetContent.URL_PATTERN, message = AssetContent.URL_MESSAGE) @Schema(examples = "https://anh.example.org/2021/hoi-truong.jpg")
            String url) {

        Optional<MediaAsset> find() {
            return id != null ? MediaAsset.findByIdOptional(id) : MediaAsset.findByUrl(url);
        }
    }

    static NewMedia of(FoundPicture found) {
        return new NewMedia(
                found.key(), new WantedAsset(null, found.url()), found.caption(), found.credit(), found.alt());
    }

    /** This one, with texts of the other where it has none. */
    NewMedia orElse(NewMedia other) {
        return new NewMedia(
                key,
                asset,
                caption != null ? caption : other.caption,
                credit != null ? credit : other.credit,
                alt != null ? alt : other.alt);
    }

    static NewMedia of(MediaCaption use) {
        return new NewMedia(use.key, new WantedAsset(use.asset.id, use.asset.url), use.caption, use.credit, use.alt);
    }
}
