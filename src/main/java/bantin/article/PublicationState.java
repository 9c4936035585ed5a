package bantin.article;

import bantin.access.Caller;
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
        var query = Panache.getSession()
                .createNativeQuery("""
                        select a.status, a.trashed_from, a.published_at, a.expires_at, a.withdrawn_reason, a.owner_id
                          from article a
                         where a.id = :id and """ + ArticlePermissions.TOLD, Object[].class)
                .setParameter("id", articleId);
        return ArticlePermissions.bind(query, caller, now).getResultList().stream()
                .findFirst()
                .map(PublicationState::of);
    }

    /** @param columns status, trashed_from, published_at, expires_at, withdrawn_reason, owner_id */
    static PublicationState of(Object[] columns) {
        return new PublicationState(
                ArticleStatus.valueOf((String) columns[0]),
                columns[1] == null ? null : ArticleStatus.valueOf((String) columns[1]),
                (Instant) columns[2],
                (Instant) columns[3],
                (String) columns[4],
                (Long) columns[5]);
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
