package bantin.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * A paragraph, heading, quotation or list item: a {@code block} of Portable Text.
 *
 * @param style {@code normal}, {@code h1}–{@code h6}, {@code blockquote} or a custom style
 * @param listItem {@code bullet}, {@code number} or a custom kind; null when this is no list item
 * @param level depth of the list item, from 1; null when this is no list item and no level was given
 * @param start the number of this numbered item, from which the list continues; null when the list counts on, or from 1
 * @param extra properties that Portable Text does not define, in their order
 */
record Block(
        String key,
        String style,
        String listItem,
        Integer level,
        Integer start,
        List<Inline> children,
        List<MarkDef> markDefs,
        Map<String, JsonNode> extra)
        implements Node {

    static final String TYPE = "block";
    static final String NORMAL = "normal";
    static final String BLOCKQUOTE = "blockquote";
    static final String BULLET = "bullet";
    static final String NUMBER = "number";

    /** The largest number of a list item in CommonMark. */
    static final int MAX_START = 999_999_999;

    /** Renderers open one list per level, so a level of a million would become a million tags. */
    static final int MAX_LEVEL = 32;

    Block {
        children = List.copyOf(children);
        markDefs = List.copyOf(markDefs);
    }

    boolean isListItem() {
        return listItem != null;
    }

    boolean isNumbered() {
        return NUMBER.equals(listItem);
    }

    boolean isHeading() {
        return style.length() == 2 && style.charAt(0) == 'h' && style.charAt(1) >= '1' && style.charAt(1) <= '6';
    }

    /** Depth of the list item, from 1 to {@value #MAX_LEVEL}. */
    int depth() {
        return level == null ? 1 : Math.min(level, MAX_LEVEL);
    }

    /** The text of all spans, line breaks as {@code \n}. */
    String text() {
        var text = new StringBuilder();
        for (Inline child : children) {
            if (child instanceof Span span) {
                text.append(span.text());
            }
        }
        return text.toString();
    }

    Block withChildren(List<Inline> others) {
        return new Block(key, style, listItem, level, start, others, markDefs, extra);
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("_type", TYPE).put("_key", key).put("style", style);
        if (listItem != null) {
            json.put("listItem", listItem);
        }
        if (level != null) {
            json.put("level", level);
        }
        if (start != null) {
            json.put("start", start);
        }
        ArrayNode childrenJson = json.putArray("children");
        children.forEach(child -> childrenJson.add(child.toJson()));
        ArrayNode markDefsJson = json.putArray("markDefs");
        markDefs.forEach(markDef -> markDefsJson.add(markDef.toJson()));
        extra.forEach((name, value) -> json.set(name, value.deepCopy()));
        return json;
    }
}
