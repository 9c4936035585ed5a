package bantin.article;

/**
 * The article after a write, in its events.
 *
 * @param revision the number of its latest revision
 * @param liveRevision the number of the revision that readers get; null if it is not published
 * @param slug of the revision that readers get, or else of the latest one; also the locale
 */
public record ArticleSnapshot(
        long id, int version, int revision, Integer liveRevision, String locale, String slug, PublicationState state) {

    static ArticleSnapshot of(Article article) {
        return new ArticleSnapshot(
                article.id,
                article.version,
                article.revision,
                article.publishedRevision(),
                article.locale,
                article.slug,
                article.state());
    }
}
