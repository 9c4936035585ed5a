package bantin.article.comparison;

import bantin.article.comparison.TextChange.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Compares two texts by words. */
final class TextComparison {

    /** A word, white space, or one other character. */
    private static final Pattern TOKEN =
            Pattern.compile("[\\p{L}\\p{M}\\p{N}]+|\\s+|.", Pattern.DOTALL | Pattern.UNICODE_CHARACTER_CLASS);

    private final List<TextChange> changes = new ArrayList<>();
    private final StringBuilder deleted = new StringBuilder();
    private final StringBuilder inserted = new StringBuilder();

    private TextComparison() {}

    /** The parts of both texts in order; empty if both are. A null is compared like an empty text. */
    static List<TextChange> of(String before, String after, Budget budget) {
        var comparison = new TextComparison();
        var runs = Alignment.of(tokens(before), tokens(after), budget).runs();
        for (int i = 0; i < runs.size(); i++) {
            var run = runs.get(i);
            if (!run.isEqual() || isGap(run, i, runs.size())) {
                run.before().forEach(comparison.deleted::append);
                run.after().forEach(comparison.inserted::append);
            } else {
                comparison.endChange();
                comparison.add(Operation.equal, String.join("", run.before()));
            }
        }
        comparison.endChange();
        return comparison.changes;
    }

    /** White space between two changed words belongs to the change: "three new words" reads as one insertion. */
    private static boolean isGap(Alignment.Run<String> run, int index, int size) {
        return index > 0 && index < size - 1 && run.before().stream().allMatch(String::isBlank);
    }

    private static List<String> tokens(String text) {
        return text == null
                ? List.of()
                : TOKEN.matcher(text).results().map(MatchResult::group).toList();
    }

    private void endChange() {
        add(Operation.delete, deleted.toString());
        add(Operation.insert, inserted.toString());
        deleted.setLength(0);
        inserted.setLength(0);
    }

    private void add(Operation operation, String text) {
        if (!text.isEmpty()) {
            changes.add(new TextChange(operation, text));
        }
    }

    /** Whether at least half of the characters are equal. */
    static boolean isSimilar(List<TextChange> changes) {
        long all = 0;
        long equal = 0;
        for (var change : changes) {
            var isEqual = change.operation() == Operation.equal;
            all += (isEqual ? 2L : 1L) * change.text().length();
            equal += isEqual ? 2L * change.text().length() : 0;
        }
        return 2 * equal >= all;
    }
}
