package bantin.problem;

/**
 * What it means that a write violates a named constraint of the database. A room contributes one as a bean for what its
 * checks cannot see because another transaction is not committed yet. The violation of any other constraint is a bug.
 *
 * @param nameEnd the end of the constraint's name, {@code _slug_key}
 * @param problem the response
 */
public record ConstraintMeaning(String nameEnd, ProblemException problem) {}
