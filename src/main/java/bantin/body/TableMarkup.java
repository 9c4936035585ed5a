package bantin.body;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;

/**
 * A {@code <table>} of a page, and whether it contains data or is used for layout: old pages use tables for frames,
 * columns and captions.
 *
 * @param rows visible cells by visible row
 * @param groups the parent of each row: a {@code <thead>}, {@code <tbody>} or {@code <tfoot>}, or the row itself
 *     without one
 */
record TableMarkup(Element table, List<List<Element>> rows, List<Element> groups) {

    /** Elements that a cell of a {@link Table} cannot contain. */
    private static final Set<String> STRUCTURE = Set.of(
            "img", "video", "audio", "iframe", "object", "embed", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
            "pre", "figure");

    private static final Set<String> PARAGRAPHS =
            Set.of("p", "div", "ul", "ol", "blockquote", "section", "article", "center", "dl");
    private static final Set<String> DECLARING = Set.of("thead", "th", "caption");
    private static final Set<String> NEVER_IN_DATA = Set.of("table", "video", "audio", "iframe", "object", "embed");
    private static final Set<String> UNLIKE_DATA = Set.of("figure", "pre", "hr");
    private static final Evaluator CELL = Selector.evaluatorOf("td, th");
    private static final Set<String> SECTIONS = Set.of("thead", "tbody", "tfoot");

    /** The longest text of a cell, in characters, in a table that is data by its looks. */
    private static final int MAX_SHORT = 200;

    /** The longest text of a cell, in characters, in a table that is marked up as data. */
    private static final int MAX_DECLARED = 2_000;

    /** Pictures up to this size in pixels are icons, such as flags, logos and arrows; larger ones are content. */
    private static final int MAX_ICON = 64;

    static TableMarkup of(Element table) {
        var rows = new ArrayList<List<Element>>();
        var groups = new ArrayList<Element>();
        for (Element part : table.children()) {
            if (HtmlElements.isRemoved(part)) {
                continue;
            }
            List<Element> candidates = SECTIONS.contains(part.normalName()) ? part.children() : List.of(part);
            for (Element row : candidates) {
                if (row.normalName().equals("tr") && !HtmlElements.isRemoved(row)) {
                    rows.add(cells(row));
                    groups.add(part);
                }
            }
        }
        return new TableMarkup(table, rows, groups);
    }

    private static List<Element> cells(Element row) {
        return row.children().stream()
                .filter(cell ->
                        cell.normalName().equals("td") || cell.normalName().equals("th"))
                .filter(cell -> !HtmlElements.isRemoved(cell))
                .toList();
    }

    List<Element> captions() {
        return table.children().stream()
                .filter(part -> part.normalName().equals("caption") && !HtmlElements.isRemoved(part))
                .toList();
    }

