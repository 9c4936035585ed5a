package bantin.body;

import java.util.ArrayList;
import java.util.List;

/** Collects the text of a page piece by piece; {@link #paragraphs} collapses its white space as a browser does. */
final class Runs {

    /** Consecutive text in one format. */
    record Run(String text, Format format) {}

    private final List<Run> found = new ArrayList<>();
    private final boolean isExact;

    Runs() {
        this(false);
    }

    private Runs(boolean isExact) {
        this.isExact = isExact;
    }

    /** For {@link ExactText}: the text is one paragraph, possibly empty, and its white space is kept. */
    static Runs exact() {
        return new Runs(true);
    }

    boolean isExact() {
        return isExact;
    }

    /** Adds text. A line feed in it is white space. */
    void text(String text, Format format) {
        found.add(new Run(isExact ? ExactText.words(text) : text.replace('\n', ' '), format));
    }

    void lineBreak(Format format) {
        found.add(new Run("\n", format));
    }

    /** Adds text in which a line feed is a line break. */
    void lines(String text, Format format, Format breakFormat) {
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (i > 0) {
                lineBreak(breakFormat);
            }
            text(lines[i], format);
        }
    }

    boolean isEmpty() {
        return !isExact && found.isEmpty();
    }

    /**
     * The paragraphs of the text. White space is collapsed, and removed at the edges of paragraphs and lines. A single
     * line break is {@code \n}; two or more in a row separate paragraphs, because old pages use {@code <br><br>} for
     * that.
     */
    List<List<Run>> paragraphs() {
        if (isExact) {
            return List.of(found);
        }
        var typesetter = new Typesetter();
        for (Run run : found) {
            for (int i = 0; i < run.text.length(); i++) {
                typesetter.add(run.text.charAt(i), run.format);
            }
        }
        typesetter.endParagraph();
        return typesetter.paragraphs;
    }

    private static final class Typesetter {

        private final List<List<Run>> paragraphs = new ArrayList<>();
        private List<Run> paragraph = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private Format format;
        private int pendingBreaks;
        private Format breakFormat;
        private Format spaceFormat;

        void add(char c, Format as) {
            if (c == '\n') {
                breakFormat = pendingBreaks == 0 ? as : breakFormat;
                pendingBreaks++;
            } else if (TextCleaner.isSpace(c) || (isAtEdge() && TextCleaner.isBlank(c))) {
                spaceFormat = spaceFormat == null ? as : spaceFormat;
            } else {
                addPendingSpace();
                append(c, as);
            }
        }

        private boolean isAtEdge() {
            return format == null || pendingBreaks > 0;
        }

        /** Adds the white space that was found before a visible character, collapsed. */
        private void addPendingSpace() {
            if (format != null) {
                if (pendingBreaks > 1) {
                    endParagraph();
                } else if (pendingBreaks == 1) {
                    append('\n', breakFormat);
                } else if (spaceFormat != null) {
                    append(' ', spaceFormat);
                }
            }
            pendingBreaks = 0;
            spaceFormat = null;
        }

        private void append(char c, Format as) {
            if (format != null && !format.equals(as)) {
                endRun();
            }
            format = as;
            text.append(c);
        }

        private void endRun() {
            paragraph.add(new Run(text.toString(), format));
            text.setLength(0);
        }

        void endParagraph() {
            if (format != null) {
                endRun();
                trimEnd();
                if (paragraph.stream().anyMatch(Typesetter::isVisible)) {
                    paragraphs.add(paragraph);
                }
                paragraph = new ArrayList<>();
                format = null;
            }
        }

        private static boolean isVisible(Run run) {
            for (int i = 0; i < run.text.length(); i++) {
                if (!TextCleaner.isInvisible(run.text.charAt(i))) {
                    return true;
                }
            }
            return false;
        }

        private void trimEnd() {
            while (!paragraph.isEmpty()) {
                Run last = paragraph.remove(paragraph.size() - 1);
                int end = last.text.length();
                while (end > 0 && TextCleaner.isBlank(last.text.charAt(end - 1))) {
                    end--;
                }
                if (end > 0) {
                    paragraph.add(new Run(last.text.substring(0, end), last.format));
                    return;
                }
            }
        }
    }
}
