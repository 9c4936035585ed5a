package bantin.json;

import bantin.problem.Violations;

/**
 * A record that comes in as a JSON body. {@link StrictJson} reads it: unknown properties, wrong types and violated
 * constraints are all found, and then {@link #validate} adds what only the record itself can know.
 */
public interface JsonPayload {

    /**
     * Adds what constraints cannot say, such as a reference that leads nowhere. Components may be null here.
     *
     * @return what is worked with from here on: the record as it is, or the same content in the form that is kept
     */
    default JsonPayload validate(Violations violations) {
        return this;
    }
}
