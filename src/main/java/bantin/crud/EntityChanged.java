package bantin.crud;

import java.time.Instant;

/**
 * An entity that articles refer to was created, edited or deleted. Each room declares its own event; this interface
 * is for listeners that treat them alike.
 */
public interface EntityChanged {

    enum Change {
        CREATED,
        UPDATED,
        DELETED
    }

    long id();

    Change change();

    /** The time of the write. */
    Instant at();
}