    /** Whether all text is in cells. The parser guarantees this only above its maximum depth. */
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
                                || HtmlElements.isRemoved(child));
    }

    /**
     * Whether the table is used for layout. It is data if it is marked up as such, or if at least two rows have at
     * least two short texts. Otherwise it is layout if it contains pictures, headings or other structure, has only one
     * cell, or has a single column of paragraphs.
     */
    boolean isLayout() {
        String role = table.attr("role").strip();
        if (role.equals("presentation") || role.equals("none") || HtmlElements.contains(table, NEVER_IN_DATA)) {
            return true;
        }
        int width = rows.stream().mapToInt(List::size).max().orElse(0);
        if (width > 1 && ((isDeclaredData() && areShort(MAX_DECLARED)) || looksLikeData())) {
            return false;
        }
        int cells =
                rows.stream().filter(row -> texts(row) > 0).mapToInt(List::size).sum();
        return HtmlElements.contains(table, STRUCTURE)
                || cells < 2
                || (width == 1 && HtmlElements.contains(table, PARAGRAPHS));
    }

    private boolean isDeclaredData() {
        return rows.stream().mapToInt(TableMarkup::texts).sum() > 1
                && !isPictureFrame()
                && table.stream()
                        .anyMatch(part -> DECLARING.contains(part.normalName())
                                || (part.normalName().equals("td") && part.hasAttr("scope")));
    }

    private boolean looksLikeData() {
        return !HtmlElements.contains(table, UNLIKE_DATA)
                && rows.stream().mapToInt(TableMarkup::texts).sum()
                        >= 3 * pictures().size()
                && rows.stream().filter(row -> texts(row) > 1).count() > 1
                && areShort(MAX_SHORT);
    }

    private boolean areShort(int length) {
        return rows.stream().flatMap(List::stream).allMatch(cell -> text(cell).length() <= length);
    }

    private static int texts(List<Element> row) {
        return (int) row.stream().filter(cell -> !text(cell).isEmpty()).count();
    }

    /** The pictures in cells, except icons. */
    List<Element> pictures() {
        return table.getElementsByTag("img").stream()
                .filter(img -> img.closest(CELL) != null && !isIcon(img) && !HtmlElements.isRemoved(img))
                .toList();
    }

    private static boolean isIcon(Element img) {
        boolean isDecorative = img.hasAttr("alt") && img.attr("alt").isBlank();
        Element cell = img.closest(CELL);
        return PixelSize.of(img).isWithin(MAX_ICON) || (isDecorative && cell != null && cell.hasText());
    }

    /**
     * The table with the text of its cells, without blank rows.
     *
     * @param marked returns the block of a cell, or null; a block whose text is not that of the cell is ignored
     */
    Table data(Function<Element, Block> marked) {
        Map<Element, String> words = new IdentityHashMap<>();
        rows.forEach(row -> row.forEach(cell -> words.put(cell, words(cell))));
        Map<Element, Block> blocks = new IdentityHashMap<>();
        words.keySet().forEach(cell -> blocks.put(cell, marked.apply(cell)));
        var data = new ArrayList<List<String>>();
        var markedData = new ArrayList<List<Block>>();
        for (List<TableGrid.Slot> row : TableGrid.of(rows, groups)) {
            if (row.stream()
                    .anyMatch(slot -> slot.isOwn() && !words.get(slot.cell()).isEmpty())) {
                List<String> cells =
                        row.stream().map(slot -> words(slot, words)).toList();
                data.add(cells);
                var markedCells = new ArrayList<Block>();
                for (int i = 0; i < cells.size(); i++) {
                    Block block = cells.get(i).isEmpty()
                            ? null
                            : blocks.get(row.get(i).cell());
                    markedCells.add(block != null && block.text().equals(cells.get(i)) ? block : null);
                }
                markedData.add(markedCells);
            }
        }
        return new Table(data, markedData);
    }

    /**
     * The text of a slot. A long text is not repeated in the rows that its cell spans: only short ones are row headers.
     */
    private static String words(TableGrid.Slot slot, Map<Element, String> words) {
        String own = slot.cell() == null ? "" : words.get(slot.cell());
        return slot.isOwn() || own.length() <= MAX_SHORT ? own : "";
    }

    /** The text of a cell; without one, the {@code alt} of its icons. */
    private static String words(Element cell) {
        String text = text(cell);
        return !text.isEmpty()
                ? text
                : TextCleaner.lines(cell.getElementsByTag("img").stream()
                        .filter(TableMarkup::isIcon)
                        .map(img -> img.attr("alt"))
                        .collect(Collectors.joining(" ")));
    }

    /**
     * Whether the table is one column of pictures with short texts under them: a picture with its caption on old sites.
     */
    boolean isPictureFrame() {
        long pictures =
                table.stream().filter(inner -> inner.normalName().equals("img")).count();
        return pictures > 0
                && TextCleaner.lines(HtmlElements.text(table)).length() <= pictures * Draft.MAX_CAPTION
                && rows.stream()
                        .allMatch(row ->
                                row.stream().filter(TableMarkup::isFilled).count() <= 1);
    }

    private static boolean isFilled(Element cell) {
        return hasPicture(cell) || !text(cell).isEmpty();
    }

    /** Whether a row contains only pictures, at least two, and the next row as many short texts. */
    boolean isAboveItsCaptions(int row) {
        return row + 1 < rows.size()
                && rows.get(row).size() > 1
                && rows.get(row).size() == rows.get(row + 1).size()
                && rows.get(row).stream()
                        .allMatch(cell -> hasPicture(cell) && text(cell).isEmpty())
                && rows.get(row + 1).stream()
                        .allMatch(cell -> !HtmlElements.contains(cell, STRUCTURE)
                                && text(cell).length() <= Draft.MAX_CAPTION);
    }

    private static boolean hasPicture(Element cell) {
        return HtmlElements.contains(cell, Set.of("img"));
    }

    private static String text(Element cell) {
        return TextCleaner.lines(HtmlElements.text(cell));
    }
}
