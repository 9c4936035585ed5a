package bantin.paging;

import bantin.time.SiteTime;
import java.util.function.Function;

/**
 * One order that a list can be had in; ties are broken by id in the same direction.
 *
 * @param name as in {@code sort=}: {@code title}, {@code -publishedAt}
 * @param expression the SQL that is sorted by; never null in a row of the list
 * @param key reads a cursor's text back into the value that {@code expression} has; throws what it likes where the text
 *     is none that a cursor of ours could hold
 */
public record Sort(String name, String expression, Function<String, Object> key) {

    /** In Vietnamese order, which puts other languages of the Latin script in theirs as well. */
    public static Sort byText(String name, String expression) {
        return new Sort(name, expression + " collate \"vi-x-icu\"", text -> text);
    }

    public static Sort byTime(String name, String expression) {
        return new Sort(name, expression, text -> SiteTime.parse(text).orElseThrow());
    }

    public static Sort byNumber(String name, String expression) {
        return new Sort(name, expression, Long::valueOf);
    }

    boolean isDescending() {
        return name.startsWith("-");
    }

    String orderBy(String key, String id) {
        var direction = isDescending() ? " desc" : "";
        return key + direction + ", " + id + direction;
    }

    String after(String key, String id) {
        return "(" + key + ", " + id + ") " + (isDescending() ? "<" : ">") + " (:cursorValue, :cursorId)";
    }
}
