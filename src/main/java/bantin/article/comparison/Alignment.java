package bantin.article.comparison;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Two lists as runs of elements that are equal or different, in order: a shortest edit script (E. Myers, "An O(ND)
 * Difference Algorithm and Its Variations", 1986).
 */
record Alignment<T>(List<T> before, List<T> after, List<Run<T>> runs) {

    /** Elements of both lists; the same if they are equal. */
    record Run<T>(boolean isEqual, List<T> before, List<T> after) {}

    static <T> Alignment<T> of(List<T> before, List<T> after, Budget budget) {
        // The algorithm compares elements millions of times, so it gets numbers: equal elements have the same.
        var numbers = new HashMap<T, Integer>();
        var one = numbered(before, numbers);
        var other = numbered(after, numbers);
        var alignment = new Alignment<>(before, after, new ArrayList<>());
        var shorter = Math.min(one.size(), other.size());
        var start = 0;
        while (start < shorter && one.get(start).equals(other.get(start))) {
            start++;
        }
        var end = 0;
        while (end < shorter - start && one.get(one.size() - 1 - end).equals(other.get(other.size() - 1 - end))) {
            end++;
        }
        alignment.add(true, 0, start, 0, start);
        alignment.alignMiddle(
                start, one.subList(start, one.size() - end), other.subList(start, other.size() - end), budget);
        alignment.add(true, before.size() - end, before.size(), after.size() - end, after.size());
        return alignment;
    }

    private static <T> List<Integer> numbered(List<T> elements, Map<T, Integer> numbers) {
        var numbered = new ArrayList<Integer>(elements.size());
        for (var element : elements) {
            numbered.add(numbers.computeIfAbsent(element, any -> numbers.size()));
        }
        return numbered;
    }

    /** @param start how many equal elements are before these */
    private void alignMiddle(int start, List<Integer> one, List<Integer> other, Budget budget) {
        var beforeEnd = start + one.size();
        var afterEnd = start + other.size();
        if (one.isEmpty() || other.isEmpty() || !budget.allows((long) one.size() + other.size())) {
            add(false, start, beforeEnd, start, afterEnd);
            return;
        }
        var i = start;
        var j = start;
        for (var delta : DiffUtils.diff(one, other, new MyersDiffWithLinearSpace<Integer>())
                .getDeltas()) {
            var source = delta.getSource();
            var target = delta.getTarget();
            var from = start + source.getPosition();
            var to = start + target.getPosition();
            add(true, i, from, j, to);
            i = from + source.size();
            j = to + target.size();
            add(false, from, i, to, j);
        }
        add(true, i, beforeEnd, j, afterEnd);
    }

    /** Joins it with the last run if both are of the same kind. */
    private void add(boolean isEqual, int beforeStart, int beforeEnd, int afterStart, int afterEnd) {
        if (beforeStart == beforeEnd && afterStart == afterEnd) {
            return;
        }
        var run = new Run<>(isEqual, before.subList(beforeStart, beforeEnd), after.subList(afterStart, afterEnd));
        if (!runs.isEmpty() && runs.get(runs.size() - 1).isEqual == isEqual) {
            var last = runs.remove(runs.size() - 1);
            run = new Run<>(isEqual, joined(last.before, run.before), joined(last.after, run.after));
        }
        runs.add(run);
    }

    private static <T> List<T> joined(List<T> one, List<T> other) {
        var all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }
}
