package bantin.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/** Threads that start at the same moment, and waiting for conditions. */
public final class Concurrently {

    private static final long PAUSE_NANOS = 20_000_000;

    private Concurrently() {}

    /** The results of all threads. A failure of one is a failure of the test. */
    public static <T> List<T> run(int threads, IntFunction<T> work) {
        var pool = Executors.newFixedThreadPool(threads);
        var start = new CyclicBarrier(threads);
        try {
            var running = new ArrayList<Future<T>>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                running.add(pool.submit(() -> {
                    start.await();
                    return work.apply(number);
                }));
            }
            var results = new ArrayList<T>();
            for (var result : running) {
                results.add(result.get(60, TimeUnit.SECONDS));
            }
            return results;
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause().getMessage(), e.getCause());
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            pool.shutdownNow();
        }
    }

    /** Waits until the condition holds. A test whose condition does not hold within a minute fails. */
    public static void await(BooleanSupplier condition) {
        await(Duration.ofMinutes(1), condition);
    }

    public static void await(Duration timeout, BooleanSupplier condition) {
        var end = System.nanoTime() + timeout.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for %s", timeout).isLessThan(end);
            pause();
        }
    }

    /** Between two tries. */
    public static void pause() {
        LockSupport.parkNanos(PAUSE_NANOS);
    }
}
