package bantin.body;

import org.jsoup.nodes.Element;

/**
 * What holds for text at one position of a page that {@link HtmlReader} reads. Immutable.
 *
 * @param style block style, see {@link Block}
 * @param list kind of the innermost list: {@link Block#BULLET} or {@link Block#NUMBER}; null outside of lists
 * @param level depth of the innermost list, from 1; 0 outside of lists
 * @param listStyle style of list items that have none of their own
 * @param item the innermost {@code <li>}; null outside of one
 * @param figure the innermost {@code <figure>}; null outside of one
 * @param captioned the figure, table or cell whose picture has this text as its caption; null when there is none
 */
record ReadContext(
        String style,
        Format format,
        Alignment alignment,
        String list,
        int level,
        String listStyle,
        Element item,
        FigureReader.Figure figure,
        Object captioned) {

    static final ReadContext START =
            new ReadContext(Block.NORMAL, Format.PLAIN, Alignment.START, null, 0, Block.NORMAL, null, null, null);

    ReadContext with(Format other, Alignment otherAlignment) {
        return new ReadContext(style, other, otherAlignment, list, level, listStyle, item, figure, captioned);
    }

    ReadContext styled(String other) {
        return new ReadContext(other, format, alignment, list, level, listStyle, item, figure, captioned);
    }

    /**
     * In a list of this kind. The style of a heading does not apply to lists inside it; that of a quotation applies
     * only if the quotation is around the outermost list.
     */
    ReadContext inList(String kind) {
        String base = level > 0 ? listStyle : style.equals(Block.BLOCKQUOTE) ? style : Block.NORMAL;
        int deeper = Math.min(level + 1, Block.MAX_LEVEL);
        return new ReadContext(base, format, alignment, kind, deeper, base, null, figure, captioned);
    }

    ReadContext inItem(Element li) {
        ReadContext listed = level > 0 ? this : inList(Block.BULLET);
        return new ReadContext(
                listed.listStyle,
                format,
                alignment,
                listed.list,
                listed.level,
                listed.listStyle,
                li,
                figure,
                captioned);
    }

    ReadContext inFigure(FigureReader.Figure inner) {
        return new ReadContext(style, format, alignment, list, level, listStyle, item, inner, inner);
    }

    ReadContext captioning(Object other) {
        return new ReadContext(style, format, alignment, list, level, listStyle, item, figure, other);
    }
}
