package bantin.search;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import org.hibernate.Session;

/** Finds the titles of published articles that begin with what somebody has typed. */
@ApplicationScoped
class TitlePrefixes {

    /**
     * An index has the titles in alphabetical order. Where many begin so, the first 1,000 are read and the newest 12,000 titles of all are looked
     * at beside them: among these are enough that begin so, unless they are all old.
     */
    private static final String SQL = """
            with asked as materialized (
                select cast(:prefix as text) as prefix, cast(nullif(:spelled, '') as tsquery) as spelled,
                       cast(:now as timestamptz) as moment),
            begun as materialized (
                select * from titles_with_prefix((select prefix from asked), 1000)),
            newest as (
                select entity_id, published_at, expires_at, folded, words
                  from suggestion
                 where kind = 'article' and published_at <= (select moment from asked)
                   and (select count(*) from begun) = 1000
                 order by published_at desc, entity_id desc
                 limit 12000),
            candidate as (
                select entity_id, published_at, expires_at from begun where published_at <= (select moment from asked)
                union
                (select entity_id, published_at, expires_at
                   from newest
                  where starts_with(folded, (select prefix from asked))
                    and (words @@ (select spelled from asked)) is not false
                    and (expires_at is null or expires_at > (select moment from asked))
                  order by published_at desc, entity_id desc
                  limit :limit)),
            best as (
                select c.entity_id, c.published_at,
                       case when (select spelled from asked) is null then true
                            else (select words @@ (select spelled from asked) from suggestion s
                                   where s.kind = 'article' and s.entity_id = c.entity_id) end as is_spelled
                  from candidate c
                 where expires_at is null or expires_at > (select moment from asked)
                 order by is_spelled desc, published_at desc, entity_id desc
                 limit :limit)
            select s.kind, s.entity_id, s.text, s.slug, s.locale
              from best
              join suggestion s on s.kind = 'article' and s.entity_id = best.entity_id
             order by best.is_spelled desc, best.published_at desc, best.entity_id desc""";

    @Inject
    Session database;

    /**
     * Those with the accents that were typed first, in each the newest first.
     *
     * @param prefix words without accents, with a space behind each that is complete
     * @param spelled a query for the words with accents; empty where none has any
     */
    List<Suggestion> find(String prefix, String spelled, int limit, Instant now) {
        return database
                .createNativeQuery(SQL, Tuple.class)
                .setParameter("prefix", prefix)
                .setParameter("spelled", spelled)
                .setParameter("now", now)
                .setParameter("limit", limit)
                .setTimeout(ArticleSearch.TIMEOUT_SECONDS)
                .getResultList()
                .stream()
                .map(Suggestion::of)
                .toList();
    }
}
