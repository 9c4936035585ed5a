package bantin.delivery;

import bantin.access.Caller;
import bantin.article.ArticleStatus;
import bantin.article.BylineDetails;
import bantin.article.MediaDetails;
import bantin.article.ShownStatus;
import bantin.http.StrictJson;
import bantin.paging.Listing;
import bantin.section.SectionRef;
import bantin.tag.TagRef;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Lists of articles: one statement, whatever their length, that brings each with all that a teaser shows. */
final class ArticleList {

    private static final String SELECT = """
            select a.id, a.version, a.status, a.locale, a.slug, a.title, a.lead, s.id, s.slug, s.name,
                   a.byline_text, a.published_at, a.created_at, a.updated_at,
                   cast((select json_agg(json_build_object('id', t.id, 'slug', t.slug, 'name', t.name)
                                         order by at.position)
                           from article_tag at
                           join tag t on t.id = at.tag_id
                          where at.article_id = a.id) as text),
                   cast((select json_agg(json_build_object(
                                             'name', coalesce(b.name, c.name),
                                             'role', b.role,
                                             'contributor', case when c.id is not null then json_build_object(
                                                 'id', c.id, 'slug', c.slug, 'name', c.name, 'kind', c.kind) end)
                                         order by b.position)
                           from byline b
                           left join contributor c on c.id = b.contributor_id
                          where b.article_id = a.id) as text),
                   cast((select json_agg(json_build_object(
                                             'key', u.key,
                                             'caption', coalesce(u.caption, m.caption),
                                             'credit', coalesce(u.credit, m.credit),
                                             'alt', coalesce(u.alt, m.alt),
                                             'asset', json_build_object('id', m.id, 'url', m.url, 'kind', m.kind,
                                                                        'width', m.width, 'height', m.height))
                                         order by u.position)
                           from media_caption u
                           join media_asset m on m.id = u.asset_id
                          where u.article_id = a.id) as text)""";

    private static final String FROM = """

            from article a
            join section s on s.id = a.section_id
            left join view_count v on v.article_id = a.id""";

    private static final int COLUMNS = 17;

    private ArticleList() {}

    /** What {@code filter} leaves of the articles that the caller may see. */
    static Listing of(ArticleParameters.Filter filter, Caller caller, Instant now) {
        var list = Listing.ofColumns(
                SELECT
                        + (filter.include().contains("body") ? ",\n       a.body" : "")
                        + (filter.include().contains("views") ? ",\n       coalesce(v.total, 0)" : ""),
                FROM,
                "a.id");
        list.where(filter.statuses().stream()
                .map(status -> "(" + status.condition + ")")
                .collect(Collectors.joining(" or ", "(", ")")));
        if (!filter.isOfReaders() && !caller.isEditor()) {
            list.where("(" + ShownStatus.published.condition + " or a.owner_id = :key)")
                    .with("key", caller.keyId());
        }
        list.withIfUsed("now", now);
        return list.whereIfAny("""
                        a.section_id in (
                            with recursive below as (
                                select id from section where slug in (:sections)
                                union
                                select s.id from section s join below on s.parent_id = below.id)
                            select id from below)""", "sections", filter.sections())
                .whereIfAny("""
                        exists (select 1 from article_tag at join tag t on t.id = at.tag_id
                                 where at.article_id = a.id and t.slug in (:tags))""", "tags", filter.tags())
                .whereIfAny("""
                        exists (select 1 from byline b join contributor c on c.id = b.contributor_id
                                 where b.article_id = a.id and c.slug in (:contributors))""", "contributors", filter.contributors())
                .whereIfAny("a.locale in (:locales)", "locales", filter.locales())
                .whereIfAny("a.id in (:ids)", "ids", filter.ids())
                .whereIfGiven("a.published_at > :publishedAfter", "publishedAfter", filter.publishedAfter())
                .whereIfGiven("a.published_at < :publishedBefore", "publishedBefore", filter.publishedBefore())
                .whereIfGiven("a.updated_at > :updatedAfter", "updatedAfter", filter.updatedAfter());
    }

    static ArticleSummary summary(Object[] row, Set<String> include, Instant now) {
        var publishedAt = (Instant) row[11];
        var bylines = list(row[15], BylineDetails[].class);
        var media = list(row[16], MediaDetails[].class);
        var withBody = include.contains("body");
        return new ArticleSummary(
                (Long) row[0],
                (Integer) row[1],
                ShownStatus.of(ArticleStatus.valueOf((String) row[2]), publishedAt, now),
                (String) row[3],
                (String) row[4],
                (String) row[5],
                (String) row[6],
                new SectionRef((Long) row[7], (String) row[8], (String) row[9]),
                list(row[14], TagRef[].class),
                bylines,
                BylineDetails.printed((String) row[10], bylines),
                media.stream().filter(MediaDetails::isPicture).findFirst().orElse(null),
                publishedAt,
                (Instant) row[12],
                (Instant) row[13],
                include.contains("media") ? media : null,
                withBody ? StrictJson.readBack((String) row[COLUMNS], JsonNode.class) : null,
                include.contains("views") ? (Long) row[withBody ? COLUMNS + 1 : COLUMNS] : null);
    }

    private static <T> List<T> list(Object json, Class<T[]> type) {
        return json == null ? List.of() : Arrays.asList(StrictJson.readBack((String) json, type));
    }
}
