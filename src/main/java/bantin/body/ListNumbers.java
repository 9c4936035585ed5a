package bantin.body;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/**
 * The numbers that the items of a page's numbered lists have: "ordinal value", section 4.4.8 of the WHATWG's HTML
 * standard. Portable Text numbers by counting on, so that only those numbers are kept which counting would not give:
 * those of a list that begins elsewhere, or goes on behind a picture or a note.
 */
final class ListNumbers {

    private static final Pattern NUMBER = Pattern.compile("\\+?\\d{1,9}");

    private final Map<Element, Integer> ordinals = new IdentityHashMap<>();
    private final Map<Element, Boolean> lists = new IdentityHashMap<>();

    /** First items of lists that say where they begin. */
    private final Map<Object, Boolean> beginners = new IdentityHashMap<>();

    /** The number of an item; null when it is none of a numbered list. */
    Integer of(Element li) {
        Element list = li.parent();
        if (list == null || !list.normalName().equals("ol")) {
            return null;
        }
        if (lists.put(list, true) == null) {
            count(list);
        }
        return ordinals.get(li);
    }

    private void count(Element list) {
        List<Element> items = list.children().stream()
                .filter(child -> child.normalName().equals("li"))
                .toList();
        int step = list.hasAttr("reversed") ? -1 : 1;
        int next = number(list.attr("start"), step > 0 ? 1 : items.size());
        for (Element li : items) {
            next = number(li.attr("value"), next);
            ordinals.put(li, next);
            next += step;
        }
        if (step > 0 && list.hasAttr("start") && !items.isEmpty()) {
            beginners.put(items.get(0), true);
        }
    }

    private static int number(String attribute, int absent) {
        String number = attribute.strip();
        return !number.isEmpty() && NUMBER.matcher(number).matches() ? Integer.parseInt(number) : absent;
    }

    /**
     * Takes the numbers away that counting gives anyway, as {@link HtmlWriter} nests and numbers lists, unless a list
     * begins with them.
     */
    List<Draft> settled(List<Draft> drafts) {
        var settled = new ArrayList<Draft>();
        var counter = new ItemCounter();
        for (Draft draft : drafts) {
            if (draft instanceof Draft.Text text && text.list() != null) {
                settled.add(text.numbered(settle(text, counter)));
            } else {
                counter.endLists();
                settled.add(draft);
            }
        }
        return settled;
    }

    /** The start that an item needs, or null. */
    private Integer settle(Draft.Text item, ItemCounter counter) {
        int counted = counter.next(item.list().equals(Block.NUMBER), item.level());
        Integer given = item.start();
        if (given == null || given < 0 || given > Block.MAX_START) {
            return null;
        }
        counter.set(given);
        return given != counted || beginners.containsKey(item.item()) ? given : null;
    }
}
