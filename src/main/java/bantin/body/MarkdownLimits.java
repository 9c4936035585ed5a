package bantin.body;

import java.util.function.ToLongFunction;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;

/**
 * Markdown that the parser would choke on. It is linear in what people write, but a few constructions cost it the
 * square of their length, or make more of them than there is memory; a mebibyte of those would take minutes.
 */
final class MarkdownLimits {

    /** A row may leave out cells that the parser then adds: a wide head over many short rows costs gigabytes. */
    private static final int MAX_CELLS = 500_000;

    /** With each line that may begin something new, the parser copies the lines of the paragraph before it. */
    private static final int MAX_LINES = 1_000;

    /** For each closing bracket the parser copies all text since the opening one: a fifth of a second's worth of characters. */
    private static final long MAX_COPIED = 400_000_000L;

    /** For each run of tildes the parser tries all runs before it, if their lengths differ. */
    private static final long MAX_TILDE_PAIRS = 30_000_000L;

    /** A run of stars that meets another as long nests an emphasis for each two of them, and moves them one by one. */
    private static final long MAX_STAR_PAIRS = 3_000_000_000L;

    /** For each {@code <} the parser looks for its {@code >}. */
    private static final long MAX_SOUGHT = 30_000_000L;

    private static final int MAX_REPEATED = 100_000;

    private MarkdownLimits() {}

    /** Parts what goes on for too many lines without a blank one. */
    static String withBearableParagraphs(String markdown) {
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
     * Whether the brackets in this text, if they all nest, cost too much. That they do cannot be told without parsing,
     * but a thousand links in paragraphs of ordinary length stay far below.
     */
    static boolean mayNestTooManyBrackets(String markdown) {
        return sumOverParagraphs(markdown, paragraph -> {
                    long brackets = paragraph.chars().filter(c -> c == '[').count();
                    return brackets * paragraph.length();
                })
                > MAX_COPIED;
    }

    /** Whether too many runs of tildes stand in one paragraph to be tried with each other. */
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

    /** Whether runs of stars or underscores are so long that they nest too deep. */
    static boolean mayNestTooManyStars(String markdown) {
        long pairs = 0;
        long run = 0;
        for (int i = 0; i < markdown.length(); i++) {
            char c = markdown.charAt(i);
            boolean isStar = c == '*' || c == '_';
            run = isStar && i > 0 && markdown.charAt(i - 1) == c ? run + 1 : isStar ? 1 : 0;
            // the square of the run, summed up as it grows
            pairs += isStar ? 2 * run - 1 : 0;
        }
        return pairs > MAX_STAR_PAIRS;
    }

    /** Whether too far must be looked for what closes the tags in this text. */
    static boolean mayLeaveTooManyTagsOpen(String markdown) {
        long sought = 0;
        int close = -1;
        for (int open = markdown.indexOf('<'); open >= 0; open = markdown.indexOf('<', open + 1)) {
            if (close >= 0 && close <= open) {
                close = -1;
            }
            if (close < 0) {
                close = markdown.indexOf('>', open);
                close = close < 0 ? markdown.length() : close;
            }
            sought += Math.min(close - open, UnclosedTags.REACH);
        }
        return sought > MAX_SOUGHT;
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
     * Whether the addresses and titles in a document are together much longer than the text it was read from: each
     * mention of a reference repeats what it refers to, so that a few hundred kilobytes could become gigabytes.
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
