package bantin.body;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * Collects what {@link HtmlReader} finds, in order: text, which it combines to paragraphs and list items, and nodes.
 */
final class DraftBuilder {

    private final List<Draft> drafts = new ArrayList<>();
    private final ListNumbers numbers = new ListNumbers();

    /** List items of which text was added already. */
    private final Set<Element> begun = Collections.newSetFromMap(new IdentityHashMap<>());

    /** The text since the last paragraph ended. */
    private Runs runs;

    DraftBuilder() {
        this(new Runs());
    }

    /** @param runs takes the text of the first paragraph */
    DraftBuilder(Runs runs) {
        this.runs = runs;
    }

    void addText(String text, Format format) {
        runs.text(text, format);
    }

    void addLineBreak(Format format) {
        runs.lineBreak(format);
    }

    /** Begins a paragraph whose text is taken literally; see {@link ExactText}. */
    void beginExactParagraph() {
        runs = Runs.exact();
    }

    /** Adds a node after the text that was added before. */
    void add(Draft draft, ReadContext context) {
        endParagraph(context);
        drafts.add(draft);
    }

    /** Ends a paragraph. The text since the last end becomes one or more blocks, or further lines of a list item. */
    void endParagraph(ReadContext context) {
        if (runs.isEmpty()) {
            return;
        }
        List<List<Runs.Run>> paragraphs = runs.paragraphs();
        boolean isExact = runs.isExact();
        runs = new Runs();
        for (List<Runs.Run> paragraph : paragraphs) {
            if (!isExact && continuesItem(context)) {
                ((Draft.Text) last()).append(paragraph);
            } else {
                drafts.add(text(context, paragraph, isExact));
            }
        }
    }

    /**
     * A block of text. In a list of the outermost level, text outside of items, and text of an item after other nodes,
     * becomes a paragraph between two items; but directly after an item of a bullet list it becomes another item.
     */
    private Draft.Text text(ReadContext context, List<Runs.Run> paragraph, boolean isExact) {
        boolean isFirst = context.item() != null && begun.add(context.item());
        boolean isParagraph =
                !isFirst && context.level() == 1 && (Block.NUMBER.equals(context.list()) || !isAfterItem());
        return new Draft.Text(
                context.style(),
                isParagraph ? null : context.list(),
                isParagraph ? 0 : context.level(),
                isFirst ? numbers.of(context.item()) : null,
                context.item(),
                paragraph,
                context.alignment(),
                isExact,
                context.captioned());
    }

    private boolean isAfterItem() {
        return !drafts.isEmpty() && last() instanceof Draft.Text text && text.list() != null;
    }

    /** Whether text here belongs to the list item that was added last. */
    private boolean continuesItem(ReadContext context) {
        return context.item() != null
                && !drafts.isEmpty()
                && last() instanceof Draft.Text text
                && text.item() == context.item()
                && text.style().equals(context.style());
    }

    private Draft last() {
        return drafts.get(drafts.size() - 1);
    }

    /** What was added. */
    List<Draft> drafts() {
        return drafts;
    }

    /**
     * What was added, with captions moved into their pictures, and without the numbers of items that counting gives.
     */
    List<Draft> finished() {
        return numbers.withoutImplied(CaptionGuesses.moved(drafts));
    }
}
