package bantin.crud;

import bantin.paging.KeysetQuery;
import java.time.Instant;
import org.hibernate.Session;

/**
 * The visibility of tags, contributors and media, which depends on the articles that use them (ADR 28), because they
 * may reveal the topic of a story.
 *
 * @param table their table
 * @param condition an SQL condition: whether readers see the row {@code e} at {@code :now}
 */
public record PublicUse(String table, String condition) {

    /** Limits the list to what readers see at this moment. */
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
