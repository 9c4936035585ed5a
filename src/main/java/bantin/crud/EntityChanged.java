package bantin.crud;

import java.time.Instant;

/**
 * Something that articles refer to by its name was created, edited or deleted. Each room declares its own event; this is
 * what a listener needs that treats them alike.
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
