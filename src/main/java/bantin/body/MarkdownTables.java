package bantin.body;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.Document;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;

/**
 * Turns a table into a GFM table, whose header is the first row, or into an HTML table where the GFM table would not
 * read back as the same table. Either has rows of equal length, as GFM tables do.
 */
final class MarkdownTables {

    /** More cells are written as HTML without padding: one long row would make as many cells of each short row. */
    private static final int MAX_CELLS = 50_000;

    private MarkdownTables() {}

    static Node of(Table table) {
        if ((long) table.rows().size() * table.width() > MAX_CELLS) {
            return html(table);
        }
        Table padded = padded(table);
        TableBlock gfm = gfm(padded);
        return readsBackAs(padded, gfm) ? gfm : html(padded);
    }

    private static boolean readsBackAs(Table padded, TableBlock gfm) {
        var document = new Document();
        document.appendChild(gfm);
        List<bantin.body.Node> back = MarkdownReader.read(MarkdownWriter.rendered(document), Map.of())
                .body()
                .nodes();
        return back.size() == 1
                && back.get(0) instanceof CustomNode custom
                && custom.asTable().filter(padded::equals).isPresent();
    }

    private static Node html(Table table) {
        var html = new HtmlBlock();
        html.setLiteral(HtmlWriter.write(new Body(List.of(table.toNode(new Keys(Set.of())))), key -> Optional.empty()));
        return html;
    }

    private static Table padded(Table table) {
        var rows = new ArrayList<List<String>>();
        var blocks = new ArrayList<List<Block>>();
        int width = table.width();
        for (int i = 0; i < table.rows().size(); i++) {
            List<String> row = table.rows().get(i);
            var cells = new ArrayList<String>();
            var marked = new ArrayList<Block>();
            for (int j = 0; j < width; j++) {
                cells.add(j < row.size() ? TextCleaner.lines(row.get(j)) : "");
                marked.add(j < row.size() && cells.get(j).equals(row.get(j)) ? table.block(i, j) : null);
            }
            rows.add(cells);
            blocks.add(marked);
        }
        return new Table(rows, blocks);
    }

    private static TableBlock gfm(Table padded) {
        var table = new TableBlock();
        var head = new TableHead();
        var body = new TableBody();
        for (int i = 0; i < padded.rows().size(); i++) {
            Node section = i == 0 ? head : body;
            var row = new TableRow();
            for (int j = 0; j < padded.width(); j++) {
                var cell = new TableCell();
                cell.setHeader(i == 0);
                fill(cell, padded.rows().get(i).get(j), padded.block(i, j));
                row.appendChild(cell);
            }
            section.appendChild(row);
        }
        table.appendChild(head);
        if (body.getFirstChild() != null) {
            table.appendChild(body);
        }
        return table;
    }

    /** @param block the text with its marks; null when it has none */
    private static void fill(TableCell cell, String text, Block block) {
        if (block == null) {
            MarkdownInlines.appendLines(cell, text, MarkdownTables::lineBreak);
        } else {
            new MarkdownInlines()
                    .of(MarkdownInlines.simplified(block), MarkdownTables::lineBreak)
                    .forEach(cell::appendChild);
        }
    }

    private static HtmlInline lineBreak() {
        return MarkdownInlines.html("<br>");
    }
}
