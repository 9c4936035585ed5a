package bantin.article;

import bantin.access.Caller;
import bantin.body.Body;
import bantin.body.TextWriter;
import bantin.crud.VersionedEntity;
import bantin.json.JsonStorage;
import bantin.section.SectionRef;
import bantin.tag.TagRef;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.hibernate.orm.panache.Panache;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An article with everything that it shows, as one SQL statement brings it: in one round trip, and consistent in itself
 * whatever is written meanwhile.
 *
 * @param modifiedAt when its content last changed after readers had first seen it; null where it has not
 * @param partsUpdatedAt when a section, tag, contributor or asset that it shows was last edited; null where none was since
 *     it was created
 * @param bylineText as it was sent; null where it is joined from the bylines
 * @param body Portable Text as JSON; null where it was not asked for
 */
public record ArticleReadModel(
        Long id,
        Integer version,
        PublicationState state,
        String locale,
        String slug,
        String title,
        String lead,
        SectionRef section,
        String bylineText,
        Instant firstPublishedAt,
        Instant modifiedAt,
        Instant createdAt,
        Instant updatedAt,
        Instant partsUpdatedAt,
        Long views,
        List<TagRef> tags,
        List<BylineDetails> bylines,
        List<MediaDetails> media,
        String body) {

    /** Without the body: no list needs it unless it is asked to. */
    public static final String SELECT = """
            select a.id, a.version, a.status, a.trashed_from, a.published_at, a.expires_at, a.withdrawn_reason,
                   a.owner_id,
                   a.locale, a.slug, a.title, a.lead, s.id, s.slug, s.name,
                   case when s.parent_id is not null then cast(section_reference(s.parent_id) as text) end,
                   a.byline_text, a.first_published_at, a.modified_at, a.created_at, a.updated_at,
                   greatest(case when s.version > 1 then s.updated_at end,
                            tags.updated_at, bylines.updated_at, media.updated_at),
                   coalesce(v.total, 0), cast(tags.list as text), cast(bylines.list as text), cast(media.list as text)""";

    public static final String BODY = ", a.body";
    public static final String NO_BODY = ", cast(null as text)";

    /** How many columns they are together. */
    public static final int COLUMNS = 27;

    /** What is joined with the article {@code a}. */
    public static final String JOINED = """

            join section s on s.id = a.section_id
            left join view_count v on v.article_id = a.id
            cross join lateral (
                select max(t.updated_at) filter (where t.version > 1) as updated_at,
                       json_agg(json_build_object('id', t.id, 'slug', t.slug, 'name', t.name) order by at.position) as list
                  from article_tag at
                  join tag t on t.id = at.tag_id
                 where at.article_id = a.id) tags
            cross join lateral (
                select max(c.updated_at) filter (where c.version > 1) as updated_at,
                       json_agg(json_build_object(
                                    'name', coalesce(b.name, c.name),
                                    'role', b.role,
                                    'contributor', case when c.id is not null then json_build_object(
                                        'id', c.id, 'slug', c.slug, 'name', c.name, 'kind', c.kind) end)
                                order by b.position) as list
                  from byline b
                  left join contributor c on c.id = b.contributor_id
                 where b.article_id = a.id) bylines
            cross join lateral (
                select max(m.updated_at) filter (where m.version > 1) as updated_at,
                       json_agg(json_build_object(
                                    'key', u.key,
                                    'caption', coalesce(u.caption, m.caption),
                                    'credit', coalesce(u.credit, m.credit),
                                    'alt', coalesce(u.alt, m.alt),
                                    'asset', json_build_object('id', m.id, 'url', m.url, 'kind', m.kind,
                                                               'width', m.width, 'height', m.height))
                                order by u.position) as list
                  from media_caption u
                  join media_asset m on m.id = u.asset_id
                 where u.article_id = a.id) media""";

    public static Optional<ArticleReadModel> find(long id) {
        return Panache.getSession()
                .createNativeQuery(SELECT + BODY + "\nfrom article a" + JOINED + "\nwhere a.id = :id", Object[].class)
                .setParameter("id", id)
                .getResultList()
                .stream()
                .findFirst()
                .map(ArticleReadModel::of);
    }

    /** Finds it for a caller; empty where the caller is told nothing of it. */
    public static Optional<ArticleReadModel> find(long id, Caller caller, Instant now) {
        var query = Panache.getSession()
                .createNativeQuery(
                        SELECT + BODY + "\nfrom article a" + JOINED + "\nwhere a.id = :id and "
                                + ArticlePermissions.TOLD,
                        Object[].class)
                .setParameter("id", id);
        return ArticlePermissions.bind(query, caller, now).getResultList().stream()
                .findFirst()
                .map(ArticleReadModel::of);
    }

    /** @param columns in the order of {@link #SELECT} and {@link #BODY}; more may follow */
    public static ArticleReadModel of(Object[] columns) {
        return new ArticleReadModel(
                (Long) columns[0],
                (Integer) columns[1],
                PublicationState.of(Arrays.copyOfRange(columns, 2, 8)),
                (String) columns[8],
                (String) columns[9],
                (String) columns[10],
                (String) columns[11],
                new SectionRef(
                        (Long) columns[12], (String) columns[13], (String) columns[14], parentIn((String) columns[15])),
                (String) columns[16],
                (Instant) columns[17],
                (Instant) columns[18],
                (Instant) columns[19],
                (Instant) columns[20],
                (Instant) columns[21],
                ((Number) columns[22]).longValue(),
                list(columns[23], TagRef[].class),
                list(columns[24], BylineDetails[].class),
                list(columns[25], MediaDetails[].class),
                (String) columns[26]);
    }

    /** An article as it was just written, without asking the database for it again; it has not been read yet. */
    static ArticleReadModel of(Article article) {
        var credited = article.bylines.stream().map(byline -> byline.contributor);
        var assets = article.media.stream().map(use -> use.asset);
        var parts = Stream.of(Stream.of(article.section), article.tags.stream(), credited, assets)
                .<VersionedEntity>flatMap(each -> each);
        return new ArticleReadModel(
                article.id,
                article.version,
                article.state(),
                article.locale,
                article.slug,
                article.title,
                article.lead,
                SectionRef.of(article.section),
                article.bylineText,
                article.firstPublishedAt,
                article.modifiedAt,
                article.createdAt,
                article.updatedAt,
                parts.filter(part -> part != null && part.version > 1)
                        .map(part -> part.updatedAt)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                0L,
                article.tags.stream().map(TagRef::of).toList(),
                article.bylines.stream().map(BylineDetails::of).toList(),
                article.media.stream().map(MediaDetails::of).toList(),
                article.body.toJson().toString());
    }

    private static SectionRef parentIn(String json) {
        return json == null ? null : JsonStorage.read(json, SectionRef.class);
    }

    private static <T> List<T> list(Object json, Class<T[]> type) {
        return json == null ? List.of() : Arrays.asList(JsonStorage.read((String) json, type));
    }

    /** Everything that it shows, itself included. */
    public Stream<String> cacheTags() {
        return ArticleCacheTags.of(id, section, tags, bylines, media.stream());
    }

    /** The text of the body without its pictures; it must have been asked for. */
    public String bodyText() {
        return TextWriter.write(Body.of(JsonStorage.read(body, JsonNode.class)), key -> Optional.empty());
    }

    /** When its content last changed for its readers; null where it was never published. */
    public Instant shownModifiedAt() {
        return firstPublishedAt == null ? null : latest(state.publishedAt(), modifiedAt);
    }

    /**
     * When what is answered last changed: for readers with the content, or with something that it shows; for those who work on
     * what is not public with each save.
     */
    Instant lastModified(Instant now) {
        return latest(state.isVisible(now) ? latest(state.publishedAt(), modifiedAt) : updatedAt, partsUpdatedAt);
    }

    private static Instant latest(Instant one, Instant other) {
        return one == null || other != null && other.isAfter(one) ? other : one;
    }

    /** The first picture, as it is shown here; null where there is none. */
    public MediaDetails leadPicture() {
        return media.stream().filter(MediaDetails::isPicture).findFirst().orElse(null);
    }

    /** What stands under it: exactly what was sent, or the names of those who are credited. */
    public String printedByline() {
        if (bylineText != null || bylines.isEmpty()) {
            return bylineText;
        }
        return String.join(", ", bylines.stream().map(BylineDetails::name).toList());
    }
}
