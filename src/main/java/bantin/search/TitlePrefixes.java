package bantin.search;

import bantin.database.SqlFragment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.hibernate.Session;

/** Finds the titles of published articles that begin with the typed text. */
@ApplicationScoped
class TitlePrefixes {

    /**
     * An index has the titles in alphabetical order, and the first 1,000 with the prefix are read from it. If there are
     * more, the newest 12,000 titles are filtered by the prefix as well: they have enough matches, unless all matches
     * are old.
     */
    private static final String SQL = """
            with query as materialized (
                select cast(:prefix as text) as prefix, cast(nullif(:spelled, '') as tsquery) as spelled,
                       cast(:now as timestamptz) as moment),
            prefixed as materialized (
                select * from titles_with_prefix((select prefix from query), 1000)),
            newest as (
                select entity_id, published_at, expires_at, folded, words
                  from suggestion
                 where kind = 'article' and published_at <= (select moment from query)
                   and (select count(*) from prefixed) = 1000
                 order by published_at desc, entity_id desc
                 limit 12000),
            candidate as (
                select entity_id, published_at, expires_at from prefixed where published_at <= (select moment from query)
                union
                (select entity_id, published_at, expires_at
                   from newest
                  where starts_with(folded, (select prefix from query))
                    and (words @@ (select spelled from query)) is not false
                    and (expires_at is null or expires_at > (select moment from query))
                  order by published_at desc, entity_id desc
                  limit :limit)),
            best as (
                select c.entity_id, c.published_at,
                       case when (select spelled from query) is null then true
                            else (select words @@ (select spelled from query) from suggestion s
                                   where s.kind = 'article' and s.entity_id = c.entity_id) end as is_spelled
                  from candidate c
                 where expires_at is null or expires_at > (select moment from query)
                 order by is_spelled desc, published_at desc, entity_id desc
                 limit :limit)
            select s.kind, s.entity_id, s.text, s.slug, s.locale
              from best
              join suggestion s on s.kind = 'article' and s.entity_id = best.entity_id
             order by best.is_spelled desc, best.published_at desc, best.entity_id desc""";

    @Inject
    Session database;

    static SqlFragment statement(String prefix, String spelled, int limit, Instant now) {
        return SqlFragment.of(SQL)
                .with("prefix", prefix)
                .with("spelled", spelled)
                .with("now", now)
                .with("limit", limit);
    }

    /**
     * Titles with the typed accents, then others; in each the newest first.
     *
     * @param prefix the typed words without accents, with a space behind each complete word
     * @param spelled a tsquery for the words that were typed with accents; empty if there are none
     * @param limit how many titles are returned at most
     */
    List<Suggestion> find(String prefix, String spelled, int limit, Instant now) {
        return statement(prefix, spelled, limit, now)
                .query(database, ArticleSearch.TIMEOUT_SECONDS)
                .getResultList()
                .stream()
                .map(Suggestion::of)
                .toList();
    }
}
