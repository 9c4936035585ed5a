package bantin.body;

import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;

/**
 * Reads tables for {@link HtmlReader}: a table of data becomes a {@link Table}, the cells of a table for layout are
 * read like any other part of the page. {@link TableMarkup} decides which it is.
 */
final class TableReader {

    /** Elements that may add marks or a link to text. */
    private static final Evaluator MARKING = Selector.evaluatorOf(
            "a, b, strong, i, em, var, u, ins, s, strike, del, code, kbd, samp, tt, sub, sup, [style]");

    private final HtmlReader reader;
    private final DraftBuilder drafts;
    private final FigureReader figures;

    TableReader(HtmlReader reader, DraftBuilder drafts, FigureReader figures) {
        this.reader = reader;
        this.drafts = drafts;
        this.figures = figures;
    }

    void read(Element element, ReadContext context) {
        drafts.endParagraph(context);
        TableMarkup table = TableMarkup.of(element);
        if (!table.isRegular()) {
            reader.readBlock(element, context, context);
            return;
        }
        boolean isLayout = table.isLayout();
        ReadContext captioned = isLayout && table.isPictureFrame() ? context.captioning(element) : context;
        if (captioned == context) {
            readCaptions(table, context);
        }
        if (isLayout) {
            readLayout(table, captioned);
        } else {
            drafts.add(new Draft.Other(table.data(cell -> cell(cell, new Runs()))::toNode), context);
            table.pictures().forEach(img -> figures.readPicture(img, context));
        }
        if (captioned != context) {
            readCaptions(table, captioned);
        }
    }

    private void readCaptions(TableMarkup table, ReadContext context) {
        table.captions().forEach(caption -> reader.readBlock(caption, context, HtmlReader.formatted(caption, context)));
    }

    private void readLayout(TableMarkup table, ReadContext context) {
        List<List<Element>> rows = table.rows();
        for (int i = 0; i < rows.size(); i++) {
            boolean isAboveItsCaptions = table.isAboveItsCaptions(i);
            for (int j = 0; j < rows.get(i).size(); j++) {
                Element cell = rows.get(i).get(j);
                readCell(cell, isAboveItsCaptions ? context.captioning(cell) : context);
                if (isAboveItsCaptions) {
                    readCell(rows.get(i + 1).get(j), context.captioning(cell));
                }
            }
            i += isAboveItsCaptions ? 1 : 0;
        }
    }

    private void readCell(Element cell, ReadContext context) {
        ReadContext inRow = HtmlReader.formatted(cell.parent(), context);
        reader.readBlock(cell, context, HtmlReader.formatted(cell, inRow));
    }

    /**
     * The text of a cell as one block.
     *
     * @param runs takes the text
     * @return null when no text of the cell has marks or links
     */
    static Block cell(Element cell, Runs runs) {
        if (cell.selectFirst(MARKING) == null) {
            return null;
        }
        var drafts = new DraftBuilder(runs);
        new HtmlReader(drafts).readChildren(cell, HtmlReader.formatted(cell, ReadContext.START));
        drafts.endParagraph(ReadContext.START);
        Draft.Text text = null;
        for (Draft draft : drafts.drafts()) {
            if (text == null && draft instanceof Draft.Text first) {
                text = first;
            } else if (draft instanceof Draft.Text next && !next.runs().isEmpty()) {
                text.append(next.runs());
            }
        }
        return text == null || text.isPlain() ? null : text.paragraph().toNode(new Keys(Set.of()));
    }
}
