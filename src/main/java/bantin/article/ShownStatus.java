package bantin.article;

import java.time.Instant;

/** An article's status at a moment, as the API shows it: what is published but not due yet is {@code scheduled}. */
public enum ShownStatus {
    draft("a.status = 'draft'"),
    scheduled("a.status = 'published' and a.published_at > :now"),
    published("a.status = 'published' and a.published_at <= :now"),
    unpublished("a.status = 'unpublished'"),
    withdrawn("a.status = 'withdrawn'"),
    trashed("a.status = 'trashed'");

    /** The same in SQL, of the article {@code a} at the moment {@code :now}. */
    public final String condition;

    ShownStatus(String condition) {
        this.condition = condition;
    }

    public static ShownStatus of(ArticleStatus status, Instant publishedAt, Instant now) {
        return status == ArticleStatus.published && publishedAt.isAfter(now) ? scheduled : valueOf(status.name());
    }
}
