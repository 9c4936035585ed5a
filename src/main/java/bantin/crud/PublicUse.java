package bantin.crud;

import bantin.paging.KeysetQuery;
import java.time.Instant;
import org.hibernate.Hibernate;
import org.hibernate.Session;

/**
 * Tags, contributors and media say what a story is about, so whether readers see them depends on the articles that use
 * them (ADR 28). Implemented by the room that uses them.
 */
public interface PublicUse {

    /** SQL that says of {@code e.id} whether readers see the entity of this type with this id at {@code :now}. */
    String condition(Class<? extends VersionedEntity> type);

    /** Leaves out what readers do not see at this moment. */
    default KeysetQuery in(KeysetQuery listing, Class<? extends VersionedEntity> type, Instant moment) {
        return listing.where(condition(type)).with("now", moment);
    }

    default boolean isOf(VersionedEntity entity, Instant moment, Session database) {
        return database.createNativeQuery(
                        "select " + condition(Hibernate.getClass(entity))
                                + " from (select cast(:id as bigint) as id) e",
                        Boolean.class)
                .setParameter("id", entity.id)
                .setParameter("now", moment)
                .getSingleResult();
    }
}
