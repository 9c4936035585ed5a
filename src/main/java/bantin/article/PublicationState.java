package bantin.article;

import bantin.access.Caller;
import bantin.database.Row;
import io.quarkus.hibernate.orm.panache.Panache;
import java.time.Instant;
import java.util.Optional;

/** The properties that decide who may see an article. */
public record PublicationState(
        ArticleStatus status,
        ArticleStatus trashedFrom,
        Instant publishedAt,
        Instant expiresAt,
        String withdrawnReason,
        Long ownerId) {

    /** Finds it for a caller; empty if the response to this caller is 404. */
    public static Optional<PublicationState> find(long articleId, Caller caller, Instant now) {
        var query =
                Row.query(Panache.getSession(), """
                        select a.status, a.trashed_from, a.published_at, a.expires_at, a.withdrawn_reason, a.owner_id
                          from article a
                         where a.id = :id and\s""" + ArticlePermissions.TOLD).setParameter("id", articleId);
        return ArticlePermissions.bind(query, caller, now).getResultList().stream()
                .findFirst()
                .map(PublicationState::of);
    }

    /** @param row with the columns status, trashed_from, published_at, expires_at, withdrawn_reason and owner_id */
    static PublicationState of(Row row) {
        var trashedFrom = row.text("trashed_from");
        return new PublicationState(
                ArticleStatus.valueOf(row.text("status")),
                trashedFrom == null ? null : ArticleStatus.valueOf(trashedFrom),
                row.time("published_at"),
                row.time("expires_at"),
                row.text("withdrawn_reason"),
                row.get("owner_id", Long.class));
    }

    public boolean isVisible(Instant now) {
        return shown(now) == EffectiveStatus.published;
    }

    /** The next time at which it becomes public or expires without a write; null if there is none. */
    public Instant changesAfter(Instant now) {
        return switch (shown(now)) {
            case scheduled -> publishedAt;
            case published -> expiresAt;
            default -> null;
        };
    }

    /** Whether it is a draft, or was one before it was moved to the trash. */
    boolean isDraft() {
        return (status == ArticleStatus.trashed ? trashedFrom : status) == ArticleStatus.draft;
    }

    public EffectiveStatus shown(Instant now) {
        return EffectiveStatus.of(status, publishedAt, expiresAt, now);
    }
}
