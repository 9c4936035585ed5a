package bantin.views;

import bantin.background.BackgroundThread;
import bantin.background.BackgroundThreads;
import bantin.problem.DatabaseOutage;
import bantin.problem.ProblemException;
import bantin.problem.ProblemType;
import bantin.site.SiteConfig;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Counts views with group commit: views wait in memory while one transaction commits, and the next transaction counts
 * all views that have arrived meanwhile. A view is answered after the commit, so no answered view is lost. Under more
 * load, transactions become larger and not more frequent.
 *
 * <p>A caller waits for at most {@code bantin.views.timeout}. A view that timed out may have been counted nevertheless,
 * if its transaction was running. Clients that need certainty send an {@code Idempotency-Key}.
 */
@Startup
@ApplicationScoped
class ViewCounter {

    /** A separate connection pool, so that readers who use all other connections do not delay views. */
    static final String DATABASE = "views";

    private static final Logger LOG = Logger.getLogger(ViewCounter.class);
    private static final Duration TIMEOUT_CHECK_INTERVAL = Duration.ofMillis(50);
    private static final Duration RETRY_DELAY = Duration.ofMillis(100);

    @Inject
    @DataSource(DATABASE)
    AgroalDataSource database;

    @Inject
    ViewsConfig config;

    @Inject
    VisitorHasher visitors;

    @Inject
    Ranking ranking;

    @Inject
    Clock clock;

    @Inject
    BackgroundThreads threads;

    @Inject
    SiteConfig site;

    @Inject
    MeterRegistry metrics;

    private ViewQueue queue;
    private BackgroundThread committer;
    private BackgroundThread watch;
    private volatile List<WaitingView> inFlight = List.of();
    private volatile String lastFailure = "none";
    private final ThrottledLog throttledLog = new ThrottledLog();

    private Counter counted;
    private Counter ignored;
    private DistributionSummary batchSizes;
    private Timer commits;

    @PostConstruct
    void start() {
        queue = new ViewQueue(config.queueSize());
        counted = views("counted", "none");
        ignored = views("ignored", "none");
        batchSizes = metrics.summary("bantin.views.batch.size");
        commits = metrics.timer("bantin.views.commit");
        metrics.gauge("bantin.views.queue.length", queue, ViewQueue::size);
        committer = threads.start("views", this::commitSome);
        watch = threads.repeat("views-watch", TIMEOUT_CHECK_INTERVAL, this::refuseLate);
    }

    /** At this point the server accepts no more requests and has answered all earlier ones. */
    void stop(@Observes ShutdownEvent ended) throws InterruptedException {
        queue.close();
        committer.join(config.timeout());
        watch.close();
        ranking.rank();
    }

    /**
     * Does not block. Completes when the view is committed, or exceptionally with the problem for which it was
     * rejected.
     */
    CompletionStage<ViewResult> count(View view) {
        var waiting = new WaitingView(view, System.nanoTime());
        if (!queue.offer(waiting)) {
            refuse(
                    List.of(waiting),
                    "queue-full",
                    "The queue is full: at most " + config.queueSize() + " views can wait.");
        }
        return waiting;
    }

    private boolean commitSome() throws InterruptedException {
        if (!queue.awaitSome()) {
            return false;
        }
        commitNext();
        return true;
    }

    private void commitNext() throws InterruptedException {
        // Views stay in the queue until there is a connection. A view that times out there was certainly not counted.
        try (var connection = database.getConnection()) {
            var batch = queue.take(config.batchSize());
            if (!batch.isEmpty()) {
                inFlight = batch;
                commit(connection, batch);
            }
        } catch (SQLException | RuntimeException e) {
            LOG.debug("There is no database connection for counting views", e);
            DatabaseOutage.reportIfOne(e);
            lastFailure = e.getMessage();
            Thread.sleep(RETRY_DELAY.toMillis());
        } finally {
            inFlight = List.of();
        }
    }

