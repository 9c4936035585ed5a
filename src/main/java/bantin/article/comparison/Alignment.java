package bantin.article.comparison;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import java.util.ArrayList;
import java.util.List;

/**
 * Two lists as runs of elements that are equal or different, in order: a shortest edit script (E. Myers, "An O(ND)
 * Difference Algorithm and Its Variations", 1986).
 */
record Alignment<T>(List<T> before, List<T> after, List<Run<T>> runs) {

    /** Elements of both lists; the same if they are equal. */
    record Run<T>(boolean isEqual, List<T> before, List<T> after) {}

    static <T> Alignment<T> of(List<T> before, List<T> after, Budget budget) {
        var alignment = new Alignment<>(before, after, new ArrayList<>());
        var shorter = Math.min(before.size(), after.size());
        var start = 0;
        while (start < shorter && before.get(start).equals(after.get(start))) {
            start++;
        }
        var end = 0;
        while (end < shorter - start && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
            end++;
        }
        alignment.add(true, 0, start, 0, start);
        alignment.alignMiddle(start, before.size() - end, after.size() - end, budget);
        alignment.add(true, before.size() - end, before.size(), after.size() - end, after.size());
        return alignment;
    }

    private void alignMiddle(int start, int beforeEnd, int afterEnd, Budget budget) {
        var one = before.subList(start, beforeEnd);
        var other = after.subList(start, afterEnd);
        if (one.isEmpty() || other.isEmpty() || !budget.allows((long) one.size() + other.size())) {
            add(false, start, beforeEnd, start, afterEnd);
            return;
        }
        var i = start;
        var j = start;
        for (var delta :
                DiffUtils.diff(one, other, new MyersDiffWithLinearSpace<T>()).getDeltas()) {
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
