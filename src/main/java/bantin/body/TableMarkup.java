package bantin.body;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * What a {@code <table>} of a page is meant for: pages of the time drew frames, columns and captions with it.
 *
 * @param rows visible cells by visible row
 */
record TableMarkup(Element table, List<List<Element>> rows) {

    /** What no plain cell can hold. */
    private static final Set<String> STRUCTURE = Set.of(
            "img", "video", "audio", "iframe", "object", "embed", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
            "pre", "figure");

    private static final Set<String> PARAGRAPHS =
            Set.of("p", "div", "ul", "ol", "blockquote", "section", "article", "center", "dl");
    private static final Set<String> SECTIONS = Set.of("thead", "tbody", "tfoot");

    static TableMarkup of(Element table) {
        var rows = new ArrayList<List<Element>>();
        for (Element part : table.children()) {
            if (Markup.isRemoved(part)) {
                continue;
            }
            List<Element> candidates = SECTIONS.contains(part.normalName()) ? part.children() : List.of(part);
            for (Element row : candidates) {
                if (row.normalName().equals("tr") && !Markup.isRemoved(row)) {
                    rows.add(cells(row));
                }
            }
        }
        return new TableMarkup(table, rows);
    }

    private static List<Element> cells(Element row) {
        return row.children().stream()
                .filter(cell ->
                        cell.normalName().equals("td") || cell.normalName().equals("th"))
                .filter(cell -> !Markup.isRemoved(cell))
                .toList();
    }

    List<Element> captions() {
        return table.children().stream()
                .filter(part -> part.normalName().equals("caption") && !Markup.isRemoved(part))
                .toList();
    }

    /** Whether all text is in cells. The parser sees to that, but gives up at the depth where it makes all siblings. */
    boolean isRegular() {
        return holdsOnly(table, Set.of("caption", "thead", "tbody", "tfoot", "tr"))
                && table.children().stream().allMatch(TableMarkup::isRegular);
    }

    private static boolean isRegular(Element part) {
        if (SECTIONS.contains(part.normalName())) {
            return holdsOnly(part, Set.of("tr")) && part.children().stream().allMatch(TableMarkup::isRegular);
        }
        return !part.normalName().equals("tr") || holdsOnly(part, Set.of("td", "th"));
    }

    private static boolean holdsOnly(Element parent, Set<String> names) {
        return parent.ownText().isBlank()
                && parent.children().stream()
                        .allMatch(child -> names.contains(child.normalName())
                                || (child.childNodeSize() == 0
                                        && !child.normalName().equals("img"))
                                || Markup.isRemoved(child));
    }

    /**
     * Whether this is a frame around other content: of one cell, of one column of paragraphs, or with structure inside.
     */
    boolean isLayout() {
        if (Markup.contains(table, STRUCTURE)) {
            return true;
        }
        Table data = data();
        int cells = data.rows().stream().mapToInt(List::size).sum();
        return cells < 2 || (data.width() == 1 && Markup.contains(table, PARAGRAPHS));
    }

    /** The text of the cells; blank rows are left out. */
    Table data() {
        var data = new ArrayList<List<String>>();
        for (List<Element> row : rows) {
            List<String> cells =
                    row.stream().map(cell -> Prose.lines(Markup.text(cell))).toList();
            if (cells.stream().anyMatch(cell -> !cell.isEmpty())) {
                data.add(cells);
            }
        }
        return new Table(data);
    }

    /**
     * Whether this is a column of pictures with short texts under them, as old portals set a picture with its caption.
     */
    boolean isPictureFrame() {
        long pictures =
                table.stream().filter(inner -> inner.normalName().equals("img")).count();
        return pictures > 0
                && Prose.lines(Markup.text(table)).length() <= pictures * Draft.MAX_CAPTION
                && rows.stream()
                        .allMatch(row ->
                                row.stream().filter(TableMarkup::isFilled).count() <= 1);
    }

    private static boolean isFilled(Element cell) {
        return hasPicture(cell) || !text(cell).isEmpty();
    }

    /** Whether a row holds nothing but several pictures and the next one as many short texts. */
    boolean isAboveItsCaptions(int row) {
        return row + 1 < rows.size()
                && rows.get(row).size() > 1
                && rows.get(row).size() == rows.get(row + 1).size()
                && rows.get(row).stream()
                        .allMatch(cell -> hasPicture(cell) && text(cell).isEmpty())
                && rows.get(row + 1).stream()
                        .allMatch(cell ->
                                !Markup.contains(cell, STRUCTURE) && text(cell).length() <= Draft.MAX_CAPTION);
    }

    private static boolean hasPicture(Element cell) {
        return Markup.contains(cell, Set.of("img"));
    }

    private static String text(Element cell) {
        return Prose.lines(Markup.text(cell));
    }
}
