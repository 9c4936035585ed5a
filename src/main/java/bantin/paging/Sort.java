package bantin.paging;

import bantin.time.SiteTime;
import java.util.function.Function;

/**
 * One order that a list can be had in; ties are broken by id in the same direction.
 *
 * @param name as in {@code sort=}: {@code title}, {@code -publishedAt}
 * @param expression the SQL that is sorted by; never null in a row of the list
 * @param type of the expression, in SQL
 * @param key reads a cursor's text back into the value that {@code expression} has; throws what it likes where the text
 *     is none that a cursor of ours could hold
 */
public record Sort(String name, String expression, String type, Function<String, Object> key) {

    /** In Vietnamese order, which puts other languages of the Latin script in theirs as well. */
    public static Sort byText(String name, String expression) {
        return new Sort(name, expression + " collate \"vi-x-icu\"", "text", text -> text);
    }

    public static Sort byTime(String name, String expression) {
        return new Sort(
                name, expression, "timestamptz", text -> SiteTime.parse(text).orElseThrow());
    }

    public static Sort byNumber(String name, String expression) {
        return new Sort(name, expression, "bigint", Long::valueOf);
    }

    boolean isDescending() {
        return name.startsWith("-");
    }

    String orderBy(String key, String id) {
        var direction = isDescending() ? " desc" : "";
        return key + direction + ", " + id + direction;
    }

    /**
     * The values stand in queries of their own, so that PostgreSQL does not look at them when it plans: knowing that
     * few rows follow, it would plan such a page anew each time, which takes longer than to read it.
     */
    String after(String key, String id) {
        return "(" + key + ", " + id + ") " + (isDescending() ? "<" : ">") + " ((select cast(:cursorValue as " + type
                + ")), (select cast(:cursorId as bigint)))";
    }
}
