package bantin.article;

import io.quarkus.hibernate.orm.panache.Panache;

/** Where articles used to be. A present slug goes before a former one, so a former one may be given to another article. */
final class FormerSlug {

    private FormerSlug() {}

    static void leave(String locale, String slug, Article article) {
        // The article's new slug and its id must be in the database before something points to them.
        article.persistAndFlush();
        Panache.getSession()
                .createNativeMutationQuery("""
                        insert into former_slug (locale, slug, article_id) values (:locale, :slug, :article)
                        on conflict (locale, slug) do update set article_id = excluded.article_id
                        """)
                .setParameter("locale", locale)
                .setParameter("slug", slug)
                .setParameter("article", article.id)
                .executeUpdate();
    }
}
