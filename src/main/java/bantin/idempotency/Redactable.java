package bantin.idempotency;

/** An answer with a secret in it: what is kept for a retry has the secret taken out. */
public interface Redactable {

    Object withoutSecret();
}
