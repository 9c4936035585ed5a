package bantin.tag;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "A reference to a tag")
public record TagRef(
        @Schema(examples = "5", required = true) Long id,
        @Schema(examples = "nong-thon-moi", required = true) String slug,
        @Schema(examples = "Nông thôn mới", required = true) String name) {

    public static TagRef of(Tag tag) {
        return new TagRef(tag.id, tag.slug, tag.name);
    }
}
