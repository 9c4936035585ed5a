package bantin.article;

import bantin.access.Caller;
import bantin.database.Row;
import io.quarkus.hibernate.orm.panache.Panache;
import java.time.Instant;
import java.util.List;

/**
 * An article that has a slug, or had it while it was public.
 *
 * @param article null if the response to this caller is 404
 * @param moved whether the article has another slug now
 */
public record SlugMatch(long articleId, boolean moved, ArticleReadModel article) {

    /**
     * All matches, the best first: those in the preferred locale, then articles that have the slug, then those that had
     * it latest.
     *
     * @param locale null for any
     */
    public static List<SlugMatch> find(String slug, String locale, String preferredLocale, Caller caller, Instant now) {
        var query = Row.query(
                        Panache.getSession(),
                        """
                        select shown.*, holder.id as holder_id, holder.moved
                          from (select id, locale, false as moved, null as left_at from article where slug = :slug
                                union all
                                select article_id, locale, true, left_at from slug_redirect where slug = :slug) holder
                          left join lateral (
                        """ + ArticleReadModel.SELECT + ArticleReadModel.BODY + "\nfrom article a"
                                + ArticleReadModel.JOINED + """

                                where a.id = holder.id and\s"""
                                + ArticlePermissions.TOLD + """
                        ) shown on true
                        where cast(:locale as text) is null or holder.locale = :locale
                        order by holder.locale = :preferred desc, holder.locale, holder.moved, holder.left_at desc
                        """)
                .setParameter("slug", slug)
                .setParameter("locale", locale)
                .setParameter("preferred", preferredLocale);
        return ArticlePermissions.bind(query, caller, now).getResultList().stream()
                .map(SlugMatch::of)
                .toList();
    }

    private static SlugMatch of(Row row) {
        return new SlugMatch(
                row.number("holder_id"),
                row.isTrue("moved"),
                row.value("id") == null ? null : ArticleReadModel.of(row));
    }
}
