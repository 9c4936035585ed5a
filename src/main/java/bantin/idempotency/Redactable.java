package bantin.idempotency;

/** A response with a secret, which is removed from the copy that is stored for retries. */
public interface Redactable {

    Object withoutSecret();
}
