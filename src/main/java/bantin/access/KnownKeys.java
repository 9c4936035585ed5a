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
 * Recently used API keys by the hash of their secret, so that most requests need no query. A change of any key clears
 * them: on the node that revoked it, before its response is sent; on other nodes, when the notification arrives. While
 * notifications may be missed, the database is asked.
 */
@ApplicationScoped
public class KnownKeys implements NotificationSubscriber {

    @Inject
    NotificationState notifications;

    /**
     * Replaced as a whole. A thread that has read a key before it was revoked puts it into the old map, which is not
     * used any more.
     */
    private volatile Map<ByteBuffer, Key> known = new ConcurrentHashMap<>();

    record Key(Long id, Role role) {}

    /** Empty if the database must be asked. */
    Optional<Key> findKnown(String secret) {
        return notifications.isInSync()
                ? Optional.ofNullable(known.get(ByteBuffer.wrap(ApiKey.hash(secret))))
                : Optional.empty();
    }

    /** Asks the database, and remembers the key if there is one. */
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
