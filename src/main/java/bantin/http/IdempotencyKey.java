package bantin.http;

import bantin.problem.Faults;
import bantin.problem.ProblemType;
import bantin.problem.Refusal;

/** What a client makes a {@code POST} safe to repeat with (draft-ietf-httpapi-idempotency-key-header). */
public final class IdempotencyKey {

    public static final String HEADER = "Idempotency-Key";

    private IdempotencyKey() {}

    /** @throws Refusal it is too long, or holds what is not visible ASCII */
    public static String checked(String key) {
        var faults = new Faults();
        if (!key.matches("[\\x21-\\x7e]{1,255}")) {
            faults.in(HEADER, "pattern", "must have 1 to 255 visible ASCII characters");
        }
        faults.refuseIfAny();
        return key;
    }

    /** The refusal of a key that came before, with another request. */
    public static Refusal reused() {
        return new Refusal(
                ProblemType.IDEMPOTENCY_KEY_REUSED, "This Idempotency-Key came before, with another request.");
    }
}
