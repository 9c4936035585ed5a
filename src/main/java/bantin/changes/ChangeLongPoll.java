package bantin.changes;

import bantin.background.BackgroundThread;
import bantin.background.BackgroundThreads;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Callers who wait for the next change hold no thread and no connection to the database: for all of them together one thread
 * asks ten times a second what the last number is, and for nobody it asks nothing.
 */
@Startup
@ApplicationScoped
class ChangeLongPoll {

    private static final Logger LOG = Logger.getLogger(ChangeLongPoll.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    @Inject
    ChangeFeed feed;

    private record Wait(long number, long until, CompletableFuture<Void> ended) {

        boolean isOver() {
            return System.nanoTime() - until >= 0;
        }
    }

    private final Set<Wait> waits = ConcurrentHashMap.newKeySet();

    @Inject
    BackgroundThreads threads;

    private BackgroundThread watch;

    /** The server's own end would wait for requests that are under way: those who wait are answered when the port closes. */
    private final Thread end = new Thread(this::endWithTheServer, "changes-end");

    @ConfigProperty(name = "quarkus.shutdown.delay", defaultValue = "0")
    Duration shutdownDelay;

    private volatile boolean ending;

    @PostConstruct
    void start() {
        Runtime.getRuntime().addShutdownHook(end);
        watch = threads.repeat("changes", BETWEEN_LOOKS, this::look);
    }

    void stop(@Observes ShutdownEvent ended) {
        watch.close();
    }

    /** Completes when there is a change after this number, or the time is over. */
    CompletionStage<Void> after(long number, Duration atMost) {
        var wait = new Wait(number, System.nanoTime() + atMost.toNanos(), new CompletableFuture<>());
        waits.add(wait);
        if (ending) {
            endAll();
        }
        return wait.ended;
    }

    private void endWithTheServer() {
        try {
            Thread.sleep(shutdownDelay.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        endAll();
    }

    private void endAll() {
        ending = true;
        waits.forEach(wait -> wait.ended.complete(null));
    }

    private void look() {
        if (waits.isEmpty()) {
            return;
        }
        var last = last();
        waits.removeIf(wait -> (wait.number < last || wait.isOver()) && wait.ended.complete(null));
    }

    /** Where the database does not answer, those whose time is over find out themselves. */
    private long last() {
        try {
            return feed.last();
        } catch (RuntimeException e) {
            LOG.debug("The last change could not be read", e);
            return 0;
        }
    }
}
