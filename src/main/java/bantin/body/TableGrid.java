package bantin.body;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/**
 * Arranges the cells of a table in a grid, so that every row has all columns ("forming a table", section 4.9.12.1 of
 * the WHATWG's HTML standard). A cell that spans rows is repeated in each of them. The additional columns of a cell
 * that spans columns are empty. Columns in which no cell begins are dropped.
 */
final class TableGrid {

    /** The limits of the standard. */
    private static final int MAX_COLSPAN = 1_000;

    private static final int MAX_ROWSPAN = 65_534;

    /** When a table has more slots, further spans count as 1. Otherwise a small page could take up terabytes. */
    private static final int MAX_SLOTS = 50_000;

    private static final Pattern SPAN = Pattern.compile("\\d{1,9}");

    /**
     * One slot of the grid.
     *
     * @param cell null when no cell is here, or only an additional column of one
     * @param isOwn whether the cell begins in this row
     */
    record Slot(Element cell, boolean isOwn) {

        private static final Slot EMPTY = new Slot(null, false);
    }

    /** A cell that spans rows below the current one. */
    private record Growing(Element cell, int column, int width, int lastRow) {}

    private final List<List<Slot>> rows = new ArrayList<>();
    private final List<Boolean> isBegun = new ArrayList<>();
    private List<Growing> growing = new ArrayList<>();
    private int slots;

    private TableGrid() {}

    /**
     * Arranges the cells of a table.
     *
     * @param cells by row
     * @param groups the {@code <thead>}, {@code <tbody>} or {@code <tfoot>} of each row, which a cell cannot span
     * @return slots by row
     */
    static List<List<Slot>> of(List<List<Element>> cells, List<Element> groups) {
        var grid = new TableGrid();
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0 && groups.get(i) != groups.get(i - 1)) {
                grid.growing.clear();
            }
            grid.add(cells.get(i));
        }
        return grid.rectangle();
    }

    private void add(List<Element> cells) {
        int row = rows.size();
        var line = new ArrayList<Slot>();
        var reaching = new ArrayList<Growing>();
        for (Growing cell : growing) {
            fill(line, cell.column, cell.width, new Slot(cell.cell, false));
            if (cell.lastRow > row) {
                reaching.add(cell);
            }
        }
        int column = 0;
        for (Element cell : cells) {
            while (column < line.size() && line.get(column) != null) {
                column++;
            }
            int width = slots < MAX_SLOTS ? Math.max(1, span(cell, "colspan", MAX_COLSPAN)) : 1;
            int height = slots < MAX_SLOTS ? span(cell, "rowspan", MAX_ROWSPAN) : 1;
            fill(line, column, width, new Slot(cell, true));
            begin(column);
            if (height != 1) {
                reaching.add(new Growing(cell, column, width, height == 0 ? Integer.MAX_VALUE : row + height - 1));
            }
            column += width;
        }
        growing = slots < MAX_SLOTS ? reaching : new ArrayList<>();
        rows.add(line);
    }

    private void fill(List<Slot> line, int column, int width, Slot first) {
        while (line.size() < column + width) {
            line.add(null);
        }
        line.set(column, first);
        for (int i = column + 1; i < column + width; i++) {
            line.set(i, Slot.EMPTY);
        }
        slots += width;
    }

    private void begin(int column) {
        while (isBegun.size() <= column) {
            isBegun.add(false);
        }
        isBegun.set(column, true);
    }

    /** A missing or invalid span is 1. A {@code rowspan} of 0 extends to the end of the group. */
    private static int span(Element cell, String attribute, int max) {
        String span = cell.attr(attribute).strip();
        return !span.isEmpty() && SPAN.matcher(span).matches() ? Math.min(Integer.parseInt(span), max) : 1;
    }

    private List<List<Slot>> rectangle() {
        boolean isPadded = (long) rows.size() * isBegun.size() <= Math.max(MAX_SLOTS, 2L * slots);
        var rectangle = new ArrayList<List<Slot>>();
        for (List<Slot> line : rows) {
            var full = new ArrayList<Slot>();
            int width = isPadded ? isBegun.size() : Math.min(line.size(), isBegun.size());
            for (int column = 0; column < width; column++) {
                if (isBegun.get(column)) {
                    Slot slot = column < line.size() ? line.get(column) : null;
                    full.add(slot == null ? Slot.EMPTY : slot);
                }
            }
            rectangle.add(full);
        }
        return rectangle;
    }
}
