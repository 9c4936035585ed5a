package bantin.testsupport;

import java.util.List;
import java.util.Random;

/** Random choices that can be repeated: the same seed gives the same choices. */
public final class Dice {

    private final Random random;

    public Dice(long seed) {
        random = new Random(seed);
    }

    /** True so many times in a hundred. */
    public boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    /** From 0 to one less. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    public <T> T oneOf(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }
}
