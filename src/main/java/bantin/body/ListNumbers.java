package bantin.body;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/**
 * Numbers the items of a page's numbered lists ("ordinal value", section 4.4.8 of the WHATWG's HTML standard).
 * Renderers of Portable Text count the items of a list themselves, so a number is kept only if counting would give
 * another one: in a list that does not begin with 1, or that continues after a picture or a paragraph.
 */
final class ListNumbers {

    private static final Pattern NUMBER = Pattern.compile("\\+?\\d{1,9}");

    private final Map<Element, Integer> ordinals = new IdentityHashMap<>();
    private final Map<Element, Boolean> lists = new IdentityHashMap<>();

    /** The first items of lists with a {@code start} attribute. */
    private final Map<Object, Boolean> withStart = new IdentityHashMap<>();

    /** The number of an item; null when it is not in a numbered list. */
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
            withStart.put(items.get(0), true);
        }
    }

    private static int number(String attribute, int absent) {
        String number = attribute.strip();
        return !number.isEmpty() && NUMBER.matcher(number).matches() ? Integer.parseInt(number) : absent;
    }

    /**
     * Removes the numbers that counting gives anyway, in the way in which {@link HtmlWriter} nests and numbers lists.
     * Those of first items with a {@code start} attribute are kept.
     */
    List<Draft> withoutImplied(List<Draft> drafts) {
        var kept = new ArrayList<Draft>();
        var counter = new ItemCounter();
        for (Draft draft : drafts) {
            if (draft instanceof Draft.Text text && text.list() != null) {
                kept.add(text.numbered(explicitNumber(text, counter)));
            } else {
                counter.endLists();
                kept.add(draft);
            }
        }
        return kept;
    }

    /** The number that an item must state; null when counting gives it. */
    private Integer explicitNumber(Draft.Text item, ItemCounter counter) {
        int counted = counter.next(item.list().equals(Block.NUMBER), item.level());
        Integer given = item.start();
        if (given == null || given < 0 || given > Block.MAX_START) {
            return null;
        }
        counter.set(given);
        return given != counted || withStart.containsKey(item.item()) ? given : null;
    }
}
