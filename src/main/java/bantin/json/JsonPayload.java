package bantin.json;

import bantin.problem.Violations;

/**
 * A record that is read from a JSON body by {@link StrictJson}. Unknown properties, wrong types and violated
 * constraints are reported first; then {@link #validate} adds what only the record itself can check.
 */
public interface JsonPayload {

    /**
     * Makes the checks that constraints cannot express, such as references. Components may be null here.
     *
     * @return the record to work with: this one, or one with the same content in the form that is stored
     */
    default JsonPayload validate(Violations violations) {
        return this;
    }
}
