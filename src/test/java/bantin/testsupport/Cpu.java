package bantin.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * Holds what work costs in processor time, which other load on the machine hardly changes, against what it costs at half
 * the size. Linear work takes twice as long and quadratic work four times; so short a time is left out that noise would
 * count.
 */
public final class Cpu {

    private static final double FACTOR = 3;
    private static final long NOISE_NANOS = 150_000_000;
    private static final int ROUNDS = 3;

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
        var half = least(size, work, clock);
        var whole = least(2 * size, work, clock);
        assertThat(whole)
                .as("%s: %d ms at %d, %d ms at %d", what, half / 1_000_000, size, whole / 1_000_000, 2 * size)
                .isLessThan((long) (FACTOR * half) + NOISE_NANOS);
    }

    /** The least of some rounds: what else ran in them only adds. */
    private static long least(int size, IntConsumer work, LongSupplier clock) {
        var least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            var before = clock.getAsLong();
            work.accept(size);
            least = Math.min(least, clock.getAsLong() - before);
        }
        return least;
    }
}
