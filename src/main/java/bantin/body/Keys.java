package bantin.body;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Hands out keys that nothing in the body uses yet: {@code b1}, {@code b2} for nodes, {@code s1} for spans, {@code l1}
 * for links. Counting instead of drawing lots gives the same keys for the same input, so that importing a page twice
 * changes nothing.
 */
final class Keys {

    private final Set<String> taken;
    private final Map<String, Integer> counters = new HashMap<>();

    Keys(Set<String> taken) {
        this.taken = new HashSet<>(taken);
    }

    String next(String prefix) {
        String key;
        do {
            key = prefix + counters.merge(prefix, 1, Integer::sum);
        } while (!taken.add(key));
        return key;
    }
}
