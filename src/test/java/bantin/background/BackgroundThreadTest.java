package bantin.background;

import static bantin.testsupport.Concurrently.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Background threads survive every exception, and the readiness check says when one is down. */
class BackgroundThreadTest {

    private static final Logger LOG = Logger.getLogger(BackgroundThread.class.getName());

    private final BackgroundThreads threads = new BackgroundThreads();
    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            logged.add(entry.getLevel().getName());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOG.addHandler(listener);
    }

    @AfterEach
    void stopListening() {
        LOG.removeHandler(listener);
    }

    @Test
    void it_outlives_every_throwable_and_goes_on() {
        var thrown = new ConcurrentLinkedQueue<Throwable>(List.of(
                new IllegalStateException("a bug"),
                new OutOfMemoryError("of a test"),
                new StackOverflowError(),
                new InterruptedException("nobody closed it"),
                new LinkageError("a class is gone")));
        var rounds = new AtomicInteger();
        try (var thread = threads.start("test", () -> {
            if (rounds.incrementAndGet() % 2 == 1 && !thrown.isEmpty()) {
                sneak(thrown.remove());
            }
            Thread.sleep(1);
            return true;
        })) {
            await(() -> thrown.isEmpty() && rounds.get() > 20);
            assertThat(thread.isUp()).isTrue();
        }
        assertThat(logged).hasSize(10).startsWith("ERROR", "INFO", "ERROR", "INFO");
    }

    @Test
    void while_it_fails_again_and_again_the_node_is_not_ready_and_the_log_tells_it_once() {
        var isBroken = new AtomicBoolean(true);
        var failures = new AtomicInteger();
        try (var thread = threads.start("test", () -> {
            if (isBroken.get()) {
                failures.incrementAndGet();
                throw new IllegalStateException("a bug");
            }
            Thread.sleep(1);
            return true;
        })) {
            await(() -> failures.get() >= 3);
            assertThat(thread.isUp()).isFalse();
            assertThat(threads.health().getStatus()).isEqualTo(Status.DOWN);
            assertThat(threads.health().getData().orElseThrow()).containsEntry("test", "failing");
            assertThat(logged).containsExactly("ERROR");
            isBroken.set(false);
            await(thread::isUp);
            assertThat(threads.health().getStatus()).isEqualTo(Status.UP);
            await(() -> logged.equals(List.of("ERROR", "INFO")));
        }
    }

    @Test
    void one_that_has_come_to_its_end_is_not_missed() throws InterruptedException {
        var thread = threads.start("test", () -> false);
        thread.join(Duration.ofSeconds(10));
        assertThat(threads.health().getStatus()).isEqualTo(Status.UP);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable cause) throws T {
        throw (T) cause;
    }
}
