package bantin.delivery;

import bantin.background.BackgroundThread;
import bantin.background.BackgroundThreads;
import bantin.database.DirectConnections;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** The present {@link Known}, and how it is read from the database: in the background; until that is done, everything may exist. */
final class ExistenceFilter {

    private static final Logger LOG = Logger.getLogger(ExistenceFilter.class);
    private static final int READ_SECONDS = 60;
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private final DirectConnections sessions;
    private final Clock clock;
    /** Asked for while a read is under way, another one follows: that one will see everything that is asked for until it begins. */
    private final Semaphore asked = new Semaphore(0);

    private final BackgroundThread reader;
    private final AtomicInteger turns = new AtomicInteger();
    private volatile Known beingRead;
    private volatile Known known;

    ExistenceFilter(DirectConnections sessions, BackgroundThreads threads, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
        reader = threads.start("known-articles", this::readWhenAsked);
    }

    void close() {
        reader.close();
    }

    /** What is known may be incomplete. */
    void readAgain() {
        turns.incrementAndGet();
        known = null;
        asked.release();
    }

    private boolean readWhenAsked() throws InterruptedException {
        asked.acquire();
        asked.drainPermits();
        try {
            read();
        } catch (SQLException e) {
            LOG.debug("which articles there are could not be read, and is read again", e);
            Thread.sleep(BETWEEN_TRIES.toMillis());
            asked.release();
        } catch (RuntimeException | Error e) {
            asked.release();
            throw e;
        }
        return true;
    }

    private void read() throws SQLException {
        var turn = turns.get();
        try (var connection = sessions.open("bantin known articles", READ_SECONDS)) {
            var read = Known.sizedFor(connection);
            beingRead = read;
            if (!read.readAll(connection, clock.instant())) {
                readAgain();
            } else if (turn == turns.get()) {
                known = read;
            }
        }
    }

    /** @param publishedAt null where it is not published */
    void put(long id, String slug, Instant publishedAt) {
        var now = clock.instant();
        var hasRoom = true;
        for (var articles : Arrays.asList(beingRead, known)) {
            hasRoom &= articles == null || articles.put(id, slug, publishedAt, now);
        }
        if (!hasRoom) {
            readAgain();
        }
    }

    /** False where it is certain that the article is not public and has never been. */
    boolean mayHaveArticle(long id) {
        var articles = known;
        return articles == null || articles.mayHave(id, clock.instant());
    }

    /** False where it is certain that nothing has ever been public at the slug. */
    boolean mayHaveSlug(String slug) {
        var articles = known;
        return articles == null || articles.mayHave(slug, clock.instant());
    }
}
