package bantin.article;

import java.time.Instant;
import java.util.Optional;

/** What decides who may see an article. */
public record ArticleState(
        ArticleStatus status,
        ArticleStatus trashedFrom,
        Instant publishedAt,
        Instant expiresAt,
        String withdrawnReason,
        Long ownerId) {

    public static Optional<ArticleState> find(long articleId) {
        return Article.find("id", articleId).project(ArticleState.class).firstResultOptional();
    }

    public boolean isVisible(Instant now) {
        return shown(now) == ShownStatus.published;
    }

    /** When it next comes before readers or goes from them by itself; null where it stays as it is. */
    public Instant changesAfter(Instant now) {
        return switch (shown(now)) {
            case scheduled -> publishedAt;
            case published -> expiresAt;
            default -> null;
        };
    }

    /** Whether it is a draft, in the trash or not. */
    boolean isDraft() {
        return (status == ArticleStatus.trashed ? trashedFrom : status) == ArticleStatus.draft;
    }

    public ShownStatus shown(Instant now) {
        return ShownStatus.of(status, publishedAt, expiresAt, now);
    }
}
