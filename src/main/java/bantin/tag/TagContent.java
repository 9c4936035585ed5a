package bantin.tag;

import bantin.crud.Slugs;
import bantin.json.JsonPayload;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "The content of a tag")
public record TagContent(
        @NotBlank @Size(max = 200) @Schema(examples = "Nông thôn mới")
        String name,

        @Pattern(regexp = Slugs.PATTERN, message = Slugs.MESSAGE) @Size(max = Slugs.MAX_LENGTH) @Schema(
                description = "Default: made from the name; in a replacement, the current value",
                examples = "nong-thon-moi")
        String slug)
        implements JsonPayload {

    static TagContent of(Tag tag) {
        return new TagContent(tag.name, tag.slug);
    }
}
