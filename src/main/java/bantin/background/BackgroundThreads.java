package bantin.background;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * The threads that work for all requests. A node is not ready while one of them keeps failing, or while the scheduler
 * of {@link Scheduled} methods has stopped, which cannot be restarted.
 */
@ApplicationScoped
public class BackgroundThreads {

    private static final String NAME = "Background threads";
    private static final Duration SCHEDULER_TIMEOUT = Duration.ofSeconds(60);

    private final List<BackgroundThread> threads = new CopyOnWriteArrayList<>();
    private volatile long scheduledAt = System.nanoTime();

    /** Starts a thread whose rounds follow each other immediately. */
    public BackgroundThread start(String name, BackgroundThread.Round round) {
        var thread = new BackgroundThread(name, round);
        threads.add(thread);
        thread.start();
        return thread;
    }

    /** Starts a thread that pauses before each round. */
    public BackgroundThread repeat(String name, Duration pause, Runnable work) {
        return start(name, () -> {
            Thread.sleep(pause.toMillis());
            work.run();
            return true;
        });
    }

    @Scheduled(every = "5s")
    void scheduled() {
        scheduledAt = System.nanoTime();
    }

    HealthCheckResponse health() {
        var answer = HealthCheckResponse.named(NAME).up();
        for (var thread : threads) {
            if (!thread.isUp()) {
                answer.withData(thread.name(), "failing").down();
            }
        }
        if (System.nanoTime() - scheduledAt > SCHEDULER_TIMEOUT.toNanos()) {
            answer.withData("scheduler", "not running").down();
        }
        return answer.build();
    }

    @Readiness
    @ApplicationScoped
    static class Check implements HealthCheck {

        @Inject
        BackgroundThreads threads;

        @Override
        public HealthCheckResponse call() {
            return threads.health();
        }
    }
}
