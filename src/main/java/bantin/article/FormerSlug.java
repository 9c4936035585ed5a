package bantin.article;

import io.quarkus.hibernate.orm.panache.Panache;
import java.util.Optional;

/** Where articles used to be. A present slug goes before a former one, so a former one may be given to another article. */
public final class FormerSlug {

    private FormerSlug() {}

    static void leave(String locale, String slug, Article article) {
        // The article's new slug and its id must be in the database before something points to them.
        article.persistAndFlush();
        Panache.getSession()
                .createNativeQuery("""
                        insert into former_slug (locale, slug, article_id) values (:locale, :slug, :article)
                        on conflict (locale, slug) do update set article_id = excluded.article_id
                        """)
                .setParameter("locale", locale)
                .setParameter("slug", slug)
                .setParameter("article", article.id)
                .executeUpdate();
    }

    /**
     * The article that last had this slug.
     *
     * @param locale null for any; then {@code preferredLocale} goes first
     */
    public static Optional<Article> find(String slug, String locale, String preferredLocale) {
        return Panache.getSession()
                .createNativeQuery("""
                        select article_id
                          from former_slug
                         where slug = :slug and (cast(:locale as text) is null or locale = :locale)
                         order by locale = :preferred desc, locale
                         limit 1
                        """, Long.class)
                .setParameter("slug", slug)
                .setParameter("locale", locale)
                .setParameter("preferred", preferredLocale)
                .getResultStream()
                .findFirst()
                .map(id -> Article.findById(id));
    }
}
