package bantin.crud;

import bantin.paging.KeysetQuery;
import java.time.Instant;
import org.hibernate.Hibernate;
import org.hibernate.Session;

/**
 * The visibility of tags, contributors and media, which depends on the articles that use them (ADR 28), because they
 * may reveal the topic of a story. Implemented by the room whose rows use them.
 */
public interface PublicUse {

    /** SQL that says of {@code e.id} whether readers see the entity of this type with this id at {@code :now}. */
    String condition(Class<? extends VersionedEntity> type);

    /** Limits the list to what readers see at this moment. */
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