    private void commit(Connection connection, List<WaitingView> batch) {
        var began = System.nanoTime();
        try {
            var outcomes = countUnlessPurged(connection, batch);
            commits.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
            batchSizes.record(batch.size());
            ranking.viewed(Ranking.Viewed.of(outcomes));
            for (int i = 0; i < outcomes.size(); i++) {
                tell(batch.get(i), outcomes.get(i));
            }
        } catch (SQLException | RuntimeException e) {
            rollBack(connection);
            LOG.debug("A transaction of views failed", e);
            DatabaseOutage.reportIfOne(e);
            lastFailure = ViewBatch.tookTooLong(e)
                    ? "a transaction took longer than the timeout of its views"
                    : e.getMessage();
            refuse(batch, "failed", "The database transaction failed.");
        } catch (Error e) {
            rollBack(connection);
            refuse(batch, "failed", "The view could not be counted.");
            throw e;
        }
    }

    /** Counts again if an article was purged meanwhile, so that views of the other articles are not rejected too. */
    private List<ViewResult> countUnlessPurged(Connection connection, List<WaitingView> batch) throws SQLException {
        try {
            return count(connection, batch);
        } catch (SQLException e) {
            if (!ViewBatch.articleWasDeleted(e)) {
                throw e;
            }
            rollBack(connection);
            return count(connection, batch);
        }
    }

    private List<ViewResult> count(Connection connection, List<WaitingView> batch) throws SQLException {
        var views = batch.stream().map(waiting -> waiting.view).toList();
        // A single statement is a transaction by itself, which saves a round trip.
        var isOneStatement = !ViewBatch.needTransaction(views);
        connection.setAutoCommit(isOneStatement);
        var outcomes = new ViewBatch(
                        connection, views, clock.instant(), remainingMillis(batch), visitors, site.timeZone())
                .count();
        if (!isOneStatement) {
            connection.commit();
        }
        return outcomes;
    }

    /** The milliseconds until the last caller of the batch times out. */
    private long remainingMillis(List<WaitingView> batch) {
        var waited = Duration.ofNanos(System.nanoTime() - batch.get(batch.size() - 1).since);
        return config.timeout().minus(waited).toMillis();
    }

    /** Explicitly, because the pool would commit an open transaction when the connection is returned. */
    private static void rollBack(Connection connection) {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
        } catch (SQLException e) {
            LOG.debug("The transaction could not be rolled back; the connection is unusable", e);
        }
    }

    private void tell(WaitingView waiting, ViewResult outcome) {
        if (outcome.refusal() != null) {
            rejected("not-public").increment();
            waiting.completeExceptionally(outcome.refusal());
        } else {
            (outcome.isCounted() ? counted : ignored).increment(waiting.view.times());
            waiting.complete(outcome);
        }
    }

    private void refuseLate() {
        var late = System.nanoTime()
                - config.timeout().minus(TIMEOUT_CHECK_INTERVAL.multipliedBy(2)).toNanos();
        var detail = "The view was not counted within " + config.timeout().toMillis() + " ms.";
        refuse(queue.takeThoseSince(late), "timeout", detail);
        refuse(
                inFlight.stream().filter(waiting -> waiting.since - late <= 0).toList(),
                "timeout",
                detail + " It may still be counted later.");
    }

    private void refuse(List<WaitingView> views, String reason, String detail) {
        var told = views.stream()
                .filter(waiting -> !waiting.isDone())
                .filter(waiting -> waiting.completeExceptionally(new ProblemException(ProblemType.BUSY, detail)
                        .with("traceId", traceId(reason, detail))
                        .withHeader("Retry-After", "2")))
                .count();
        if (told > 0) {
            rejected(reason).increment(told);
        }
    }

    /** During an outage of the database, its log line explains the rejection. */
    private String traceId(String reason, String detail) {
        return DatabaseOutage.ongoing().orElseGet(() -> throttledLog.idFor(reason, detail, lastFailure));
    }

    private Counter rejected(String reason) {
        return views("rejected", reason);
    }

    private Counter views(String result, String reason) {
        return metrics.counter("bantin.views", "result", result, "reason", reason);
    }
}
