package bantin.article;

import bantin.database.Row;
import bantin.problem.ProblemException;
import bantin.problem.ProblemType;
import io.quarkus.hibernate.orm.panache.Panache;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The editing lease of an article at a given time. It tells editors of each other. It is not part of the article, and
 * no write of an article reads it.
 *
 * <p>An expired lease counts as none: every statement compares {@code until} with the time. Nothing deletes expired
 * rows, because there is one row for an article at most, and the next lease overwrites it.
 */
record EditLease(long articleId, Instant now) {

    /** A key is not enough, because several people may use one. */
    record Holder(long keyId, String name) {}

    Optional<LeaseDetails> current() {
        return Row.query(Panache.getSession(), """
                        select article_id, key_id, name, since, until
                          from edit_lease
                         where article_id = :article and until > :now
                        """)
                .setParameter("article", articleId)
                .setParameter("now", now)
                .getResultList()
                .stream()
                .findFirst()
                .map(LeaseDetails::of);
    }

    /**
     * Acquires the lease if nobody else holds it, or renews it. The clocks of two nodes may differ, so the lease may
     * have been acquired later than now.
     *
     * @throws ProblemException 409 somebody else holds it, and it is not taken over
     */
    LeaseDetails acquire(Holder holder, Duration duration, boolean takesOver) {
        return Row.query(Panache.getSession(), """
                        insert into edit_lease as l (article_id, key_id, name, since, until)
                        values (:article, :key, :name, :now, :until)
                        on conflict (article_id) do update
                           set key_id = excluded.key_id,
                               name = excluded.name,
                               since = case when l.until > excluded.since
                                                 and l.key_id = excluded.key_id and l.name = excluded.name
                                            then least(l.since, excluded.since) else excluded.since end,
                               until = excluded.until
                         where l.until <= excluded.since
                            or l.key_id = excluded.key_id and l.name = excluded.name
                            or :takesOver
                        returning article_id, key_id, name, since, until
                        """)
                .setParameter("article", articleId)
                .setParameter("key", holder.keyId())
                .setParameter("name", holder.name())
                .setParameter("now", now)
                .setParameter("until", now.plus(duration))
                .setParameter("takesOver", takesOver)
                .getResultList()
                .stream()
                .findFirst()
                .map(LeaseDetails::of)
                // The statement has locked the row that it did not update, so the lease is still there.
                .orElseThrow(() -> heldBy(current().orElseThrow()));
    }

    /**
     * Releases the lease. If nobody holds it, nothing changes.
     *
     * @throws ProblemException 409 somebody else holds it
     */
    void release(Holder holder) {
        var released = Panache.getSession()
                .createNativeQuery("""
                        delete from edit_lease
                         where article_id = :article
                           and (until <= :now or key_id = :key and name = :name)
                        """)
                .setParameter("article", articleId)
                .setParameter("now", now)
                .setParameter("key", holder.keyId())
                .setParameter("name", holder.name())
                .executeUpdate();
        if (released == 0) {
            current().ifPresent(other -> {
                throw heldBy(other);
            });
        }
    }

    private static ProblemException heldBy(LeaseDetails other) {
        return new ProblemException(
                        ProblemType.LEASE_HELD,
                        "'%s' holds the editing lease until the time in `until`.".formatted(other.name()))
                .with("heldBy", other.name())
                .with("until", other.until());
    }
}
