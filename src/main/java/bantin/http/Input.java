package bantin.http;

import bantin.problem.Faults;

/**
 * A record that comes in as a JSON body. {@link StrictJson} reads it: unknown properties, wrong types and violated
 * constraints are all found, and then {@link #checked} adds what only the record itself can know.
 */
public interface Input {

    /**
     * Adds what constraints cannot say, such as a reference that leads nowhere. Components may be null here.
     *
     * @return what is worked with from here on: the record as it is, or the same content in the form that is kept
     */
    default Input checked(Faults faults) {
        return this;
    }
}
