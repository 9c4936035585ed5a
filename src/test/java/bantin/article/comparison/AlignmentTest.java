package bantin.article.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AlignmentTest {

    private static final AtomicLong COMPARISONS = new AtomicLong();

    /** An element that is costly to compare, as nodes of a body are. */
    private record Costly(int number) {

        @Override
        public boolean equals(Object other) {
            COMPARISONS.incrementAndGet();
            return other instanceof Costly costly && costly.number == number;
        }

        @Override
        public int hashCode() {
            return number;
        }
    }

    @Test
    void elements_are_compared_a_few_times_each_however_different_the_lists_are() {
        var before = numbered(0, 2_000);
        var after = numbered(2_000, 4_000);
        COMPARISONS.set(0);

        var runs = Alignment.of(before, after, new Budget()).runs();

        assertThat(runs).hasSize(1);
        assertThat(COMPARISONS).hasValueLessThan(20_000);
    }

    private static List<Costly> numbered(int from, int to) {
        return IntStream.range(from, to).mapToObj(Costly::new).toList();
    }
}
