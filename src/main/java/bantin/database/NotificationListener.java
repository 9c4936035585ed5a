package bantin.database;

import bantin.background.BackgroundThread;
import bantin.background.BackgroundThreads;
import bantin.problem.DatabaseOutage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;

/**
 * Hears what transactions tell with {@code NOTIFY}, on whatever node, as soon as they have committed.
 *
 * <p>It may be trusted only while it is sure to hear everything. Four times a second it sends itself a heartbeat from another
 * session: having heard that proves that what was told before has been heard too, by the way that others' notifications take. (Telling
 * itself on the listening connection would prove nothing: a pooler that shares connections passes that on, and loses
 * what comes between two statements.) And it looks whether its session is still the one that it began with, and still
 * listens. Without a heartbeat it is not trusted for longer than 900 ms, and who relies on it must look
 * for himself.
 */
public final class NotificationListener implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(NotificationListener.class);
    private static final String HEARTBEAT = "heartbeat ";
    private static final Duration TRUST = Duration.ofMillis(900);
    private static final Duration BETWEEN_HEARTBEATS = Duration.ofMillis(250);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private static final String SHARED = "LISTEN needs a dedicated session. Behind a pooler that shares sessions, set "
            + "BANTIN_DATABASE_DIRECT_URL to the JDBC URL of PostgreSQL itself.";

    private static final String OWN_SESSION = """
            select pg_backend_pid(), exists (select 1 from pg_listening_channels() as channel where channel = ?)
            """;

    /** Opens a connection whose calls give up within a second. */
    @FunctionalInterface
    public interface Opener {
        /** @param name by which the server's statistics know it */
        Connection open(String name) throws SQLException;
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
    private BackgroundThread thread;
    private volatile boolean closed;
    private volatile long trustedUntil = System.nanoTime();
    private Duration pause = FIRST_PAUSE;
    private boolean complained;

    public NotificationListener(String channel, Opener opener, Listener listener) {
        this.channel = channel;
        this.opener = opener;
        this.listener = listener;
    }

    public void start(BackgroundThreads threads) {
        thread = threads.start("notifications", this::connectAndListen);
    }

    /** Whether everything that was committed up to a second ago has been heard. */
    public boolean isInSync() {
        return System.nanoTime() - trustedUntil < 0;
    }

    @Override
    public void close() {
        closed = true;
        thread.close();
    }

    /** Until a connection breaks; then it pauses, longer while none is of use. */
    private boolean connectAndListen() throws InterruptedException {
        try (var hearing = opener.open("bantin notifications");
                var telling = opener.open("bantin heartbeat")) {
            new Session(hearing, telling).listen();
        } catch (SQLException e) {
            if (!closed && !DatabaseOutage.reportIfOne(e)) {
                complain(e.getMessage());
            }
        }
        if (!closed) {
            Thread.sleep(pause.toMillis());
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
        return !closed;
    }

    /** One connection that listens, and one that tells. */
    private final class Session {

        private final Connection hearing;
        private final Connection telling;
        private final String heartbeat = HEARTBEAT + UUID.randomUUID() + " ";
        private boolean isListening;
        private long heardUntil = System.nanoTime();
        private int backend;

        Session(Connection hearing, Connection telling) {
            this.hearing = hearing;
            this.telling = telling;
        }

        void listen() throws SQLException {
            try (var listen = hearing.createStatement();
                    var look = hearing.prepareStatement(OWN_SESSION);
                    var tell = telling.prepareStatement("select pg_notify(?, ?)")) {
                listen.execute("listen " + channel);
                look.setString(1, channel);
                tell.setString(1, channel);
                while (!closed) {
                    lookWhetherItIsTheSame(look);
                    var asked = System.nanoTime();
                    tell.setString(2, heartbeat + asked);
                    tell.execute();
                    hear(asked + BETWEEN_HEARTBEATS.toNanos());
                    if (System.nanoTime() - heardUntil > TRUST.toNanos()) {
                        throw new SQLException("A heartbeat did not arrive in time. " + SHARED);
                    }
                }
            }
        }

        private void lookWhetherItIsTheSame(PreparedStatement look) throws SQLException {
            try (var row = look.executeQuery()) {
                row.next();
                int now = row.getInt(1);
                if (backend != 0 && backend != now || !row.getBoolean(2)) {
                    throw new SQLException("The listening connection was moved to another session. " + SHARED);
                }
                backend = now;
            }
        }

        private void hear(long until) throws SQLException {
            var connection = hearing.unwrap(PGConnection.class);
            for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
                // 0 would be to wait for ever
                var notifications = connection.getNotifications(1 + (int) (left / 1_000_000));
                for (int i = 0; notifications != null && i < notifications.length; i++) {
                    hear(notifications[i].getParameter());
                }
            }
        }

        /** A heartbeat comes behind everything that was told before it, and says when it was sent. */
        private void hear(String message) {
            if (message.startsWith(heartbeat)) {
                if (!isListening) {
                    isListening = true;
                    listener.listening();
                }
                heardUntil = Long.parseLong(message.substring(heartbeat.length()));
                trust(heardUntil);
            } else if (!message.startsWith(HEARTBEAT)) {
                pass(message);
            }
        }
    }

    /** What another program tells need not be understood: then it may mean everything. */
    private void pass(String message) {
        try {
            listener.heard(message);
        } catch (RuntimeException e) {
            LOG.debugf(e, "The notification has an unknown format: %s", message);
            listener.listening();
        }
    }

    private void trust(long asked) {
        trustedUntil = asked + TRUST.toNanos();
        pause = FIRST_PAUSE;
        if (complained) {
            LOG.info("Notifications from other nodes arrive again; the response cache is used again");
            complained = false;
        }
    }

    /** Once, until it is well again. */
    private void complain(String reason) {
        if (!complained) {
            LOG.warnf("Notifications from other nodes do not arrive, so the response cache is not used: %s", reason);
            complained = true;
        }
    }
}
