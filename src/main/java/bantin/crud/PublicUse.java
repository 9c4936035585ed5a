package bantin.crud;

import bantin.paging.KeysetQuery;
import java.time.Instant;
import org.hibernate.Session;

/**
 * Tags, contributors and media say what a story is about, so whether readers see them depends on the articles that use
 * them (ADR 28).
 *
 * @param table in which they are
 * @param condition SQL that says of the row {@code e} whether readers see it at {@code :now}
 */
public record PublicUse(String table, String condition) {

    /** Leaves out what readers do not see at this moment. */
    public KeysetQuery in(KeysetQuery listing, Instant moment) {
        return listing.where(condition).with("now", moment);
    }

    public boolean isOf(VersionedEntity entity, Instant moment, Session database) {
        return (Boolean) database.createNativeQuery(
                        "select exists (select from " + table + " e where e.id = :id and " + condition + ")",
                        Boolean.class)
                .setParameter("id", entity.id)
                .setParameter("now", moment)
                .getSingleResult();
    }
}
