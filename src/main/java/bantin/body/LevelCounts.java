package bantin.body;

import java.util.ArrayList;
import java.util.List;

/**
 * Numbers list items by level. An item of another kind, or of an outer level, restarts the count of its inner levels.
 */
final class LevelCounts {

    private final List<Integer> numbers = new ArrayList<>();

    /** Counts an item and returns its number; 0 when it is not numbered. */
    int next(Block item) {
        int depth = item.depth();
        if (numbers.size() > depth) {
            numbers.subList(depth, numbers.size()).clear();
        }
        while (numbers.size() < depth) {
            numbers.add(0);
        }
        int next = item.start() == null ? numbers.get(depth - 1) + 1 : item.start();
        numbers.set(depth - 1, item.isNumbered() ? next : 0);
        return numbers.get(depth - 1);
    }

    void endLists() {
        numbers.clear();
    }
}
