package bantin.article;

import bantin.article.ArticleEvent.ArticleCorrected;
import bantin.article.ArticleEvent.ArticleCorrectionDeleted;
import bantin.problem.ProblemException;
import bantin.problem.ProblemType;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;

/** The corrections of an article. Readers get them with the article, so a change of one is a change for readers. */
final class ArticleCorrections {

    private final Article article;

    ArticleCorrections(Article article) {
        this.article = article;
    }

    /** In the order in which readers get them. */
    List<CorrectionDetails> list() {
        return Correction.of(article).stream().map(CorrectionDetails::of).toList();
    }

    /** Whether one was added since readers got the present body, for the next. */
    boolean isAnyOfUnpublishedBody() {
        return article.lastCorrection > article.liveCorrection
                && Correction.isAnyAfter(article, article.liveCorrection);
    }

    /** @throws ProblemException 409 the article was never public */
    void requireCorrectable(Instant now) {
        if (article.firstPublishedAt == null || article.firstPublishedAt.isAfter(now)) {
            var status = article.state().shown(now).name();
            throw new ProblemException(
                            ProblemType.ILLEGAL_TRANSITION,
                            "The article was never public, so there is nothing to correct. Its status is '%s'."
                                    .formatted(status))
                    .with("articleStatus", status);
        }
    }

    /** @throws ProblemException 409 the article was never public */
    void add(String text, Instant at, Long keyId, Instant now) {
        requireCorrectable(now);
        article.lastCorrection++;
        change(ArticleCorrected::new, now);
        new Correction(article, article.lastCorrection, at, text, keyId).persist();
    }

    /** @throws ProblemException 409 the article has a legal hold */
    void delete(Correction correction, Instant now) {
        article.requireNoLegalHold();
        change(ArticleCorrectionDeleted::new, now);
        correction.delete();
    }

    private void change(BiFunction<ArticleSnapshot, Instant, ArticleEvent> event, Instant now) {
        article.modifiedAt = now;
        article.lifecycle().change(event, now);
    }
}
