package bantin.article;

import bantin.body.FoundPicture;
import bantin.media.AssetContent;
import bantin.media.MediaKind;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(
        description =
                "A use of a media asset in an article. `caption`, `credit` and `alt` override those of the asset.")
public record NewMedia(
        @NotNull @Size(max = 64) @Pattern(
                regexp = "^[A-Za-z0-9_-]{1,64}$",
                message = "must be 1 to 64 ASCII letters, digits, hyphens or underscores")
        @Schema(
                description = "The `_key` by which `image`, `video` and `audio` nodes of the body refer to this entry",
                examples = "hall")
        String key,

        @NotNull @Valid WantedAsset asset,

        @Size(max = MAX_CAPTION) @Schema(examples = "Toàn cảnh buổi làm việc")
        String caption,

        @Size(max = MAX_CREDIT) @Schema(examples = "Ảnh: Thu Hà")
        String credit,

        @Size(max = MAX_ALT) @Schema(examples = "Hội trường với bàn họp hình chữ U")
        String alt) {

    private static final int MAX_CAPTION = 2000;
    private static final int MAX_CREDIT = 500;
    private static final int MAX_ALT = 2000;

    @Schema(description = "The asset, by `id` or by `url`. If no asset has the URL, one is created.")
    public record WantedAsset(
            Long id,

            @Size(max = AssetContent.MAX_URL) @Pattern(regexp = AssetContent.URL_PATTERN, message = AssetContent.URL_MESSAGE) @Schema(examples = "https://anh.example.org/2021/hoi-truong.jpg")
            String url,

            @Schema(description = "The kind of the file, used if the asset is created. Default: guessed from the URL.")
            MediaKind kind) {}

    static NewMedia of(FoundPicture found) {
        return new NewMedia(
                found.key(),
                new WantedAsset(null, found.url(), kindOf(found)),
                found.caption(),
                found.credit(),
                found.alt());
    }

    private static MediaKind kindOf(FoundPicture found) {
        return switch (found.kind()) {
            case IMAGE -> null;
            case VIDEO -> MediaKind.video;
            case AUDIO -> MediaKind.audio;
        };
    }

    NewMedia of(WantedAsset otherAsset) {
        return new NewMedia(key, otherAsset, caption, credit, alt);
    }

    NewMedia withoutTexts() {
        return new NewMedia(key, asset, null, null, null);
    }

    /**
     * The violation of a limit by a picture from HTML or Markdown, which constraints do not check; null if there is
     * none.
     */
    String excess() {
        if (asset.url() != null
                && (isLonger(asset.url(), AssetContent.MAX_URL) || !asset.url().matches(AssetContent.URL_PATTERN))) {
            return "has a picture whose URL is not valid for an asset: " + asset.url();
        }
        if (isLonger(caption, MAX_CAPTION) || isLonger(credit, MAX_CREDIT) || isLonger(alt, MAX_ALT)) {
            return "has a picture whose caption, credit or alt text is longer than %d, %d or %d characters: %s"
                    .formatted(MAX_CAPTION, MAX_CREDIT, MAX_ALT, asset.url() != null ? asset.url() : key);
        }
        return null;
    }

    private static boolean isLonger(String text, int max) {
        return text != null && text.codePointCount(0, text.length()) > max;
    }

    /** This use, with the former texts where it has none or differs from them only in white space, which HTML folds. */
    NewMedia after(NewMedia before) {
        return new NewMedia(
                        key,
                        asset,
                        isSame(caption, before.caption) ? before.caption : caption,
                        isSame(credit, before.credit) ? before.credit : credit,
                        isSame(alt, before.alt) ? before.alt : alt)
                .orElse(before);
    }

    static boolean isSame(String text, String other) {
        return text != null && other != null && folded(text).equals(folded(other));
    }

    private static String folded(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    /** This use, with the texts of the other where it has none. */
    NewMedia orElse(NewMedia other) {
        return new NewMedia(
                key,
                asset,
                caption != null ? caption : other.caption,
                credit != null ? credit : other.credit,
                alt != null ? alt : other.alt);
    }

    static NewMedia of(MediaCaption use) {
        return new NewMedia(
                use.key, new WantedAsset(use.asset.id, use.asset.url, null), use.caption, use.credit, use.alt);
    }
}
