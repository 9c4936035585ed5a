package bantin.article;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A node of a body, for the contract alone: {@code body} reads and writes Portable Text, and keeps what it does not know. */
@Schema(
        description =
                "A node of a Portable Text body (portabletext.org): a block of text, a picture, a video or sound, "
                        + "what another site shows, or a node of the newsroom's own. Properties that are not named here are kept as they are.",
        anyOf = {
            PortableTextNode.Block.class,
            PortableTextNode.Picture.class,
            PortableTextNode.Video.class,
            PortableTextNode.Audio.class,
            PortableTextNode.Embed.class,
            PortableTextNode.CustomNode.class
        })
public interface PortableTextNode {

    @Schema(
            name = "PortableTextBlock",
            description = "A paragraph, a heading, a quotation or an item of a list",
            additionalProperties = Schema.True.class)
    record Block(
            @Schema(name = "_type", required = true, constValue = "block", examples = "block")
            String type,

            @Schema(name = "_key", description = "Unique in the body; made when absent", examples = "b1")
            String key,

            @Schema(
                    description = "`normal`, `h1` to `h6`, `blockquote`, or a style of the newsroom's own",
                    examples = "normal")
            String style,

            @Schema(description = "`bullet` or `number` in a list; absent elsewhere")
            String listItem,

            @Schema(description = "Depth in the list, from 1", minimum = "1", maximum = "32")
            Integer level,

            @Schema(description = "The number of the first item of a numbered list; 1 when absent", minimum = "0")
            Integer start,

            @Schema(required = true) List<Inline> children,
            List<MarkDef> markDefs) {}

    @Schema(
            name = "PortableTextInline",
            description = "A piece of a block: text, or an object of the newsroom's own",
            anyOf = {Span.class, InlineObject.class})
    interface Inline {}

    @Schema(
            name = "PortableTextSpan",
            description = "Text with the same marks",
            additionalProperties = Schema.True.class)
    record Span(
            @Schema(name = "_type", required = true, constValue = "span", examples = "span")
            String type,

            @Schema(name = "_key") String key,

            @Schema(required = true, examples = "Sáng 11/10, thành phố họp trực tuyến với các xã.")
            String text,

            @Schema(description = "Decorators such as `strong` and `em`, or keys of the block's `markDefs`")
            List<String> marks) {}

    @Schema(
            name = "PortableTextInlineObject",
            description = "An object of the newsroom's own inside a block",
            additionalProperties = Schema.True.class)
    record InlineObject(
            @Schema(name = "_type", required = true, pattern = "^(?!span$).+$")
            String type,

            @Schema(name = "_key") String key) {}

    @Schema(
            name = "PortableTextMarkDef",
            description = "What spans are marked with by its key: a link, or an annotation of the newsroom's own",
            additionalProperties = Schema.True.class)
    record MarkDef(
            @Schema(name = "_type", required = true, examples = "link")
            String type,

            @Schema(name = "_key", examples = "l1") String key,

            @Schema(description = "Where a `link` leads", examples = "https://example.org")
            String href) {}

    @Schema(
            name = "PortableTextImage",
            description = "The place of a picture",
            additionalProperties = Schema.True.class)
    record Picture(
            @Schema(name = "_type", required = true, constValue = "image", examples = "image")
            String type,

            @Schema(
                    name = "_key",
                    required = true,
                    description = "The `key` of an entry of the article's `media`",
                    examples = "hall")
            String key,

            @Schema(description = "Where the picture leads", examples = "https://example.org/bao-cao.pdf")
            String link) {}

    @Schema(name = "PortableTextVideo", description = "The place of a video", additionalProperties = Schema.True.class)
    record Video(
            @Schema(name = "_type", required = true, constValue = "video", examples = "video")
            String type,

            @Schema(
                    name = "_key",
                    required = true,
                    description = "The `key` of an entry of the article's `media`",
                    examples = "clip")
            String key) {}

    @Schema(name = "PortableTextAudio", description = "The place of a sound", additionalProperties = Schema.True.class)
    record Audio(
            @Schema(name = "_type", required = true, constValue = "audio", examples = "audio")
            String type,

            @Schema(
                    name = "_key",
                    required = true,
                    description = "The `key` of an entry of the article's `media`",
                    examples = "speech")
            String key) {}

    @Schema(
            name = "PortableTextEmbed",
            description = "What another site shows, such as a video; HTML has a link to it",
            additionalProperties = Schema.True.class)
    record Embed(
            @Schema(name = "_type", required = true, constValue = "embed", examples = "embed")
            String type,

            @Schema(name = "_key") String key,

            @Schema(required = true, description = "Its page", examples = "https://vimeo.com/76979871")
            String url,

            @Schema(
                    description =
                            "`youtube`, `vimeo`, `tiktok`, `facebook`, `x`, `instagram`, `spotify` or `soundcloud`; "
                                    + "absent for other sites",
                    examples = "vimeo")
            String provider,

            String caption) {}

    @Schema(
            name = "PortableTextCustomNode",
            description = "A node of the newsroom's own, which is kept as it is",
            additionalProperties = Schema.True.class)
    record CustomNode(
            @Schema(name = "_type", required = true, pattern = "^(?!(block|image)$)[\\s\\S]+$")
            String type,

            @Schema(name = "_key") String key) {}
}
