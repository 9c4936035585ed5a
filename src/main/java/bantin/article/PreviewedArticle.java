package bantin.article;

import java.time.Instant;
import java.util.Optional;

/** What the bearer of a preview's token sees of its article. */
public final class PreviewedArticle {

    private PreviewedArticle() {}

    /** Empty if the token is not that of a valid preview of this article. */
    public static Optional<ArticleReadModel> find(long id, String token, Instant now) {
        return PreviewToken.check(token, now)
                .filter(target -> target.articleId() == id)
                .flatMap(PreviewedArticle::show);
    }

    /**
     * Empty if the token is not that of a valid preview that shows an article with this slug.
     *
     * @param locale null for any
     */
    public static Optional<ArticleReadModel> find(String slug, String locale, String token, Instant now) {
        return PreviewToken.check(token, now)
                .flatMap(PreviewedArticle::show)
                .filter(article -> article.slug().equals(slug))
                .filter(article -> locale == null || article.locale().equals(locale));
    }

    private static Optional<ArticleReadModel> show(PreviewToken.Target target) {
        var article = ArticleReadModel.findLatestForPreview(target.articleId());
        return target.revision() == null
                ? article
                : article.flatMap(shown ->
                        Revision.find(shown.id(), target.revision()).map(revision -> RevisionView.of(revision, shown)));
    }
}
