package bantin.article;

/**
 * What the events of an article say of it: how it is after the write.
 *
 * @param revision the number of its latest revision
 */
public record ArticleSnapshot(
        long id, int version, int revision, String locale, String slug, PublicationState state) {

    static ArticleSnapshot of(Article article) {
        return new ArticleSnapshot(
                article.id, article.version, article.revision, article.locale, article.slug, article.state());
    }
}
