package bantin.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * Compares the processor time of work with that of half as much work. Linear work takes twice as long, quadratic work
 * four times. Each is the least of some rounds, because other load on the machine only adds. Times too short to tell
 * apart are not compared.
 */
public final class Cpu {

    private static final double FACTOR = 3;
    private static final long NOISE_NANOS = 150_000_000;
    private static final int ROUNDS = 3;
    private static final int MAX_ROUNDS = 12;

    private Cpu() {}

    /** Of the thread that calls. */
    public static void growsLinearly(String what, int size, IntConsumer work) {
        var threads = ManagementFactory.getThreadMXBean();
        growsLinearly(what, size, work, threads::getCurrentThreadCpuTime);
    }

    /** Of all threads of this JVM: of a server in it, too. */
    public static void growsLinearlyInAllThreads(String what, int size, IntConsumer work) {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        growsLinearly(what, size, work, system::getProcessCpuTime);
    }

    private static void growsLinearly(String what, int size, IntConsumer work, LongSupplier clock) {
        work.accept(size);
        // below every limit, whatever half of it costs
        if (cost(2 * size, work, clock) < NOISE_NANOS) {
            return;
        }
        var half = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            half = Math.min(half, cost(size, work, clock));
        }
        var limit = (long) (FACTOR * half) + NOISE_NANOS;
        var whole = Long.MAX_VALUE;
        for (int round = 0; round < MAX_ROUNDS && whole >= limit; round++) {
            whole = Math.min(whole, cost(2 * size, work, clock));
        }
        assertThat(whole)
                .as("%s: %d ms at %d, %d ms at %d", what, half / 1_000_000, size, whole / 1_000_000, 2 * size)
                .isLessThan(limit);
    }

    private static long cost(int size, IntConsumer work, LongSupplier clock) {
        var before = clock.getAsLong();
        work.accept(size);
        return clock.getAsLong() - before;
    }
}
