package bantin.body;

import java.util.ArrayList;
import java.util.List;

/** Counts list items in the way in which {@link HtmlWriter} nests lists, and browsers number them. */
final class ItemCounter {

    /** An open list, and the number of its last item. */
    private record Open(boolean isNumbered, int number) {}

    private final List<Open> open = new ArrayList<>();

    /**
     * Counts an item.
     *
     * @param level from 1
     * @return its number
     */
    int next(boolean isNumbered, int level) {
        if (level <= open.size()) {
            boolean continues = open.get(level - 1).isNumbered == isNumbered;
            open.subList(continues ? level : 0, open.size()).clear();
        }
        while (open.size() < level) {
            open.add(new Open(isNumbered, open.size() == level - 1 ? 0 : 1));
        }
        int number = open.get(level - 1).number + 1;
        set(number);
        return number;
    }

    /** Gives the last item another number, from which counting continues. */
    void set(int number) {
        int last = open.size() - 1;
        open.set(last, new Open(open.get(last).isNumbered, number));
    }

    void endLists() {
        open.clear();
    }
}
