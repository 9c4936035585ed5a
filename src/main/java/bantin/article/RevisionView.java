package bantin.article;

import bantin.contributor.Contributor;
import bantin.contributor.ContributorRef;
import bantin.media.AssetRef;
import bantin.media.MediaAsset;
import bantin.section.Section;
import bantin.section.SectionRef;
import bantin.tag.Tag;
import bantin.tag.TagRef;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A revision as a full article: what it says, with the names that its section, tags, contributors and assets have
 * today. What was deleted since is left out; for a deleted section the one of the article stands. It takes at most four
 * statements, whatever the revision refers to.
 */
final class RevisionView {

    private final Revision revision;
    private final ArticleContent content;

    private RevisionView(Revision revision) {
        this.revision = revision;
        this.content = revision.content();
    }

    /** @param article whose identity, status, times and views it has */
    static ArticleReadModel of(Revision revision, ArticleReadModel article) {
        return new RevisionView(revision).of(article);
    }

    private ArticleReadModel of(ArticleReadModel article) {
        return new ArticleReadModel(
                article.id(),
                article.version(),
                article.state(),
                article.latestRevision(),
                article.liveRevision(),
                true,
                content.locale(),
                content.slug(),
                content.title(),
                content.lead(),
                Section.findWithAncestors(revision.sectionId)
                        .map(SectionRef::of)
                        .orElse(article.section()),
                content.bylineText(),
                article.publishedAt(),
                article.expiresAt(),
                article.firstPublishedAt(),
                article.modifiedAt(),
                article.createdAt(),
                article.updatedAt(),
                null,
                article.views(),
                tags(),
                bylines(),
                media(),
                content.body().toString(),
                article.corrections(),
                article.legalHold());
    }

    private List<TagRef> tags() {
        var tags = Revision.byId(Tag.<Tag>findByIds(List.of(revision.tagIds)));
        return Stream.of(revision.tagIds)
                .map(tags::get)
                .filter(Objects::nonNull)
                .map(TagRef::of)
                .toList();
    }

    /** A byline whose contributor was deleted has only its own name; without one, nobody is left to name. */
    private List<BylineDetails> bylines() {
        var credited = Arrays.stream(revision.contributorIds)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        var contributors = Revision.byId(Contributor.<Contributor>findByIds(credited));
        return IntStream.range(0, revision.contributorIds.length)
                .mapToObj(i -> byline(
                        content.bylines().get(i),
                        ContributorRef.of(
                                revision.contributorIds[i] == null
                                        ? null
                                        : contributors.get(revision.contributorIds[i]))))
                .filter(byline -> byline.name() != null)
                .toList();
    }

    private static BylineDetails byline(NewByline byline, ContributorRef contributor) {
        var name = byline.name() != null || contributor == null ? byline.name() : contributor.name();
        return new BylineDetails(name, byline.role(), contributor);
    }

    private List<MediaDetails> media() {
        var assets = content.media().stream().map(NewMedia::asset).toList();
        var found = MediaAsset.findAll(
                assets.stream()
                        .map(NewMedia.WantedAsset::id)
                        .filter(Objects::nonNull)
                        .toList(),
                assets.stream()
                        .map(NewMedia.WantedAsset::url)
                        .filter(Objects::nonNull)
                        .toList());
        var byId = Revision.byId(found);
        var byUrl = found.stream().collect(Collectors.toMap(asset -> asset.url, Function.identity()));
        return content.media().stream()
                .map(use -> media(
                        use,
                        byId.getOrDefault(
                                use.asset().id(), byUrl.get(use.asset().url()))))
                .filter(Objects::nonNull)
                .toList();
    }

    private static MediaDetails media(NewMedia use, MediaAsset asset) {
        return asset == null
                ? null
                : new MediaDetails(
                        use.key(),
                        AssetRef.of(asset),
                        use.caption() != null ? use.caption() : asset.caption,
                        use.credit() != null ? use.credit() : asset.credit,
                        use.alt() != null ? use.alt() : asset.alt);
    }
}
