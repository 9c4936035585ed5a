package bantin.article;

import bantin.access.Caller;
import bantin.body.Body;
import bantin.body.TextWriter;
import bantin.crud.VersionedEntity;
import bantin.database.Row;
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
 * whatever is written meanwhile. Its content is that of the article, or that of its latest revision, which may be in a
 * working copy.
 *
 * @param version that an edit of what is read must name
 * @param state of the article, which decides who may see it
 * @param latestRevision the number of the latest revision
 * @param liveRevision the number of the revision that readers get; null if the article is not published
 * @param isLatest whether the content was asked for as it is in the latest revision
 * @param publishedAt of the content; that of a working copy is only a wish
 * @param modifiedAt when its content last changed after readers had first seen it; null where it has not
 * @param partsUpdatedAt when a section, tag, contributor or asset that it shows was last edited; null where none was
 *     since it was created
 * @param bylineText as it was sent; null where it is joined from the bylines
 * @param body Portable Text as JSON; null where it was not asked for
 * @param corrections empty in lists
 * @param legalHold null where there is none, in lists, and for callers who are not editors
 */
public record ArticleReadModel(
        Long id,
        Integer version,
        PublicationState state,
        Integer latestRevision,
        Integer liveRevision,
        boolean isLatest,
        String locale,
        String slug,
        String title,
        String lead,
        SectionRef section,
        String bylineText,
        Instant publishedAt,
        Instant expiresAt,
        Instant firstPublishedAt,
        Instant modifiedAt,
        Instant createdAt,
        Instant updatedAt,
        Instant partsUpdatedAt,
        Long views,
        List<TagRef> tags,
        List<BylineDetails> bylines,
        List<MediaDetails> media,
        String body,
        List<CorrectionDetails> corrections,
        LegalHold legalHold) {

    /**
     * Without the body: no list needs it unless it is asked to. {@code a} has the content, {@code main} is the article.
     * Published is what readers get, and they are not told that somebody works on it.
     */
    private static final String COLUMNS = """
            select main.id, main.revision, main.live_revision,
                   main.status, main.trashed_from, main.published_at, main.expires_at, main.withdrawn_reason,
                   main.owner_id,
                   a.locale, a.slug, a.title, a.lead,
                   s.id as section_id, s.slug as section_slug, s.name as section_name,
                   case when s.parent_id is not null then cast(section_reference(s.parent_id) as text) end
                       as section_parent,
                   a.byline_text, main.first_published_at, main.modified_at, main.created_at,
                   greatest(case when s.version > 1 then s.updated_at end,
                            tags.updated_at, bylines.updated_at, media.updated_at) as parts_updated_at,
                   coalesce(v.total, 0) as views,
                   cast(tags.list as text) as tags,
                   cast(bylines.list as text) as bylines,
                   cast(media.list as text) as media""";

    /** The article {@code a} with its own content: what readers get, if it is published. */
    public static final String SELECT = COLUMNS.replace("main.", "a.") + """
            ,
                   coalesce(a.public_version, a.version) as version, a.updated_at""";

    /** The article {@code main} with the content of its latest revision, which is in {@code a}. */
    public static final String SELECT_LATEST = COLUMNS + """
            ,
                   main.version, greatest(main.updated_at, a.updated_at) as updated_at,
                   a.published_at as wished_published_at, a.expires_at as wished_expires_at""";

    /** What is joined with {@code a} so that it is the article or its working copy. */
    public static final String ARTICLE_OF_ROW = "\njoin article main on main.id = coalesce(a.copy_of, a.id)";

    /** Whether the row {@code a} has the content of the latest revision of its article. */
    public static final String IS_LATEST = "(a.live_revision is null or a.copy_of is not null)";

    public static final String BODY = ", a.body";
    public static final String NO_BODY = ", cast(null as text) as body";

    /** With the body, what only single articles show. {@link ArticlePermissions#bind} sets the parameter. */
    private static final String DETAIL_COLUMNS = BODY + """
            ,
                   (select cast(json_agg(json_build_object('number', c.number, 'at', c.at, 'text', c.text)
                                         order by c.at, c.number) as text)
                      from correction c
                     where c.article_id = main.id) as corrections,
                   case when :isEditor then main.legal_hold_reason end as legal_hold_reason,
                   main.legal_hold_since, main.legal_hold_key_id""";

    /** Follows {@link #SELECT}. */
    static final String DETAILS = DETAIL_COLUMNS.replace("main.", "a.");

    /** Follows {@link #SELECT_LATEST}. */
    static final String DETAILS_LATEST = DETAIL_COLUMNS;

    private static final String PARTS = """

            join section s on s.id = a.section_id
            left join view_count v on v.article_id = main.id
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

    /** What is joined for {@link #SELECT}. */
    public static final String JOINED = PARTS.replace("main.", "a.");

    /** What is joined for {@link #SELECT_LATEST}. */
    public static final String JOINED_LATEST = ARTICLE_OF_ROW + PARTS;

    private static final String TOLD_BY_ID =
            SELECT + DETAILS + "\nfrom article a" + JOINED + "\nwhere a.id = :id and " + ArticlePermissions.TOLD;

    private static final String LATEST_BY_ID = SELECT_LATEST + DETAILS_LATEST + "\nfrom article a" + JOINED_LATEST
            + "\nwhere a.id = (select r.id from article r where r.copy_of = :id union all"
            + " select r.id from article r where r.id = :id and r.copy_of is null limit 1)";
    private static final String TOLD_LATEST_BY_ID = LATEST_BY_ID + "\n  and " + ArticlePermissions.TOLD_LATEST;

    /** Finds it for a caller; empty where the caller is told nothing of it. */
    public static Optional<ArticleReadModel> find(long id, Caller caller, Instant now) {
        var query = Row.query(Panache.getSession(), TOLD_BY_ID).setParameter("id", id);
        return ArticlePermissions.bind(query, caller, now).getResultList().stream()
                .findFirst()
                .map(ArticleReadModel::ofDetails);
    }

    /** Finds its latest revision for a caller; empty where the caller may not see it. */
    public static Optional<ArticleReadModel> findLatest(long id, Caller caller) {
        var query = Row.query(Panache.getSession(), TOLD_LATEST_BY_ID).setParameter("id", id);
        return ArticlePermissions.bind(query, caller).getResultList().stream()
                .findFirst()
                .map(ArticleReadModel::ofLatestDetails);
    }

    /** Finds its latest revision for the bearer of a preview's token, without what only editors see. */
    static Optional<ArticleReadModel> findLatestForPreview(long id) {
        return Row.query(Panache.getSession(), LATEST_BY_ID)
                .setParameter("id", id)
                .setParameter("isEditor", false)
                .getResultList()
                .stream()
                .findFirst()
                .map(ArticleReadModel::ofLatestDetails);
    }

    /** @param row with the columns of {@link #SELECT} and {@link #BODY} or {@link #NO_BODY} */
    public static ArticleReadModel of(Row row) {
        return of(row, false, List.of(), null);
    }

    /** @param row with the columns of {@link #SELECT} and {@link #DETAILS} */
    static ArticleReadModel ofDetails(Row row) {
        return of(row, false, list(row.text("corrections"), CorrectionDetails[].class), holdIn(row));
    }

    /** @param row with the columns of {@link #SELECT_LATEST} and {@link #BODY} or {@link #NO_BODY} */
    public static ArticleReadModel ofLatest(Row row) {
        return of(row, true, List.of(), null);
    }

    /** @param row with the columns of {@link #SELECT_LATEST} and {@link #DETAILS_LATEST} */
    static ArticleReadModel ofLatestDetails(Row row) {
        return of(row, true, list(row.text("corrections"), CorrectionDetails[].class), holdIn(row));
    }

    private static LegalHold holdIn(Row row) {
        var reason = row.text("legal_hold_reason");
        return reason == null
                ? null
                : new LegalHold(reason, row.time("legal_hold_since"), row.get("legal_hold_key_id", Long.class));
    }

    private static ArticleReadModel of(
            Row row, boolean isLatest, List<CorrectionDetails> corrections, LegalHold legalHold) {
        var state = PublicationState.of(row);
        var latestRevision = row.get("revision", Integer.class);
        var liveRevision = row.get("live_revision", Integer.class);
        return new ArticleReadModel(
                row.number("id"),
                row.get("version", Integer.class),
                state,
                latestRevision,
                state.status() != ArticleStatus.published || liveRevision != null ? liveRevision : latestRevision,
                isLatest,
                row.text("locale"),
                row.text("slug"),
                row.text("title"),
                row.text("lead"),
                new SectionRef(
                        row.number("section_id"),
                        row.text("section_slug"),
                        row.text("section_name"),
                        parentIn(row.text("section_parent"))),
                row.text("byline_text"),
                row.time(isLatest ? "wished_published_at" : "published_at"),
                row.time(isLatest ? "wished_expires_at" : "expires_at"),
                row.time("first_published_at"),
                row.time("modified_at"),
                row.time("created_at"),
                row.time("updated_at"),
                row.time("parts_updated_at"),
                row.number("views"),
                list(row.text("tags"), TagRef[].class),
                list(row.text("bylines"), BylineDetails[].class),
                list(row.text("media"), MediaDetails[].class),
                row.text("body"),
                corrections,
                legalHold);
    }

    /**
     * An article as it was just written, without asking the database for it again; it has not been read yet.
     *
     * @param row with the content: the article or its working copy
     */
    static ArticleReadModel of(Article article, Article row, Caller caller) {
        var credited = row.bylines.stream().map(byline -> byline.contributor);
        var assets = row.media.stream().map(use -> use.asset);
        var parts = Stream.of(Stream.of(row.section), row.tags.stream(), credited, assets)
                .<VersionedEntity>flatMap(each -> each);
        return new ArticleReadModel(
                article.id,
                row == article ? article.shownVersion() : article.version,
                article.state(),
                article.revision,
                article.publishedRevision(),
                row != article,
                row.locale,
                row.slug,
                row.title,
                row.lead,
                SectionRef.of(row.section),
                row.bylineText,
                row.publishedAt,
                row.expiresAt,
                article.firstPublishedAt,
                article.modifiedAt,
                article.createdAt,
                row.updatedAt,
                parts.filter(part -> part != null && part.version > 1)
                        .map(part -> part.updatedAt)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                0L,
                row.tags.stream().map(TagRef::of).toList(),
                row.bylines.stream().map(BylineDetails::of).toList(),
                row.media.stream().map(MediaDetails::of).toList(),
                row.body.toJson().toString(),
                article.corrections().list(),
                caller.isEditor() ? article.legalHold : null);
    }

    private static SectionRef parentIn(String json) {
        return json == null ? null : JsonStorage.read(json, SectionRef.class);
    }

    private static <T> List<T> list(String json, Class<T[]> type) {
        return json == null ? List.of() : Arrays.asList(JsonStorage.read(json, type));
    }

    /** Everything that it shows, itself included. */
    public Stream<String> cacheTags() {
        return ArticleCacheTags.of(id, section, tags, bylines, media.stream());
    }

    /** The text of the body without its pictures; it must have been asked for. */
    public String bodyText() {
        return TextWriter.write(Body.of(JsonStorage.read(body, JsonNode.class)), key -> Optional.empty());
    }

    /** Whether its latest revision is not the one that readers get. */
    public boolean hasUnpublishedChanges() {
        return !latestRevision.equals(liveRevision);
    }

    /** When its content last changed for its readers; null where it was never published. */
    public Instant shownModifiedAt() {
        return firstPublishedAt == null ? null : latest(state.publishedAt(), modifiedAt);
    }

    /**
     * When what is answered last changed: for readers with the content, or with something that it shows; for those who
     * work on what is not public with each save.
     */
    Instant lastModified(Instant now) {
        var isAsReadersSeeIt = !isLatest && state.isVisible(now);
        return latest(isAsReadersSeeIt ? latest(state.publishedAt(), modifiedAt) : updatedAt, partsUpdatedAt);
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
