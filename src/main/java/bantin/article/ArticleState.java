package bantin.article;

import java.time.Instant;
import java.util.Optional;

/** What decides who may see an article. */
public record ArticleState(
        ArticleStatus status, ArticleStatus trashedFrom, Instant publishedAt, String withdrawnReason, Long ownerId) {

    public static Optional<ArticleState> find(long articleId) {
        return Article.find("id", articleId).project(ArticleState.class).firstResultOptional();
    }

    /** The one definition of "public" in Java; {@link ShownStatus#published} is the same in SQL. */
    public boolean isVisible(Instant now) {
        return status == ArticleStatus.published && !publishedAt.isAfter(now);
    }

    /** When it comes before readers by itself; null where it does not. */
    public Instant dueAfter(Instant now) {
        return status == ArticleStatus.published && publishedAt.isAfter(now) ? publishedAt : null;
    }

    /** Whether it is a draft, in the trash or not. */
    boolean isDraft() {
        return (status == ArticleStatus.trashed ? trashedFrom : status) == ArticleStatus.draft;
    }

    public ShownStatus shown(Instant now) {
        return ShownStatus.of(status, publishedAt, now);
    }
}
