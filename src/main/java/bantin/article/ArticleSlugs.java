package bantin.article;

import bantin.crud.Slugs;
import io.quarkus.hibernate.orm.panache.Panache;

/** Chooses the slug of a content. A slug that is new for an article is reserved until the transaction ends. */
final class ArticleSlugs {

    private ArticleSlugs() {}

    /**
     * The slug in the content, or else the present one, or else one made from the title. Of the first two only one is
     * reserved, so that two writes that want each other's slugs do not wait for each other.
     *
     * @param latest the row with the latest content of the article
     * @param articleId null for a new article
     * @throws SlugTaken another article, or its working copy, has the slug in the content
     */
    static String choose(ArticleContent content, String locale, Article latest, Long articleId) {
        var wanted = content.slug() != null ? content.slug() : latest.slug;
        if (wanted == null) {
            return free(Slugs.of(content.title(), "article"), locale, articleId);
        }
        if (wanted.equals(latest.slug) && locale.equals(latest.locale)) {
            return wanted;
        }
        var holder = (Long) call("article_slug_holder", wanted, locale, articleId);
        if (holder == null) {
            return wanted;
        }
        if (content.slug() == null) {
            return free(Slugs.of(content.title(), "article"), locale, articleId);
        }
        throw new SlugTaken(Article.<Article>findById(holder), wanted, locale);
    }

    /** The slug, or the slug with the first free number. */
    private static String free(String wanted, String locale, Long articleId) {
        return (String) call("free_article_slug", wanted, locale, articleId);
    }

    private static Object call(String function, String slug, String locale, Long articleId) {
        return Panache.getSession()
                .createNativeQuery("select " + function + "(:locale, :slug, :id)", Object.class)
                .setParameter("locale", locale)
                .setParameter("slug", slug)
                .setParameter("id", articleId == null ? -1 : articleId)
                .getSingleResult();
    }
}
