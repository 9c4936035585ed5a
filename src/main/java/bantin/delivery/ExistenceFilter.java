package bantin.delivery;

import bantin.database.DirectConnections;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** The present {@link Known}, and how it is read from the database: in the background; until that is done, everything may exist. */
final class ExistenceFilter {

    private static final Logger LOG = Logger.getLogger(ExistenceFilter.class);
    private static final int READ_SECONDS = 60;

    private final DirectConnections sessions;
    private final Clock clock;
    /** One read at a time, and one that waits: that one will see everything that is asked for until it begins. */
    private final ExecutorService reader = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(1),
            work -> new Thread(work, "known-articles"),
            new ThreadPoolExecutor.DiscardPolicy());

    private final AtomicInteger turns = new AtomicInteger();
    private volatile Known beingRead;
    private volatile Known known;

    ExistenceFilter(DirectConnections sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    void close() {
        reader.shutdownNow();
    }

    /** What is known may be incomplete. */
    void readAgain() {
        turns.incrementAndGet();
        known = null;
        reader.execute(this::read);
    }

    private void read() {
        var turn = turns.get();
        try (var connection = sessions.open("bantin known articles", READ_SECONDS)) {
            var read = Known.sizedFor(connection);
            beingRead = read;
            if (!read.readAll(connection, clock.instant())) {
                readAgain();
            } else if (turn == turns.get()) {
                known = read;
            }
        } catch (SQLException e) {
            LOG.debug("which articles there are could not be read", e);
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
