package bantin.idempotency;

import bantin.problem.ProblemException;
import bantin.problem.ProblemType;
import bantin.problem.Violations;

/** The header that makes a {@code POST} safe to retry (draft-ietf-httpapi-idempotency-key-header). */
public final class IdempotencyKey {

    public static final String HEADER = "Idempotency-Key";

    private IdempotencyKey() {}

    /** @throws ProblemException if the key is too long, or has characters other than visible ASCII */
    public static String checked(String key) {
        var violations = new Violations();
        if (!key.matches("[\\x21-\\x7e]{1,255}")) {
            violations.in(HEADER, "pattern", "must have 1 to 255 visible ASCII characters");
        }
        violations.throwIfAny();
        return key;
    }

    /** The problem for a key that was used before for a different request. */
    public static ProblemException reused() {
        return new ProblemException(
                ProblemType.IDEMPOTENCY_KEY_REUSED, "This Idempotency-Key was already used for a different request.");
    }
}
