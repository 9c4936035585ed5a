package bantin.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;

/**
 * Hears what transactions tell with {@code NOTIFY}, on whatever node, as soon as they have committed.
 *
 * <p>It may be trusted only while it is sure to hear everything: a round trip over the listening connection, four times a
 * second, proves that what was told before it has been heard. Without a proof it is not trusted for longer than
 * {@value #TRUST_MILLIS} ms, and who relies on it must look for himself.
 */
public final class Notifications implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Notifications.class);
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
                if (!complained && !closed) {
                    LOG.warnf(
                            "Changes by other nodes are not heard of, and nothing is served from memory: %s",
                            e.getMessage());
                    complained = true;
                }
                pause();
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        var hearing = connection.unwrap(PGConnection.class);
        try (var statement = connection.createStatement()) {
            statement.execute("listen " + channel);
            listener.listening();
            while (!closed) {
                var asked = System.nanoTime();
                statement.execute("select 1");
                hear(hearing, 0);
                trustedUntil = asked + TRUST_MILLIS * 1_000_000L;
                if (complained) {
                    LOG.info("Changes by other nodes are heard of again");
                    complained = false;
                }
                hear(hearing, BETWEEN_PROOFS_MILLIS);
            }
        }
    }

    /** @param wait how many milliseconds for something to hear; 0 for what has come already */
    private void hear(PGConnection hearing, int wait) throws SQLException {
        var notifications = wait == 0 ? hearing.getNotifications() : hearing.getNotifications(wait);
        if (notifications != null) {
            for (var notification : notifications) {
                listener.heard(notification.getParameter());
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(BETWEEN_TRIES.toMillis());
        } catch (InterruptedException e) {
            closed = true;
        }
    }
}
