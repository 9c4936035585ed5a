package bantin.article;

import bantin.background.BackgroundThread;
import bantin.background.BackgroundThreads;
import bantin.database.DirectConnections;
import bantin.database.NotificationState;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * The articles and slugs that are or were public: an {@link ExistenceFilter} that a background thread fills from the
 * database. Until it is filled, and while notifications may be missed, every article and slug may exist.
 */
@ApplicationScoped
public class PublishedArticles {

    private static final Logger LOG = Logger.getLogger(PublishedArticles.class);
    private static final int READ_SECONDS = 60;
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    @Inject
    DirectConnections sessions;

    @Inject
    BackgroundThreads threads;

    @Inject
    NotificationState notifications;

    @Inject
    Clock clock;

    /** A permit for each requested read. One read serves all requests that were made before it began. */
    private final Semaphore requests = new Semaphore(0);

    private final AtomicInteger turns = new AtomicInteger();
    private volatile ExistenceFilter beingRead;
    private volatile ExistenceFilter present;
    private BackgroundThread reader;

    @PostConstruct
    void start() {
        reader = threads.start("published-articles", this::readWhenRequested);
    }

    void stop(@Observes ShutdownEvent ended) {
        reader.close();
    }

    /** Discards the filter, which may be incomplete, and reads it again. */
    void readAgain() {
        turns.incrementAndGet();
        present = null;
        requests.release();
    }

    private boolean readWhenRequested() throws InterruptedException {
        requests.acquire();
        requests.drainPermits();
        try {
            read();
        } catch (SQLException e) {
            LOG.debug("Could not read the published articles; trying again", e);
            Thread.sleep(BETWEEN_TRIES.toMillis());
            requests.release();
        } catch (RuntimeException | Error e) {
            requests.release();
            throw e;
        }
        return true;
    }

    private void read() throws SQLException {
        var turn = turns.get();
        try (var connection = sessions.open("bantin published articles", READ_SECONDS)) {
            var read = ExistenceFilter.sizedFor(connection);
            beingRead = read;
            if (!read.readAll(connection, clock.instant())) {
                readAgain();
            } else if (turn == turns.get()) {
                present = read;
            }
        }
    }

    /** @param publishedAt null if it is not published */
    void put(long id, String slug, Instant publishedAt) {
        var now = clock.instant();
        var hasRoom = true;
        for (var filter : Arrays.asList(beingRead, present)) {
            hasRoom &= filter == null || filter.put(id, slug, publishedAt, now);
        }
        if (!hasRoom) {
            readAgain();
        }
    }

    /** False if the article is certainly not public and never was. */
    public boolean mayInclude(long id) {
        var filter = trusted();
        return filter == null || filter.mayHave(id, clock.instant());
    }

    /** False if certainly no article was ever public at the slug. */
    public boolean mayInclude(String slug) {
        var filter = trusted();
        return filter == null || filter.mayHave(slug, clock.instant());
    }

    private ExistenceFilter trusted() {
        return notifications.isInSync() ? present : null;
    }
}
