package bantin.body;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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

    /** A list that is open, and the number of its last item. */
    private record Open(String kind, int number) {}

    /**
     * Takes the numbers away that counting gives anyway, as {@link HtmlWriter} nests and numbers lists, unless a list
     * begins with them.
     */
    List<Draft> settled(List<Draft> drafts) {
        var settled = new ArrayList<Draft>();
        Deque<Open> open = new ArrayDeque<>();
        for (Draft draft : drafts) {
            if (draft instanceof Draft.Text text && text.list() != null) {
                settled.add(text.numbered(settle(text, open)));
            } else {
                open.clear();
                settled.add(draft);
            }
        }
        return settled;
    }

    /** The start that an item needs, or null; brings the open lists up to the item. */
    private Integer settle(Draft.Text item, Deque<Open> open) {
        boolean goesOn = item.level() <= open.size();
        if (goesOn) {
            String kind = open.stream().skip(item.level() - 1L).findFirst().orElseThrow().kind;
            goesOn = kind.equals(item.list());
            while (open.size() > (goesOn ? item.level() : 0)) {
                open.removeLast();
            }
        }
        while (open.size() < item.level()) {
            open.addLast(new Open(item.list(), open.size() == item.level() - 1 ? 0 : 1));
        }
        int counted = open.removeLast().number + 1;
        Integer given = item.start();
        boolean isNumber = given != null && given >= 0 && given <= Block.MAX_START;
        open.addLast(new Open(item.list(), isNumber ? given : counted));
        return isNumber && (given != counted || beginners.containsKey(item.item())) ? given : null;
    }
}
