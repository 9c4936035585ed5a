package bantin.http;

import bantin.problem.Faults;

/**
 * A record that comes in as a JSON body. {@link StrictJson} reads it: unknown properties, wrong types and violated
 * constraints are all found, and then {@link #check} adds what only the record itself can know.
 */
public interface Input {

    /** Adds what constraints cannot say, such as a reference that leads nowhere. Components may be null here. */
    default void check(Faults faults) {}
}
