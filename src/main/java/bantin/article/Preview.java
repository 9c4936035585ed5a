package bantin.article;

import io.quarkus.hibernate.orm.panache.PanacheEntity;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.Immutable;

/**
 * A preview shows an article that is not public, or a revision of it, to everybody who has its token. It ends when it
 * expires, when it is revoked, when the key that created it is revoked, and while its article is in the trash.
 */
@Entity
@Immutable
public class Preview extends PanacheEntity {

    /** SQL for the previews {@code e} that have neither expired nor a revoked key, with the parameter {@code :now}. */
    static final String VALID = "e.expires_at > :now and exists"
            + " (select from api_key k where k.id = e.key_id and k.revoked_at is null)";

    Long articleId;

    /** The number of the revision that it shows; null for the latest one at the time of each read. */
    Integer revision;

    String note;

    Long keyId;

    Instant createdAt;

    Instant expiresAt;

    protected Preview() {}

    Preview(long articleId, PreviewRequest request, long keyId, Instant now, Instant expiresAt) {
        this.articleId = articleId;
        this.revision = request.revision();
        this.note = request.note();
        this.keyId = keyId;
        this.createdAt = now;
        this.expiresAt = expiresAt;
    }

    static Optional<Preview> find(long articleId, long id, Instant now) {
        return getEntityManager()
                .createNativeQuery(
                        "select e.* from preview e where e.id = :id and e.article_id = :article and " + VALID,
                        Preview.class)
                .setParameter("id", id)
                .setParameter("article", articleId)
                .setParameter("now", now)
                .getResultStream()
                .map(Preview.class::cast)
                .findFirst();
    }

    /** False if there is none. */
    static boolean revoke(long articleId, long id) {
        return delete("articleId = ?1 and id = ?2", articleId, id) > 0;
    }

    static void deleteExpired(Instant now) {
        delete("expiresAt <= ?1", now);
    }
}
