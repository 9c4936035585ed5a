package bantin.article;

/**
 * The article after a write, in its events.
 *
 * @param revision the number of its latest revision
 */
public record ArticleSnapshot(long id, int version, int revision, String locale, String slug, PublicationState state) {

    static ArticleSnapshot of(Article article) {
        return new ArticleSnapshot(
                article.id, article.version, article.revision, article.locale, article.slug, article.state());
    }
}
