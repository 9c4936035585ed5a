package bantin.media;

import bantin.json.JsonPayload;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "The content of a media asset")
public record AssetContent(
        @NotBlank @Size(max = MAX_URL) @Pattern(regexp = URL_PATTERN, message = URL_MESSAGE) @Schema(examples = "https://anh.example.org/2021/hoi-truong.jpg")
        String url,

        @Schema(description = "Default: guessed from the URL")
        MediaKind kind,

        @Size(max = 2000) @Schema(examples = "Toàn cảnh buổi làm việc")
        String caption,

        @Size(max = 500) @Schema(examples = "Ảnh: Thu Hà") String credit,

        @Size(max = 2000) @Schema(examples = "Hội trường với bàn họp hình chữ U")
        String alt,

        @Positive @Schema(examples = "1200") Integer width,

        @Positive @Schema(examples = "800") Integer height)
        implements JsonPayload {

    public static final int MAX_URL = 2000;
    /** http, https, or a path of the site itself; without characters that are not allowed in a URL. */
    public static final String URL_PATTERN =
            "^([hH][tT][tT][pP][sS]?://[^\\s\"<>\\\\/?#]+([/?#][^\\s\"<>\\\\]*)?|/(?!/)[^\\s\"<>\\\\]*)$";

    public static final String URL_MESSAGE = "must be an http or https URL, or a path that starts with a single slash";

    public AssetContent {
        kind = kind == null && url != null ? MediaKind.ofUrl(url) : kind;
    }

    static AssetContent ofUrl(String url, MediaKind kind) {
        return new AssetContent(url, kind, null, null, null, null, null);
    }

    static AssetContent of(MediaAsset asset) {
        return new AssetContent(
                asset.url, asset.kind, asset.caption, asset.credit, asset.alt, asset.width, asset.height);
    }
}
