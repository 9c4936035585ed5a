package bantin.search;

import bantin.article.ArticleRow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.hibernate.Session;

/**
 * What a reader of an article may want to read next: published articles in its language that share its tags, its section, or pairs of
 * words of its title that few titles have (a Vietnamese word is often two; where words are known to be one, one is enough). For each of these the newest are looked at, and of all of them those that share most are taken, newer ones
 * before older ones.
 */
@ApplicationScoped
public class RelatedArticles {

    /**
     * What a shared tag, word or pair of words, and section count, and how many articles are looked at for each. In a large archive what seven
     * of the newest titles have is in more than a hundred of all; to count these would take the longer the more they are.
     */
    private static final String SQL =
            """
            with me as materialized (
                select id, section_id, locale, title, published_at from article where id = :id),
            tagged as materialized (
                select tag_id from article_tag where article_id = :id),
            newest as materialized (
                select words from suggestion
                 where kind = 'article' and published_at <= :now
                 order by published_at desc, entity_id desc limit 300),
            word as materialized (
                select query
                  from (select query
                          from (select cast(quote_literal(lexeme) as tsquery) as query
                                  from me, unnest(tsvector_to_array(suggestion_words(me.title, null))) l (lexeme)
                                 where lexeme like '%\\_%'
                                    or not starts_with(lexeme, '=') and search_stemmer(me.locale) is not null
                                 offset 0) p
                         where not :isLarge or (select count(*) from (select from newest where words @@ p.query limit 7) f) < 7
                         offset 0) seldom
                 cross join lateral (select titles_that_have(seldom.query, :id) as titles) known
                 where titles between 1 and 100
                 order by titles
                 limit 5),
            candidate as (
                select t.article_id as id
                  from tagged
                 cross join lateral (
                       select x.article_id from article_tag x
                        where x.tag_id = tagged.tag_id and x.published_at <= :now
                        order by x.published_at desc, x.article_id desc limit 60) t
                union
                select s.id
                  from me
                 cross join lateral (
                       select a.id from article a
                        where a.status = 'published' and a.section_id = me.section_id and a.published_at <= :now
                        order by a.published_at desc, a.id desc limit 60) s
                union
                select w.entity_id
                  from word
                 cross join lateral (
                       -- by its words, and not in its order, in which few are found late
                       select entity_id
                         from (select s.entity_id, s.published_at from suggestion s
                                where s.kind = 'article' and s.words @@ word.query and s.published_at <= :now
                               offset 0) p
                        order by published_at desc, entity_id desc limit 60) w),
            page as (
                select f.article_id as id,
                       ((select count(*) from unnest(f.tags) t (tag_id) join tagged using (tag_id)) * 3
                        + (select count(*) from word where s.words @@ word.query) * 2
                        + case when f.section_id = me.section_id then 1 else 0 end)
                       * (0.3 + 0.7 * power(0.5, least(cast(greatest(extract(epoch from :now - f.published_at), 0) as float8)
                                                       / (365.25 * 86400), 100)))
                       as score
                  from me
                 cross join candidate c
                  join article_search f on f.article_id = c.id
                  join suggestion s on s.kind = 'article' and s.entity_id = c.id
                 where f.article_id <> me.id and f.locale = me.locale
                   and f.published_at <= :now and (f.expires_at is null or f.expires_at > :now)
                 order by score desc, id desc
                 limit :limit)
            """ + ArticleRow.SELECT + ArticleRow.NO_BODY + "\nfrom page\njoin article a on a.id = page.id"
                    + ArticleRow.JOINED + "\norder by page.score desc, page.id desc";

    @Inject
    Session database;

    @Inject
    Windows windows;

    /** The most related first. */
    public List<ArticleRow> of(long id, int limit, Instant now) {
        return database
                .createNativeQuery(SQL, Object[].class)
                .setParameter("id", id)
                .setParameter("now", now)
                .setParameter("limit", limit)
                .setParameter("isLarge", windows.behind(Windows.LEAST, now) != null)
                .setTimeout(ArticleSearch.TIMEOUT_SECONDS)
                .getResultList()
                .stream()
                .map(ArticleRow::of)
                .toList();
    }
}
