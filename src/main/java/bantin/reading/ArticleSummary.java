package bantin.reading;

import bantin.access.Caller;
import bantin.article.ArticleCacheTags;
import bantin.article.ArticlePermissions;
import bantin.article.ArticleReadModel;
import bantin.article.BylineDetails;
import bantin.article.EffectiveStatus;
import bantin.article.MediaDetails;
import bantin.article.PortableTextExample;
import bantin.article.PortableTextNode;
import bantin.http.Representation;
import bantin.json.RawJson;
import bantin.reading.ArticleParameters.Include;
import bantin.search.Highlights;
import bantin.section.SectionRef;
import bantin.tag.TagRef;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "An article in a list, with everything that a teaser needs")
public record ArticleSummary(
        @Schema(examples = "42", required = true) Long id,
        @Schema(examples = "3", required = true) Integer version,
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

        @Schema(examples = "2021-10-11T07:28:00+07:00") Instant publishedAt,

        @Schema(description = "The time at which the article stops being public")
        Instant expiresAt,

        @Schema(
                description = "The time of the first publication. Absent if the article was never public.",
                examples = "2021-10-11T07:28:00+07:00")
        Instant firstPublishedAt,

        @Schema(
                description = "The time of the last change to the public content, never before `publishedAt`",
                examples = "2021-10-11T07:28:00+07:00")
        Instant modifiedAt,

        @Schema(
                required = true,
                description = "The time at which the article was created in this system, for editorial use")
        Instant createdAt,

        @Schema(required = true, description = "The time at which the article was last saved, for editorial use")
        Instant updatedAt,

        @Schema(description = "All media of the article, with `include=media`")
        List<MediaDetails> media,

        @Schema(
                type = SchemaType.ARRAY,
                implementation = PortableTextNode.class,
                examples = PortableTextExample.JSON,
                description = "The body as Portable Text, with `include=body`")
        RawJson body,

        @Schema(description = "The number of views, with `include=views`", examples = "1984")
        Long views,

        @Schema(description = "The matches of `q`, with `include=highlights`")
        Highlights highlights)
        implements Representation {

    /**
     * @param include what is added to a teaser
     * @param highlights null if there are none
     * @param caller is told which revisions there are of articles whose latest revision it may see
     */
    static ArticleSummary of(
            ArticleReadModel row, Set<Include> include, Highlights highlights, Instant now, Caller caller) {
        var isTold = ArticlePermissions.maySeeLatest(row.state(), caller);
        return new ArticleSummary(
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
                row.publishedAt(),
                row.expiresAt(),
                row.firstPublishedAt(),
                row.shownModifiedAt(),
                row.createdAt(),
                row.updatedAt(),
                include.contains(Include.media) ? row.media() : null,
                include.contains(Include.body) ? new RawJson(row.body()) : null,
                include.contains(Include.views) ? row.views() : null,
                highlights);
    }

    @Override
    public Stream<String> cacheTags() {
        var shown = media != null ? media.stream() : Stream.ofNullable(leadPicture);
        return ArticleCacheTags.of(id, section, tags, bylines, shown);
    }

    @Override
    public boolean exact() {
        return views == null;
    }
}
