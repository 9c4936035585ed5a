package bantin.testsupport;

import java.util.List;
import java.util.Random;

/** Random choices that can be repeated: the same seed gives the same choices. */
final class Dice {

    private final Random random;

    Dice(long seed) {
        random = new Random(seed);
    }

    /** True so many times in a hundred. */
    boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    /** From 0 to one less. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T oneOf(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }
}
