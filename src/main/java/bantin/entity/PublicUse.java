package bantin.entity;

import bantin.paging.Listing;
import java.time.Instant;
import org.hibernate.Session;

/**
 * Tags, contributors and media say what a story is about, so whether readers see them depends on the articles that use
 * them (ADR 28).
 *
 * @param function the SQL function that says of an id and a moment whether readers see it then
 */
public record PublicUse(String function) {

    /** Leaves out what readers do not see at this moment. */
    public Listing in(Listing listing, Instant moment) {
        return listing.where(function + "(e.id, :now)").with("now", moment);
    }

    public boolean isOf(VersionedEntity entity, Instant moment, Session database) {
        return (Boolean) database.createNativeQuery("select " + function + "(:id, :now)", Boolean.class)
                .setParameter("id", entity.id)
                .setParameter("now", moment)
                .getSingleResult();
    }
}
