package bantin.article;

import bantin.body.Body;
import bantin.problem.ProblemException;
import bantin.problem.ProblemType;
import java.time.Instant;

/**
 * The correction of a publication: one that comes with it, or one that was added since readers got the present body. It
 * is looked up before the article changes, because a query would flush the changes made so far.
 */
final class PublishedCorrection {

    private final Article article;
    private final String text;
    private final Body formerBody;
    private final boolean wasSeen;
    private final boolean isMissing;

    /**
     * @param text of the correction that comes with the publication; null if none does
     * @param isNeeded whether a changed body of a public article needs a correction
     * @throws ProblemException 409 a correction comes with an article that was never public
     */
    PublishedCorrection(Article article, String text, boolean isNeeded, Instant now) {
        this.article = article;
        this.text = text;
        formerBody = article.body;
        wasSeen = article.status == ArticleStatus.published && !article.publishedAt.isAfter(now);
        isMissing =
                isNeeded && wasSeen && text == null && !article.corrections().isAnyOfUnpublishedBody();
        if (text != null) {
            article.corrections().requireCorrectable(now);
        }
    }

    /**
     * Adds the correction to the article, which has its published content now.
     *
     * @throws ProblemException 409 readers would get another body without a correction
     */
    void settle(Long keyId, Instant now) {
        var isSameBody = wasSeen && article.body.equals(formerBody);
        if (isMissing && !isSameBody) {
            throw new ProblemException(
                    ProblemType.CORRECTION_REQUIRED,
                    "The body of this article is public and would change. Add a correction that says what was wrong.");
        }
        if (text != null) {
            article.corrections().add(text, now, keyId, now);
        }
        if (!isSameBody) {
            article.liveCorrection = article.lastCorrection;
        }
    }
}
