package bantin.article;

import io.quarkus.hibernate.orm.panache.Panache;
import java.util.List;

/**
 * An article that has a slug, or had it.
 *
 * @param moved whether it only had it
 */
public record SlugHolder(ArticleRow article, boolean moved) {

    /**
     * All who may be meant, the likeliest first: in the preferred locale before others, who has it before who had it.
     *
     * @param locale null for any
     */
    public static List<SlugHolder> find(String slug, String locale, String preferredLocale) {
        return Panache.getSession()
                .createNativeQuery(ArticleRow.SELECT + ArticleRow.BODY + """
                        , holder.moved
                        from (select id, locale, false as moved from article where slug = :slug
                              union all
                              select article_id, locale, true from former_slug where slug = :slug) holder
                        join article a on a.id = holder.id""" + ArticleRow.JOINED + """

                        where cast(:locale as text) is null or holder.locale = :locale
                        order by holder.locale = :preferred desc, holder.locale, holder.moved
                        """, Object[].class)
                .setParameter("slug", slug)
                .setParameter("locale", locale)
                .setParameter("preferred", preferredLocale)
                .getResultList()
                .stream()
                .map(columns -> new SlugHolder(ArticleRow.of(columns), (Boolean) columns[columns.length - 1]))
                .toList();
    }
}
