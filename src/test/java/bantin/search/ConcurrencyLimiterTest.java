package bantin.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bantin.problem.ProblemException;
import bantin.problem.ProblemType;
import java.util.ArrayList;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Every waiting caller occupies a thread, so their number is limited. */
class ConcurrencyLimiterTest {

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whoever_finds_many_waiting_is_refused_at_once() throws Exception {
        var turns = new ConcurrencyLimiter(() -> OptionalInt.of(1));
        var begun = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        var threads = Executors.newCachedThreadPool();
        try {
            var first = threads.submit(() -> turns.run(() -> {
                begun.countDown();
                return await(end);
            }));
            await(begun);
            var waiting = new ArrayList<Future<Boolean>>();
            while (turns.waiting() < ConcurrencyLimiter.MAX_WAITING) {
                var before = turns.waiting();
                waiting.add(threads.submit(() -> turns.run(() -> true)));
                while (turns.waiting() == before) {
                    Thread.onSpinWait();
                }
            }
            assertThatThrownBy(() -> turns.run(() -> true))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refusal -> assertThat(refusal.type()).isEqualTo(ProblemType.BUSY));
            end.countDown();
            assertThat(first.get(60, TimeUnit.SECONDS)).isTrue();
            for (var one : waiting) {
                assertThat(one.get(60, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(turns.<Boolean>run(() -> true)).isTrue();
        } finally {
            threads.shutdownNow();
        }
    }
}
