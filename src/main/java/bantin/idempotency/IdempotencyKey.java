package bantin.idempotency;

import bantin.problem.ProblemException;
import bantin.problem.ProblemType;
import bantin.problem.Violations;

/** What a client makes a {@code POST} safe to repeat with (draft-ietf-httpapi-idempotency-key-header). */
public final class IdempotencyKey {

    public static final String HEADER = "Idempotency-Key";

    private IdempotencyKey() {}

    /** @throws ProblemException it is too long, or holds what is not visible ASCII */
    public static String checked(String key) {
        var violations = new Violations();
        if (!key.matches("[\\x21-\\x7e]{1,255}")) {
            violations.in(HEADER, "pattern", "must have 1 to 255 visible ASCII characters");
        }
        violations.throwIfAny();
        return key;
    }

    /** The refusal of a key that came before, with another request. */
    public static ProblemException reused() {
        return new ProblemException(
                ProblemType.IDEMPOTENCY_KEY_REUSED, "This Idempotency-Key was already used for a different request.");
    }
}
