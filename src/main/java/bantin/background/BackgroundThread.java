package bantin.background;

import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * A thread that works in rounds while the server runs, and survives every {@code Throwable}. After one failure the next
 * round begins at once. While rounds keep failing, it pauses between them, for 100 ms at first and twice as long each
 * time, up to 5 seconds (exponential back-off). It logs the first failure and the recovery.
 */
public final class BackgroundThread implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(BackgroundThread.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** A round that has lasted longer than this counts as working, even if it failed in the end. */
    private static final Duration LASTING = Duration.ofSeconds(10);

    /** One round of work. */
    @FunctionalInterface
    public interface Round {

        /** @return whether there will be another one; false ends the thread */
        boolean work() throws Exception;
    }

    private final String name;
    private final Round round;
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean ended;
    private volatile int failures;

    BackgroundThread(String name, Round round) {
        this.name = name;
        this.round = round;
        this.thread = new Thread(this::workUntilClosed, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    String name() {
        return name;
    }

    /** A single failure may have an external cause. After two in a row, the thread counts as down. */
    boolean isUp() {
        return ended || thread.isAlive() && failures < 2;
    }

    /** Interrupts the thread, and counts it as ended. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    /** Waits for a thread to end whose rounds end by themselves. */
    public void join(Duration atMost) throws InterruptedException {
        thread.join(atMost.toMillis());
    }

    private void workUntilClosed() {
        while (!closed && !ended) {
            var began = System.nanoTime();
            try {
                ended = !round.work();
                recovered();
            } catch (Throwable e) {
                if (!closed) {
                    failed(e, System.nanoTime() - began);
                }
            }
        }
        ended = true;
    }

    private void recovered() {
        if (failures > 0) {
            failures = 0;
            LOG.infof("The background thread \"%s\" has recovered", name);
        }
    }

    /** If there is not enough memory to log the failure, the next one is logged. */
    private void failed(Throwable cause, long lastedNanos) {
        try {
            if (lastedNanos > LASTING.toNanos()) {
                recovered();
            }
            if (failures == 0) {
                LOG.errorf(cause, "The background thread \"%s\" failed and is restarted", name);
            }
            failures++;
            if (failures > 1) {
                Thread.sleep(pause().toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable noMemory) {
            failures++;
        }
    }

    private Duration pause() {
        var doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 2, 10));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
}
