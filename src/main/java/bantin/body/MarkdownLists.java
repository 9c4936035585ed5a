package bantin.body;

import java.util.ArrayDeque;
import java.util.Deque;
import org.commonmark.node.BulletList;
import org.commonmark.node.Document;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;

/** Builds the nested lists of a Markdown document from the flat list items of Portable Text. */
final class MarkdownLists {

    private final Document document;
    private final Deque<OpenList> open = new ArrayDeque<>();

    /** The numbers that {@link HtmlReader} gives the items when it reads the Markdown back. */
    private final ItemCounter counter = new ItemCounter();

    /** The numbers that the items have in Portable Text. */
    private final LevelCounts counts = new LevelCounts();

    /** @param next the number of its next item */
    private record OpenList(ListBlock list, int next) {}

    /** @param document gets the lists */
    MarkdownLists(Document document) {
        this.document = document;
    }

    /** Ends all lists; the next item begins a new one. */
    void end() {
        open.clear();
        counter.endLists();
        counts.endLists();
    }

    /**
     * Adds an empty item for a list item of Portable Text, in the open list of its kind and level, or in a new list
     * inside the last item. A new list begins as well if the item's number is not the open list's next one, because a
     * Markdown list cannot skip numbers, and if the item states the number that counting gives, because the reader
     * would drop it otherwise.
     */
    Node newItem(Block block) {
        int counted = counter.next(block.isNumbered(), block.depth());
        int number = counts.next(block);
        while (open.size() > block.depth()) {
            open.removeLast();
        }
        if (open.size() == block.depth()) {
            OpenList list = open.getLast();
            boolean isSameKind = list.list instanceof OrderedList == block.isNumbered();
            if (isSameKind && block.start() == null && list.next == counted) {
                number = counted;
            }
            boolean statesCountedNumber = block.start() != null && number == counted && number != 1;
            if (!isSameKind || statesCountedNumber || (block.isNumbered() && list.next != number)) {
                open.removeLast();
            }
        }
        counter.set(number);
        while (open.size() < block.depth()) {
            openList(block.isNumbered(), open.size() == block.depth() - 1 ? number : 1);
        }
        return newItem();
    }

    private void openList(boolean isNumbered, int number) {
        Node parent = open.isEmpty() ? document : lastItem();
        ListBlock list = isNumbered ? numberedList(number, parent.getLastChild()) : new BulletList();
        list.setTight(true);
        if (parent.getParent() instanceof ListBlock outer && isNumbered) {
            // Only a list that begins with 1 may interrupt a paragraph; another one needs a blank line before it.
            outer.setTight(outer.isTight() && number == 1);
        }
        parent.appendChild(list);
        open.addLast(new OpenList(list, number));
    }

    /** A list directly after another numbered one gets the other delimiter; otherwise Markdown would join the two. */
    private static OrderedList numberedList(int start, Node before) {
        var list = new OrderedList();
        list.setMarkerStartNumber(start);
        boolean isAfterDots = before instanceof OrderedList other
                && other.getMarkerDelimiter().equals(".");
        list.setMarkerDelimiter(isAfterDots ? ")" : ".");
        return list;
    }

    private Node lastItem() {
        Node last = open.getLast().list.getLastChild();
        return last == null ? newItem() : last;
    }

    private Node newItem() {
        OpenList last = open.removeLast();
        var item = new ListItem();
        last.list.appendChild(item);
        open.addLast(new OpenList(last.list, last.next + 1));
        return item;
    }
}
