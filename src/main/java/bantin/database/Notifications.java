package bantin.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Hears what transactions tell with {@code NOTIFY}, on whatever node, as soon as they have committed.
 *
 * <p>It may be trusted only while it is sure to hear everything: four times a second it tells itself something over the
 * listening connection, and having heard that proves that what was told before has been heard too. (That the connection
 * answers would not: behind a pooler that shares connections it may have stopped listening.) Without a proof it is not
 * trusted for longer than {@value #TRUST_MILLIS} ms, and who relies on it must look for himself.
 */
public final class Notifications implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Notifications.class);
    private static final String PROOF = "proof ";
    private static final int TRUST_MILLIS = 900;
    private static final int BETWEEN_PROOFS_MILLIS = 250;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);

    /** Opens a connection whose calls give up within a second. */
    @FunctionalInterface
    public interface Opener {
        Connection open() throws SQLException;
    }

    /** Who wants to know; called by one thread. */
    public interface Listener {

        /** From now on everything is heard; what was told before may not have been. */
        void listening();

        void heard(String message);
    }

    private final String channel;
    private final Opener opener;
    private final Listener listener;
    private final Thread thread;
    private volatile boolean closed;
    private volatile long trustedUntil = System.nanoTime();
    private boolean complained;

    public Notifications(String channel, Opener opener, Listener listener) {
        this.channel = channel;
        this.opener = opener;
        this.listener = listener;
        this.thread = new Thread(this::listenUntilClosed, "notifications");
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Whether everything that was committed up to a second ago has been heard. */
    public boolean isTrusted() {
        return System.nanoTime() - trustedUntil < 0;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void listenUntilClosed() {
        while (!closed) {
            try (var connection = opener.open()) {
                listen(connection);
            } catch (SQLException e) {
                complain(e.getMessage());
                pause();
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        var hearing = connection.unwrap(PGConnection.class);
        try (var statement = connection.createStatement();
                var tell = connection.prepareStatement("select pg_notify(?, ?)")) {
            statement.execute("listen " + channel);
            listener.listening();
            while (!closed) {
                var asked = System.nanoTime();
                var proof = PROOF + UUID.randomUUID();
                tell.setString(1, channel);
                tell.setString(2, proof);
                tell.execute();
                if (hears(proof, hearing.getNotifications())) {
                    trust(asked);
                } else if (!isTrusted()) {
                    complain("what it tells itself does not arrive; LISTEN needs a connection that is not shared");
                }
                hears(null, hearing.getNotifications(BETWEEN_PROOFS_MILLIS));
            }
        }
    }

    private void trust(long asked) {
        trustedUntil = asked + TRUST_MILLIS * 1_000_000L;
        if (complained) {
            LOG.info("Changes by other nodes are heard of again");
            complained = false;
        }
    }

    /** Once, until it is well again. */
    private void complain(String reason) {
        if (!complained && !closed) {
            LOG.warnf("Changes by other nodes are not heard of, and nothing is served from memory: %s", reason);
            complained = true;
        }
    }

    /** Passes on what was told, and looks whether the proof is among it. */
    private boolean hears(String proof, PGNotification[] notifications) {
        var isProven = false;
        if (notifications != null) {
            for (var notification : notifications) {
                var message = notification.getParameter();
                isProven |= message.equals(proof);
                if (!message.startsWith(PROOF)) {
                    listener.heard(message);
                }
            }
        }
        return isProven;
    }

    private void pause() {
        try {
            Thread.sleep(BETWEEN_TRIES.toMillis());
        } catch (InterruptedException e) {
            closed = true;
        }
    }
}
