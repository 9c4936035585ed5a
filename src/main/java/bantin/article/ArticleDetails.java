package bantin.article;

import bantin.body.Body;
import bantin.body.HtmlWriter;
import bantin.body.MarkdownWriter;
import bantin.body.Picture;
import bantin.body.TextWriter;
import bantin.http.Representation;
import bantin.json.RawJson;
import bantin.json.StrictJson;
import bantin.section.SectionRef;
import bantin.tag.TagRef;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "A whole article: everything a front end needs to draw its page")
public record ArticleDetails(
        @Schema(examples = "42", required = true) Long id,

        @Schema(description = "What an edit names in `If-Match`", examples = "3", required = true)
        Integer version,

        @Schema(required = true) EffectiveStatus status,
        @Schema(examples = "vi", required = true) String locale,

        @Schema(examples = "thanh-pho-hop-truc-tuyen-voi-cac-xa", required = true)
        String slug,

        @Schema(examples = "Thành phố họp trực tuyến với các xã", required = true)
        String title,

        String lead,
        @Schema(required = true) SectionRef section,
        @Schema(required = true) List<TagRef> tags,
        @Schema(required = true) List<BylineDetails> bylines,

        @Schema(description = "The byline exactly as printed", examples = "Minh An- Thu Hà")
        String bylineText,

        @Schema(description = "The first picture, with the caption it has in this article")
        MediaDetails leadPicture,

        @Schema(required = true) List<MediaDetails> media,

        @Schema(
                type = SchemaType.ARRAY,
                implementation = PortableTextNode.class,
                examples = PortableTextExample.JSON,
                description = "The body as Portable Text (the default of `body=`)")
        RawJson body,

        @Schema(description = "The body as HTML, with `body=html`")
        String bodyHtml,

        @Schema(description = "The body as Markdown, with `body=markdown`")
        String bodyMarkdown,

        @Schema(description = "The body as plain text, with `body=text`")
        String bodyText,

        @Schema(description = "From when on readers see it", examples = "2021-10-11T07:28:00+07:00")
        Instant publishedAt,

        @Schema(description = "Until when they do") Instant expiresAt,

        @Schema(
                description = "When readers first saw it; absent where it was never published",
                examples = "2021-10-11T07:28:00+07:00")
        Instant firstPublishedAt,

        @Schema(
                description =
                        "When its content last changed for readers, at the earliest `publishedAt`: the time to print "
                                + "as \"updated\", and `dateModified` for search engines",
                examples = "2021-10-11T07:28:00+07:00")
        Instant modifiedAt,

        @Schema(required = true, description = "When it was created here, for those who work on it")
        Instant createdAt,

        @Schema(
                required = true,
                description =
                        "When anything about it was last saved, its publication included; for those who work on it")
        Instant updatedAt,

        @Schema(description = "Why it was withdrawn, if it was")
        String withdrawnReason,

        @Schema(description = "How often it was read, with `include=views`", examples = "1984")
        Long views,

        @Schema(
                description = "In the answer to a write only: what of the body was left out, the first 100 of it; "
                        + "absent where nothing was")
        List<ContentWarning> warnings,

        @JsonIgnore @Schema(hidden = true) Instant lastModified)
        implements Representation {

    /** The answer to a write, made of what was written. */
    static ArticleDetails written(Article article, Instant now) {
        return of(ArticleReadModel.of(article), now, EnumSet.of(BodyFormat.PORTABLE_TEXT), false);
    }

    public static ArticleDetails of(ArticleReadModel row, Instant now, Set<BodyFormat> formats, boolean withViews) {
        Supplier<Body> body = () -> Body.of(StrictJson.readBack(row.body(), JsonNode.class));
        var pictures = row.media().stream().collect(Collectors.toMap(MediaDetails::key, MediaDetails::picture));
        Function<String, Optional<Picture>> pictureOf = key -> Optional.ofNullable(pictures.get(key));
        return new ArticleDetails(
                row.id(),
                row.version(),
                row.state().shown(now),
                row.locale(),
                row.slug(),
                row.title(),
                row.lead(),
                row.section(),
                row.tags(),
                row.bylines(),
                row.printedByline(),
                row.leadPicture(),
                row.media(),
                onlyIf(formats.contains(BodyFormat.PORTABLE_TEXT), () -> new RawJson(row.body())),
                onlyIf(formats.contains(BodyFormat.HTML), () -> HtmlWriter.write(body.get(), pictureOf)),
                onlyIf(formats.contains(BodyFormat.MARKDOWN), () -> MarkdownWriter.write(body.get(), pictureOf)),
                onlyIf(formats.contains(BodyFormat.TEXT), () -> TextWriter.write(body.get(), pictureOf)),
                row.state().publishedAt(),
                row.state().expiresAt(),
                row.firstPublishedAt(),
                row.shownModifiedAt(),
                row.createdAt(),
                row.updatedAt(),
                row.state().withdrawnReason(),
                withViews ? row.views() : null,
                null,
                row.lastModified(now));
    }

    /** As the answer to a write. */
    ArticleDetails with(List<ContentWarning> others) {
        return new ArticleDetails(
                id,
                version,
                status,
                locale,
                slug,
                title,
                lead,
                section,
                tags,
                bylines,
                bylineText,
                leadPicture,
                media,
                body,
                bodyHtml,
                bodyMarkdown,
                bodyText,
                publishedAt,
                expiresAt,
                firstPublishedAt,
                modifiedAt,
                createdAt,
                updatedAt,
                withdrawnReason,
                views,
                others.isEmpty() ? null : others,
                lastModified);
    }

    private static <T> T onlyIf(boolean wanted, Supplier<T> value) {
        return wanted ? value.get() : null;
    }

    @Override
    public Stream<String> cacheTags() {
        return ArticleCacheTags.of(id, section, tags, bylines, media.stream());
    }

    @Override
    public boolean exact() {
        return views == null;
    }
}
