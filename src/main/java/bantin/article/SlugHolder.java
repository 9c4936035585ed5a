package bantin.article;

import io.quarkus.hibernate.orm.panache.Panache;
import java.util.List;

/**
 * An article that has a slug, or had it.
 *
 * @param moved whether it only had it
 */
public record SlugHolder(long articleId, boolean moved) {

    /**
     * All who may be meant, the likeliest first: in the preferred locale before others, who has it before who had it.
     *
     * @param locale null for any
     */
    public static List<SlugHolder> find(String slug, String locale, String preferredLocale) {
        return Panache.getSession()
                .createNativeQuery("""
                        select id, moved
                          from (select id, locale, false as moved from article where slug = :slug
                                union all
                                select article_id, locale, true from former_slug where slug = :slug) holder
                         where cast(:locale as text) is null or locale = :locale
                         order by locale = :preferred desc, locale, moved
                        """, Object[].class)
                .setParameter("slug", slug)
                .setParameter("locale", locale)
                .setParameter("preferred", preferredLocale)
                .getResultList()
                .stream()
                .map(row -> new SlugHolder((Long) row[0], (Boolean) row[1]))
                .toList();
    }
}
