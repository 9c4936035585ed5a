package bantin.access;

import bantin.database.NotificationState;
import bantin.database.NotificationSubscriber;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The keys that were used lately, by the hash of their secret, so that a request needs no look into the database. They are forgotten
 * when a key changes: on the node that revoked it before the answer leaves, on others when the notification is heard. While
 * notifications may be missed, the database is asked.
 */
@ApplicationScoped
public class KnownKeys implements NotificationSubscriber {

    @Inject
    NotificationState notifications;

    /** Replaced as a whole, so that whoever has read a key before it was revoked cannot bring it back. */
    private volatile Map<ByteBuffer, Key> known = new ConcurrentHashMap<>();

    record Key(Long id, Role role) {}

    /** A key was revoked in this transaction. */
    record KeyRevoked(Long id) {}

    /** Empty where the database has to be asked. */
    Optional<Key> findKnown(String secret) {
        return notifications.isInSync()
                ? Optional.ofNullable(known.get(ByteBuffer.wrap(ApiKey.hash(secret))))
                : Optional.empty();
    }

    /** Asks the database; only what is a key is kept. */
    @ActivateRequestContext
    Optional<Key> find(String secret) {
        var keys = known;
        var found = ApiKey.findBySecret(secret).map(key -> new Key(key.id, key.role));
        found.ifPresent(key -> keys.put(ByteBuffer.wrap(ApiKey.hash(secret)), key));
        return found;
    }

    void revoked(@Observes(during = TransactionPhase.AFTER_SUCCESS) KeyRevoked revoked) {
        forgetAll();
    }

    @Override
    public void messagesMissed() {
        forgetAll();
    }

    @Override
    public boolean received(String message) {
        var isKnown = message.equals("keys");
        if (isKnown) {
            forgetAll();
        }
        return isKnown;
    }

    private void forgetAll() {
        known = new ConcurrentHashMap<>();
    }
}
