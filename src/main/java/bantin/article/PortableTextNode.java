package bantin.article;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The schema of a node of a body, only for the OpenAPI document. Nodes are read and written by {@code bantin.body}. */
@Schema(
        description = "A node of a Portable Text body (portabletext.org): a block of text, an image, a video, an audio "
                + "file, an embed, or a custom node. Properties that are not listed here are kept unchanged.",
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
            description = "A paragraph, a heading, a quotation or a list item",
            additionalProperties = Schema.True.class)
    record Block(
            @Schema(name = "_type", required = true, constValue = "block", examples = "block")
            String type,

            @Schema(name = "_key", description = "Unique within the body. Default: generated.", examples = "b1")
            String key,

            @Schema(description = "`normal`, `h1` to `h6`, `blockquote`, or a custom style", examples = "normal")
            String style,

            @Schema(description = "`bullet` or `number` for a list item; absent otherwise")
            String listItem,

            @Schema(description = "Nesting level of the list item; 1 is the outermost", minimum = "1", maximum = "32")
            Integer level,

            @Schema(description = "The number of the first item of a numbered list. Default: 1.", minimum = "0")
            Integer start,

            @Schema(required = true) List<Inline> children,
            List<MarkDef> markDefs) {}

    @Schema(
            name = "PortableTextInline",
            description = "A child of a block: a span of text, or a custom inline object",
            anyOf = {Span.class, InlineObject.class})
    interface Inline {}

    @Schema(
            name = "PortableTextSpan",
            description = "A span of text with the same marks",
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
            description = "A custom object inside a block",
            additionalProperties = Schema.True.class)
    record InlineObject(
            @Schema(name = "_type", required = true, pattern = "^(?!span$).+$")
            String type,

            @Schema(name = "_key") String key) {}

    @Schema(
            name = "PortableTextMarkDef",
            description = "A mark definition, to which spans refer by its key: a link or a custom annotation",
            additionalProperties = Schema.True.class)
    record MarkDef(
            @Schema(name = "_type", required = true, examples = "link")
            String type,

            @Schema(name = "_key", examples = "l1") String key,

            @Schema(description = "The URL of a `link`", examples = "https://example.org")
            String href) {}

    @Schema(
            name = "PortableTextImage",
            description = "An image, whose asset is in the article's `media`",
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

            @Schema(description = "The URL to which the image links", examples = "https://example.org/bao-cao.pdf")
            String link) {}

    @Schema(
            name = "PortableTextVideo",
            description = "A video, whose asset is in the article's `media`",
            additionalProperties = Schema.True.class)
    record Video(
            @Schema(name = "_type", required = true, constValue = "video", examples = "video")
            String type,

            @Schema(
                    name = "_key",
                    required = true,
                    description = "The `key` of an entry of the article's `media`",
                    examples = "clip")
            String key) {}

    @Schema(
            name = "PortableTextAudio",
            description = "An audio file, whose asset is in the article's `media`",
            additionalProperties = Schema.True.class)
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
            description = "Embedded content of another site, such as a video. In HTML it is a link.",
            additionalProperties = Schema.True.class)
    record Embed(
            @Schema(name = "_type", required = true, constValue = "embed", examples = "embed")
            String type,

            @Schema(name = "_key") String key,

            @Schema(
                    required = true,
                    description = "The URL of the page of the content",
                    examples = "https://vimeo.com/76979871")
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
            description = "A custom node, which is kept unchanged",
            additionalProperties = Schema.True.class)
    record CustomNode(
            @Schema(name = "_type", required = true, pattern = "^(?!(block|image)$)[\\s\\S]+$")
            String type,

            @Schema(name = "_key") String key) {}
}
