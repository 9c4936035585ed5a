package bantin.article;

import bantin.article.ArticleEvent.ArticlePublished;
import bantin.article.ArticleEvent.ArticleRestored;
import bantin.article.ArticleEvent.ArticleScheduled;
import bantin.article.ArticleEvent.ArticleTrashed;
import bantin.article.ArticleEvent.ArticleUnpublished;
import bantin.article.ArticleEvent.ArticleWithdrawn;
import bantin.problem.ProblemException;
import bantin.problem.ProblemType;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The status of an article and the steps that change it. A step that the status does not allow is refused with 409 and
 * the steps that it allows.
 */
public final class ArticleLifecycle {

    private final Article article;

    ArticleLifecycle(Article article) {
        this.article = article;
    }

    /**
     * Publishes the article. One that is already published or scheduled does not change unless another time is given,
     * so that a retry is safe.
     *
     * @param at the time from which it is public, past or future; null for its {@code publishedAt}, or else now
     */
    public void publish(Instant at, Instant now) {
        publish(at, now, false);
    }

    /**
     * @param isOther whether it has the content of another revision than before
     * @return whether anything has changed
     */
    boolean publish(Instant at, Instant now, boolean isOther) {
        requirePublishable();
        var from = at != null ? at : article.publishedAt != null ? article.publishedAt : now;
        var replacesRevision = article.status == ArticleStatus.published && isOther;
        if (expiresBy(replacesRevision || from.isAfter(now) ? from : now)) {
            throw new ProblemException(
                            ProblemType.ILLEGAL_TRANSITION,
                            "The article expires at %s, before it would become public. Change 'expiresAt' first."
                                    .formatted(article.expiresAt))
                    .with("articleStatus", article.state().shown(now).name());
        }
        if (article.status == ArticleStatus.published && from.equals(article.publishedAt) && !isOther) {
            return false;
        }
        article.status = ArticleStatus.published;
        article.publishedAt = from;
        dateFirstPublication(now);
        change(from.isAfter(now) ? ArticleScheduled::new : ArticlePublished::new, now);
        return true;
    }

    void requirePublishable() {
        requireStatus("publish", ArticleStatus.draft, ArticleStatus.unpublished, ArticleStatus.published);
    }

    /** @throws ProblemException 409 none of its revisions is published */
    void requirePublished() {
        requireStatus("discard", ArticleStatus.published);
    }

    /** @throws ProblemException 409 it was public before the write, and would be public again only later */
    void requireStillPublic(boolean wasVisible, Instant now) {
        if (wasVisible && article.publishedAt.isAfter(now)) {
            throw new ProblemException(
                            ProblemType.ILLEGAL_TRANSITION,
                            ("The article is public. Publishing another revision of it at %s would hide it from readers"
                                            + " until then. To hide it, unpublish it first.")
                                    .formatted(article.publishedAt))
                    .with("articleStatus", EffectiveStatus.published.name());
        }
    }

    /** Takes it back from readers, who get 404. */
    void unpublish(Instant now) {
        requireStatus("unpublish", ArticleStatus.published);
        article.takeLatest(now);
        forgetPlannedPublication(now);
        article.status = ArticleStatus.unpublished;
        change(ArticleUnpublished::new, now);
    }

    /** Takes it back from readers, who get 410 with the reason. */
    public void withdraw(String reason, Instant now) {
        if (!article.state().isVisible(now)) {
            throw illegal("withdraw", article.state().shown(now).name());
        }
        article.takeLatest(now);
        article.status = ArticleStatus.withdrawn;
        article.withdrawnReason = reason;
        change(ArticleWithdrawn::new, now);
    }

    /**
     * Moves it to the trash. One that is already there does not change.
     *
     * @throws ProblemException 409 it has a legal hold
     */
    void trash(Instant now) {
        article.requireNoLegalHold();
        if (article.status != ArticleStatus.trashed) {
            article.takeLatest(now);
            forgetPlannedPublication(now);
            article.trashedFrom = article.status;
            article.trashedAt = now;
            article.status = ArticleStatus.trashed;
            change(ArticleTrashed::new, now);
        }
    }

    /**
     * Restores it from the trash to its former status, where published becomes unpublished, so that it is never public
     * at once; or from a withdrawal to unpublished.
     */
    void restore(Instant now) {
        requireStatus("restore", ArticleStatus.trashed, ArticleStatus.withdrawn);
        var from = article.status == ArticleStatus.trashed ? article.trashedFrom : ArticleStatus.unpublished;
        article.status = from == ArticleStatus.published ? ArticleStatus.unpublished : from;
        article.trashedFrom = null;
        article.trashedAt = null;
        article.withdrawnReason = article.status == ArticleStatus.withdrawn ? article.withdrawnReason : null;
        change(ArticleRestored::new, now);
    }

    /** Readers may see the change. */
    void change(BiFunction<ArticleSnapshot, Instant, ArticleEvent> event, Instant now) {
        article.updatedAt = now;
        article.publicVersion = null;
        article.record(event, now);
    }

    private void requireStatus(String step, ArticleStatus... allowed) {
        if (!List.of(allowed).contains(article.status)) {
            throw illegal(step, article.status.name());
        }
    }

    private ProblemException illegal(String step, String status) {
        return new ProblemException(
                        ProblemType.ILLEGAL_TRANSITION,
                        "The status is '%s', which does not allow '%s'. Allowed: %s."
                                .formatted(status, step, String.join(", ", stepsFrom(article.status))))
                .with("articleStatus", status);
    }

    private static List<String> stepsFrom(ArticleStatus status) {
        return switch (status) {
            case draft, unpublished -> List.of("publish", "DELETE");
            case published ->
                List.of(
                        "publish (another revision, or at another time)",
                        "discard",
                        "unpublish",
                        "withdraw (once it is public)",
                        "DELETE");
            case withdrawn -> List.of("restore", "DELETE");
            case trashed -> List.of("restore");
        };
    }

    /** Whether it was ever published or scheduled. An article in the trash does not count. */
    boolean hasBeenPublished() {
        return article.status == ArticleStatus.published
                || article.status == ArticleStatus.unpublished
                || article.status == ArticleStatus.withdrawn;
    }

    /** Whether it would expire at this time or before it. */
    boolean expiresBy(Instant time) {
        return article.expiresAt != null && time != null && !article.expiresAt.isAfter(time);
    }

    /** Keeps the earliest publication time. A planned time that has not come yet is replaced. */
    void dateFirstPublication(Instant now) {
        if (article.status != ArticleStatus.published) {
            return;
        }
        if (article.firstPublishedAt == null
                || article.firstPublishedAt.isAfter(now)
                || article.publishedAt.isBefore(article.firstPublishedAt)) {
            article.firstPublishedAt = article.publishedAt;
        }
    }

    /** An article that is taken back before its publication time was never public. */
    private void forgetPlannedPublication(Instant now) {
        if (article.firstPublishedAt != null && article.firstPublishedAt.isAfter(now)) {
            article.firstPublishedAt = null;
        }
    }
}
