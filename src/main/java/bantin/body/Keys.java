package bantin.body;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Generates keys that are not used in a body: {@code b1}, {@code b2} for nodes, {@code s1} for spans, {@code l1} for
 * links. Keys are counted and not random, so that the same input always gets the same keys.
 */
final class Keys {

    private final Set<String> taken;
    private final Map<String, Integer> counters = new HashMap<>();

    /** @param taken the keys that the body uses */
    Keys(Set<String> taken) {
        this.taken = taken;
    }

    /** @param prefix letters, so that keys of different prefixes differ */
    String next(String prefix) {
        String key;
        do {
            key = prefix + counters.merge(prefix, 1, Integer::sum);
        } while (taken.contains(key));
        return key;
    }
}
