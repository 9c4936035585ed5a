package bantin.body;

import java.util.function.ToLongFunction;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;

/**
 * Limits constructs of Markdown for which the parser, otherwise linear, takes quadratic time or memory: a mebibyte of
 * them would take minutes.
 */
final class MarkdownLimits {

    /** The parser fills up short rows with cells: a wide header with many short rows would take gigabytes. */
    private static final int MAX_CELLS = 500_000;

    /**
     * Lines in a paragraph. For each line that may begin a table, the parser copies all lines of the paragraph before
     * it.
     */
    private static final int MAX_LINES = 1_000;

    /** For each closing bracket the parser copies the text since the opening one. This many characters take 0.2 s. */
    private static final long MAX_COPIED = 400_000_000L;

    /** For each run of tildes the parser tries all earlier runs, if their lengths differ. */
    private static final long MAX_TILDE_PAIRS = 30_000_000L;

    /** Two long runs of asterisks become an emphasis for each two of them, whose content the parser moves each time. */
    private static final long MAX_STAR_PAIRS = 3_000_000_000L;

    /** For each {@code <} the parser searches its {@code >}; the sum of the distances in characters. */
    private static final long MAX_SEARCHED = 30_000_000L;

    private static final int MAX_REPEATED = 100_000;

    private MarkdownLimits() {}

    /** Inserts a blank line after each {@value #MAX_LINES} lines of a paragraph. */
    static String withLimitedParagraphs(String markdown) {
        var parted = new StringBuilder();
        int lines = 0;
        int done = 0;
        for (int end = markdown.indexOf('\n'); end >= 0; end = markdown.indexOf('\n', end + 1)) {
            boolean isBlank = end == 0 || markdown.charAt(end - 1) == '\n';
            lines = isBlank ? 0 : lines + 1;
            if (lines == MAX_LINES) {
                parted.append(markdown, done, end + 1).append('\n');
                done = end + 1;
                lines = 0;
            }
        }
        return done == 0
                ? markdown
                : parted.append(markdown, done, markdown.length()).toString();
    }

    /** Whether a table in this text could have too many cells. */
    static boolean mayHoldTooManyCells(String markdown) {
        long lines = 1;
        long widest = 0;
        long bars = 0;
        for (int i = 0; i < markdown.length(); i++) {
            char c = markdown.charAt(i);
            bars += c == '|' ? 1 : 0;
            if (c == '\n') {
                lines++;
                bars = 0;
            }
            widest = Math.max(widest, bars);
        }
        return lines * (widest + 1) > MAX_CELLS;
    }

    /**
     * Whether the brackets in a text would cost too much if all of them nested, which is not known before parsing. A
     * thousand links in paragraphs of usual length stay far below the limit.
     */
    static boolean mayNestTooManyBrackets(String markdown) {
        return sumOverParagraphs(markdown, paragraph -> {
                    long brackets = paragraph.chars().filter(c -> c == '[').count();
                    return brackets * paragraph.length();
                })
                > MAX_COPIED;
    }

    /** Whether one paragraph may have too many runs of tildes. */
    static boolean mayPairTooManyTildes(String markdown) {
        return sumOverParagraphs(markdown, paragraph -> {
                    long runs = 0;
                    for (int i = paragraph.indexOf('~'); i >= 0; i = paragraph.indexOf('~', i + 1)) {
                        runs += i == 0 || paragraph.charAt(i - 1) != '~' ? 1 : 0;
                    }
                    return runs * runs;
                })
                > MAX_TILDE_PAIRS;
    }

    /** Whether runs of asterisks or underscores are so long that emphasis nests too deeply. */
    static boolean mayNestTooManyStars(String markdown) {
        long pairs = 0;
        long run = 0;
        for (int i = 0; i < markdown.length(); i++) {
            char c = markdown.charAt(i);
            boolean isStar = c == '*' || c == '_';
            run = isStar && i > 0 && markdown.charAt(i - 1) == c ? run + 1 : isStar ? 1 : 0;
            // Sums up to the square of the run's length.
            pairs += isStar ? 2 * run - 1 : 0;
        }
        return pairs > MAX_STAR_PAIRS;
    }

    /** Whether the tags in a text are closed too far away. */
    static boolean mayLeaveTooManyTagsOpen(String markdown) {
        long searched = 0;
        int close = -1;
        for (int open = markdown.indexOf('<'); open >= 0; open = markdown.indexOf('<', open + 1)) {
            if (close >= 0 && close <= open) {
                close = -1;
            }
            if (close < 0) {
                close = markdown.indexOf('>', open);
                close = close < 0 ? markdown.length() : close;
            }
            searched += Math.min(close - open, UnclosedTags.REACH);
        }
        return searched > MAX_SEARCHED;
    }

    private static long sumOverParagraphs(String markdown, ToLongFunction<String> cost) {
        long sum = 0;
        int start = 0;
        while (start < markdown.length()) {
            int blank = markdown.indexOf("\n\n", start);
            int end = blank < 0 ? markdown.length() : blank + 2;
            sum += cost.applyAsLong(markdown.substring(start, end));
            start = end;
        }
        return sum;
    }

    /**
     * Whether the addresses and titles in a document are much longer than the text from which it was read. Each use of
     * a link reference repeats its address, so that a few hundred kilobytes could become gigabytes.
     *
     * @param length of the text, in characters
     */
    static boolean repeatsTooMuch(Node document, int length) {
        var counter = new ReferenceCounter();
        document.accept(counter);
        return counter.characters > 2L * length + MAX_REPEATED;
    }

    private static final class ReferenceCounter extends AbstractVisitor {

        private long characters;

        @Override
        public void visit(Link link) {
            add(link.getDestination(), link.getTitle());
            visitChildren(link);
        }

        @Override
        public void visit(Image image) {
            add(image.getDestination(), image.getTitle());
            visitChildren(image);
        }

        private void add(String destination, String title) {
            characters += destination.length() + (title == null ? 0 : title.length());
        }
    }
}
