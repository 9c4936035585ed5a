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
 * Lets callers wait for the next change without a thread or a database connection for each. While someone waits, one
 * thread reads the last number ten times a second for all of them.
 */
@Startup
@ApplicationScoped
class ChangeLongPoll {

    private static final Logger LOG = Logger.getLogger(ChangeLongPoll.class);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

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

    /**
     * A shutdown hook, because Quarkus waits for running requests before it shuts down. Waiting callers are answered at
     * the end of the shutdown delay, when the port closes.
     */
    private final Thread shutdownHook = new Thread(this::endAfterShutdownDelay, "changes-end");

    @ConfigProperty(name = "quarkus.shutdown.delay", defaultValue = "0")
    Duration shutdownDelay;

    private volatile boolean ending;

    @PostConstruct
    void start() {
        Runtime.getRuntime().addShutdownHook(shutdownHook);
        watch = threads.repeat("changes", POLL_INTERVAL, this::poll);
    }

    void stop(@Observes ShutdownEvent ended) {
        watch.close();
    }

    /** Completes when there is a change after this number, or when the time is over. */
    CompletionStage<Void> after(long number, Duration atMost) {
        var wait = new Wait(number, System.nanoTime() + atMost.toNanos(), new CompletableFuture<>());
        waits.add(wait);
        if (ending) {
            endAll();
        }
        return wait.ended;
    }

    private void endAfterShutdownDelay() {
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

    private void poll() {
        if (waits.isEmpty()) {
            return;
        }
        var last = last();
        waits.removeIf(wait -> (wait.number < last || wait.isOver()) && wait.ended.complete(null));
    }

    /** If the database does not answer, callers whose time is over get its error when they read the log. */
    private long last() {
        try {
            return feed.last();
        } catch (RuntimeException e) {
            LOG.debug("The last change could not be read", e);
            return 0;
        }
    }
}
