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
 * Receives the notifications ({@code NOTIFY}) of committed transactions of all nodes.
 *
 * <p>The listener is in sync only while it certainly receives all notifications. Four times a second it sends itself a
 * heartbeat from another session. A heartbeat that arrives proves that all earlier notifications have arrived too,
 * because it takes the same way as those of other nodes. (A heartbeat from the listening connection would prove
 * nothing. A pooler that shares sessions delivers what a statement itself notifies, and drops what arrives between two
 * statements.) The listener also checks that it still has the same session, and that this session still listens.
 * Without a heartbeat it is in sync for 900 ms at most.
 */
public final class NotificationListener implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(NotificationListener.class);
    private static final String HEARTBEAT = "heartbeat ";
    private static final Duration MAX_LAG = Duration.ofMillis(900);
    private static final Duration HEARTBEAT_INTERVAL = Duration.ofMillis(250);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private static final String DIRECT_URL_HINT =
            "LISTEN needs a dedicated session. Behind a pooler that shares sessions, set "
                    + "BANTIN_DATABASE_DIRECT_URL to the JDBC URL of PostgreSQL itself.";

    private static final String SESSION_CHECK = """
            select pg_backend_pid(), exists (select 1 from pg_listening_channels() as channel where channel = ?)
            """;

    /** Opens connections whose calls fail after one second without a response. */
    @FunctionalInterface
    public interface Opener {
        /** @param name the application name in {@code pg_stat_activity} */
        Connection open(String name) throws SQLException;
    }

    /** Called by one thread. */
    public interface Listener {

        /** All notifications arrive from now on. Earlier ones may have been missed. */
        void listening();

        void received(String message);
    }

    private final String channel;
    private final Opener opener;
    private final Listener listener;
    private BackgroundThread thread;
    private volatile boolean closed;
    private volatile long inSyncUntil = System.nanoTime();
    private Duration pause = FIRST_PAUSE;
    private boolean warned;

    public NotificationListener(String channel, Opener opener, Listener listener) {
        this.channel = channel;
        this.opener = opener;
        this.listener = listener;
    }

    public void start(BackgroundThreads threads) {
        thread = threads.start("notifications", this::connectAndListen);
    }

    /** Whether all notifications that were committed more than a second ago have arrived. */
    public boolean isInSync() {
        return System.nanoTime() - inSyncUntil < 0;
    }

    @Override
    public void close() {
        closed = true;
        thread.close();
    }

    /** Listens until a connection breaks. Then it pauses, longer after each further failure. */
    private boolean connectAndListen() throws InterruptedException {
        try (var receiver = opener.open("bantin notifications");
                var sender = opener.open("bantin heartbeat")) {
            new Session(receiver, sender).listen();
        } catch (SQLException e) {
            if (!closed && !DatabaseOutage.reportIfOne(e)) {
                warn(e.getMessage());
            }
        }
        if (!closed) {
            Thread.sleep(pause.toMillis());
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
        return !closed;
    }

    /** A connection that listens, and one that sends heartbeats. */
    private final class Session {

        private final Connection receiver;
        private final Connection sender;
        private final String heartbeat = HEARTBEAT + UUID.randomUUID() + " ";
        private boolean isListening;
        private long receivedUntil = System.nanoTime();
        private int backend;

        Session(Connection receiver, Connection sender) {
            this.receiver = receiver;
            this.sender = sender;
        }

        void listen() throws SQLException {
            try (var listen = receiver.createStatement();
                    var check = receiver.prepareStatement(SESSION_CHECK);
                    var notify = sender.prepareStatement("select pg_notify(?, ?)")) {
                listen.execute("listen " + channel);
                check.setString(1, channel);
                notify.setString(1, channel);
                while (!closed) {
                    checkSession(check);
                    var sentAt = System.nanoTime();
                    notify.setString(2, heartbeat + sentAt);
                    notify.execute();
                    receive(sentAt + HEARTBEAT_INTERVAL.toNanos());
                    if (System.nanoTime() - receivedUntil > MAX_LAG.toNanos()) {
                        throw new SQLException("A heartbeat did not arrive in time. " + DIRECT_URL_HINT);
                    }
                }
            }
        }

        private void checkSession(PreparedStatement check) throws SQLException {
            try (var row = check.executeQuery()) {
                row.next();
                int now = row.getInt(1);
                if (backend != 0 && backend != now || !row.getBoolean(2)) {
                    throw new SQLException("The listening connection was moved to another session. " + DIRECT_URL_HINT);
                }
                backend = now;
            }
        }

        private void receive(long until) throws SQLException {
            var connection = receiver.unwrap(PGConnection.class);
            for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
                // 0 would mean to wait without a limit.
                var notifications = connection.getNotifications(1 + (int) (left / 1_000_000));
                for (int i = 0; notifications != null && i < notifications.length; i++) {
                    receive(notifications[i].getParameter());
                }
            }
        }

        /** A heartbeat arrives after all earlier notifications, and contains the time at which it was sent. */
        private void receive(String message) {
            if (message.startsWith(heartbeat)) {
                if (!isListening) {
                    isListening = true;
                    listener.listening();
                }
                receivedUntil = Long.parseLong(message.substring(heartbeat.length()));
                setInSync(receivedUntil);
            } else if (!message.startsWith(HEARTBEAT)) {
                deliver(message);
            }
        }
    }

    /** A notification that is not understood, for example of another program, may mean any change. */
    private void deliver(String message) {
        try {
            listener.received(message);
        } catch (RuntimeException e) {
            LOG.debugf(e, "The notification has an unknown format: %s", message);
            listener.listening();
        }
    }

    private void setInSync(long sentAt) {
        inSyncUntil = sentAt + MAX_LAG.toNanos();
        pause = FIRST_PAUSE;
        if (warned) {
            LOG.info("Notifications from other nodes arrive again; the response cache is used again");
            warned = false;
        }
    }

    /** Logs the reason once, until notifications arrive again. */
    private void warn(String reason) {
        if (!warned) {
            LOG.warnf("Notifications from other nodes do not arrive, so the response cache is not used: %s", reason);
            warned = true;
        }
    }
}
