package bantin.article;

import java.time.Instant;
import java.util.Optional;

/** What decides who may see an article. */
public record ArticleState(ArticleStatus status, Instant publishedAt, String withdrawnReason, Long ownerId) {

    public static Optional<ArticleState> find(long articleId) {
        return Article.find("id", articleId).project(ArticleState.class).firstResultOptional();
    }

    /** The one definition of "public" in Java; {@link ShownStatus#published} is the same in SQL. */
    public boolean isVisible(Instant now) {
        return status == ArticleStatus.published && !publishedAt.isAfter(now);
    }

    public ShownStatus shown(Instant now) {
        return ShownStatus.of(status, publishedAt, now);
    }
}
