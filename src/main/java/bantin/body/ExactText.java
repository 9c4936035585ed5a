package bantin.body;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;

/**
 * Text whose white space must be kept. {@link HtmlReader} collapses white space, and treats blank paragraphs, double
 * line breaks and tables of one cell as layout. Where that would change the output of {@link HtmlWriter}, the writer
 * gives the element the attribute {@value #MARK}, and the reader takes its content literally.
 */
final class ExactText {

    static final String MARK = "data-exact";

    /** Several spaces as {@link HtmlWriter} writes them: all but the last are no-break spaces. */
    private static final Pattern WRITTEN_SPACES = Pattern.compile("\u00A0+ ");

    /** A line break with indentation that another tool added to the HTML. */
    private static final Pattern LINE_OF_SOURCE = Pattern.compile("[ \\t\\r]*\\n[ \\t\\r]*");

    private static final Evaluator CODE = Selector.evaluatorOf("code");
    private static final Set<String> TABLE = Set.of("table");
    private static final Set<String> CELLS = Set.of("td", "th");

    private ExactText() {}

    static boolean isMarked(Element element) {
        return element.hasAttr(MARK);
    }

    /** Whether {@link HtmlReader} would read another text than this one of a block. */
    static boolean isCollapsible(String text) {
        boolean isEmpty = true;
        boolean isAfterLine = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isSpace = TextCleaner.isSpace(c);
            if ((isAfterLine && TextCleaner.isBlank(c))
                    || (isSpace && c != ' ' && c != '\n')
                    || (c == ' ' && i + 1 < text.length() && TextCleaner.isSpace(text.charAt(i + 1)))) {
                return true;
            }
            isEmpty &= TextCleaner.isInvisible(c);
            isAfterLine = c == '\n';
        }
        return isEmpty || TextCleaner.isBlank(text.charAt(text.length() - 1)) || Shortcodes.mayBeIn(text);
    }

    /** Whether {@link HtmlReader} would read another table than this one, or none. */
    static boolean isCollapsible(Table table) {
        int width = table.width();
        return table.rows().size() * width < 2
                || table.rows().stream()
                        .anyMatch(row -> row.size() < width || row.stream().allMatch(String::isEmpty))
                || table.rows().stream()
                        .flatMap(List::stream)
                        .anyMatch(cell -> !TextCleaner.lines(cell).equals(cell) || Shortcodes.mayBeIn(cell));
    }

    /** The text of a text node that {@link HtmlWriter} wrote. */
    static String words(String text) {
        String line = LINE_OF_SOURCE.matcher(text).replaceAll(" ");
        return WRITTEN_SPACES.matcher(line).replaceAll(spaces -> " ".repeat(spaces.end() - spaces.start()));
    }

    /** The table or code block that {@link HtmlWriter} wrote as this element; empty when the element is neither. */
    static Optional<Draft> structure(Element element) {
        return switch (element.normalName()) {
            case "table" ->
                HtmlElements.contains(element, TABLE)
                        ? Optional.empty()
                        : Optional.of(new Draft.Other(table(element)::toNode));
            case "pre" -> Optional.of(new Draft.Other(listing(element)::toNode));
            default -> Optional.empty();
        };
    }

    private static Table table(Element element) {
        var rows = new ArrayList<List<String>>();
        var blocks = new ArrayList<List<Block>>();
        for (Element row : element.getElementsByTag("tr")) {
            var texts = new ArrayList<String>();
            var marked = new ArrayList<Block>();
            for (Element cell : row.children()) {
                if (CELLS.contains(cell.normalName())) {
                    texts.add(text(cell));
                    marked.add(TableReader.cell(cell, Runs.exact()));
                }
            }
            rows.add(texts);
            blocks.add(marked);
        }
        return new Table(rows, blocks);
    }

    private static String text(Element cell) {
        var text = new StringBuilder();
        cell.forEachNode(node -> {
            if (node instanceof org.jsoup.nodes.TextNode words) {
                text.append(words(words.getWholeText()));
            } else if (node instanceof Element inner && inner.normalName().equals("br")) {
                text.append('\n');
            }
        });
        return TextCleaner.nfc(TextCleaner.withoutControls(text.toString()));
    }

    private static CodeBlock listing(Element pre) {
        Element code = pre.selectFirst(CODE);
        return new CodeBlock(
                TextCleaner.nfc(TextCleaner.withoutControls(pre.wholeText())),
                HtmlElements.language(code == null ? pre : code));
    }
}
