package bantin.article;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The status of an article at a given time, as the API shows it. A published article is {@code scheduled} before its
 * publication window and {@code expired} after it.
 */
@Schema(name = "ArticleStatus")
public enum EffectiveStatus {
    draft("a.status = 'draft'"),
    scheduled("a.status = 'published' and a.published_at > :now"),
    published("is_public(a.status, a.published_at, a.expires_at, :now)"),
    expired("a.status = 'published' and a.expires_at <= :now"),
    unpublished("a.status = 'unpublished'"),
    withdrawn("a.status = 'withdrawn'"),
    trashed("a.status = 'trashed'");

    /** The same in SQL, for the article {@code a} at {@code :now}. */
    public final String condition;

    EffectiveStatus(String condition) {
        this.condition = condition;
    }

    /** The only definition of "public" in Java; {@code is_public} is the same in SQL. */
    static EffectiveStatus of(ArticleStatus status, Instant publishedAt, Instant expiresAt, Instant now) {
        if (status != ArticleStatus.published) {
            return valueOf(status.name());
        }
        if (publishedAt.isAfter(now)) {
            return scheduled;
        }
        return expiresAt == null || expiresAt.isAfter(now) ? published : expired;
    }
}
