package bantin.article;

import bantin.access.Caller;
import bantin.body.Body;
import bantin.body.HtmlWriter;
import bantin.body.MarkdownWriter;
import bantin.body.Picture;
import bantin.body.TextWriter;
import bantin.http.Representation;
import bantin.json.JsonStorage;
import bantin.json.RawJson;
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

@Schema(description = "An article with everything that a front end needs to render its page")
public record ArticleDetails(
        @Schema(examples = "42", required = true) Long id,

        @Schema(description = "The version to send in `If-Match` with an edit", examples = "3", required = true)
        Integer version,

        @Schema(required = true) EffectiveStatus status,

        @Schema(
                description = "The number of the revision that readers get, or will get; absent if the article is not "
                        + "published. Only for callers who may read `version=draft`.",
                examples = "3")
        Integer liveRevision,

        @Schema(
                description = "The number of the latest revision. Only for callers who may read `version=draft`.",
                examples = "4")
        Integer latestRevision,

        @Schema(
                description = "Whether readers do not get the latest revision. Only for callers who may read "
                        + "`version=draft`.",
                examples = "true")
        Boolean hasUnpublishedChanges,

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

        @Schema(description = "The first picture, with its caption in this article")
        MediaDetails leadPicture,

        @Schema(required = true) List<MediaDetails> media,

        @Schema(required = true, description = "What was wrong and is corrected now, in the order of time")
        List<CorrectionDetails> corrections,

        @Schema(
                type = SchemaType.ARRAY,
                implementation = PortableTextNode.class,
                examples = PortableTextExample.JSON,
                description = "The body as Portable Text; present by default and with `body=portable-text`")
        RawJson body,

        @Schema(description = "The body as HTML; present with `body=html`")
        String bodyHtml,

        @Schema(description = "The body as Markdown; present with `body=markdown`")
        String bodyMarkdown,

        @Schema(description = "The body as plain text; present with `body=text`")
        String bodyText,

        @Schema(description = "The time from which the article is public", examples = "2021-10-11T07:28:00+07:00")
        Instant publishedAt,

        @Schema(description = "The time at which the article stops being public")
        Instant expiresAt,

        @Schema(
                description = "The time of the first publication; absent if the article was never published",
                examples = "2021-10-11T07:28:00+07:00")
        Instant firstPublishedAt,

        @Schema(
                description =
                        "The time of the last change to the published content, never before `publishedAt`. Show it as "
                                + "\"updated\", and use it as `dateModified` for search engines.",
                examples = "2021-10-11T07:28:00+07:00")
        Instant modifiedAt,

        @Schema(required = true, description = "The time at which the article was created in the CMS; for editors")
        Instant createdAt,

        @Schema(
                required = true,
                description = "The time of the last change to the article, status changes included; for editors")
        Instant updatedAt,

        @Schema(description = "The reason for the withdrawal; absent if the article was not withdrawn")
        String withdrawnReason,

        @Schema(description = "The legal hold, if there is one; only for editors and admins")
        LegalHold legalHold,

        @Schema(description = "The number of views; present with `include=views`", examples = "1984")
        Long views,

        @Schema(
                description =
                        "The parts of the body that the server removed or replaced, at most 100. Present only in the "
                                + "response to a write, and only if there are any.")
        List<ContentWarning> warnings,

        @JsonIgnore @Schema(hidden = true) Instant lastModified)
        implements Representation {

    /** The response to a change of the status, made from the entities. Corrections are queried, if there are any. */
    static ArticleDetails written(Article article, Caller caller, Instant now) {
        return of(
                ArticleReadModel.of(article, article, caller), now, EnumSet.of(BodyFormat.PORTABLE_TEXT), false, true);
    }

    /** The response to a save, which may have gone to the working copy. */
    static ArticleDetails saved(Article article, Caller caller, Instant now) {
        return of(
                ArticleReadModel.of(article, article.latest(), caller),
                now,
                EnumSet.of(BodyFormat.PORTABLE_TEXT),
                false,
                true);
    }

    /** What a client may have read and sends back with changes: also the text of the body, which cannot be written. */
    static ArticleDetails toReplace(Article article, Caller caller, Instant now) {
        return of(
                ArticleReadModel.of(article, article.latest(), caller),
                now,
                EnumSet.of(BodyFormat.PORTABLE_TEXT, BodyFormat.TEXT),
                false,
                true);
    }

    /** @param isTold whether the caller is told which revisions there are */
    public static ArticleDetails of(
            ArticleReadModel row, Instant now, Set<BodyFormat> formats, boolean withViews, boolean isTold) {
        Supplier<Body> body = () -> Body.of(JsonStorage.read(row.body(), JsonNode.class));
        var pictures = row.media().stream().collect(Collectors.toMap(MediaDetails::key, MediaDetails::picture));
        Function<String, Optional<Picture>> pictureOf = key -> Optional.ofNullable(pictures.get(key));
        return new ArticleDetails(
                row.id(),
                row.version(),
                row.state().shown(now),
                isTold ? row.liveRevision() : null,
                isTold ? row.latestRevision() : null,
                isTold ? row.hasUnpublishedChanges() : null,
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
                row.corrections(),
                onlyIf(formats.contains(BodyFormat.PORTABLE_TEXT), () -> new RawJson(row.body())),
                onlyIf(formats.contains(BodyFormat.HTML), () -> HtmlWriter.write(body.get(), pictureOf)),
                onlyIf(formats.contains(BodyFormat.MARKDOWN), () -> MarkdownWriter.write(body.get(), pictureOf)),
                onlyIf(formats.contains(BodyFormat.TEXT), () -> TextWriter.write(body.get(), pictureOf)),
                row.publishedAt(),
                row.expiresAt(),
                row.firstPublishedAt(),
                row.shownModifiedAt(),
                row.createdAt(),
                row.updatedAt(),
                row.state().withdrawnReason(),
                row.legalHold(),
                withViews ? row.views() : null,
                null,
                row.lastModified(now));
    }

    /** The response to a write, with the warnings of the body. */
    ArticleDetails with(List<ContentWarning> others) {
        return new ArticleDetails(
                id,
                version,
                status,
                liveRevision,
                latestRevision,
                hasUnpublishedChanges,
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
                corrections,
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
                legalHold,
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
