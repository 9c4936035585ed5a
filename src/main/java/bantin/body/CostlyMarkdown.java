package bantin.body;

/**
 * Markdown that the parser would choke on. It is linear in what people write, but a few constructions cost it the
 * square of their length, or make more of them than there is memory; a mebibyte of those would take minutes.
 */
final class CostlyMarkdown {

    /** A row may leave out cells that the parser then adds: a wide head over many short rows costs gigabytes. */
    private static final int MAX_CELLS = 500_000;

    /** With each line that may begin something new, the parser copies the lines of the paragraph before it. */
    private static final int MAX_LINES = 1_000;

    /** For each closing bracket the parser copies all text since the opening one: some seconds' worth of characters. */
    private static final long MAX_COPIED = 3_000_000_000L;

    private CostlyMarkdown() {}

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
        long copied = 0;
        int start = 0;
        while (start < markdown.length()) {
            int blank = markdown.indexOf("\n\n", start);
            int end = blank < 0 ? markdown.length() : blank + 2;
            long brackets =
                    markdown.substring(start, end).chars().filter(c -> c == '[').count();
            copied += brackets * (end - start);
            start = end;
        }
        return copied > MAX_COPIED;
    }
}
