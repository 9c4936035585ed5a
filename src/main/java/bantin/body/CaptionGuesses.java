package bantin.body;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds captions that no markup identifies: a short paragraph after a picture that is entirely italic or centred. These
 * are never captions: bylines, ornaments, bold or upper-case headings, paragraphs of links only, and paragraphs of a
 * page whose text is centred throughout.
 */
final class CaptionGuesses {

    private static final String WORK = "(?:tin|bài|bài viết|ảnh|clip|video|photos?|text|words|story|tác giả)";
    private static final String AND = "(?:\\s*[,&+/–-]\\s*|\\s+(?:và|and)\\s+|\\s+)";

    /** The author or the source of an article, in Vietnamese or English. */
    private static final Pattern BYLINE = Pattern.compile("(?iu)\\(?(?=[^:]*(?:tin|bài|text|words|story|tác giả))"
            + WORK + "(?:" + AND + WORK + "){0,5}\\s*:.*|\\(?(?:theo|by)\\s.{1,60}");

    private final List<Draft> drafts;

    private CaptionGuesses(List<Draft> drafts) {
        this.drafts = drafts;
    }

    /** Moves texts that are captions into the pictures before them. */
    static List<Draft> moved(List<Draft> drafts) {
        return new CaptionGuesses(drafts).moved();
    }

    private List<Draft> moved() {
        var kept = new ArrayList<Draft>();
        for (int i = 0; i < drafts.size(); i++) {
            Draft draft = drafts.get(i);
            Draft before = kept.isEmpty() ? null : kept.get(kept.size() - 1);
            kept.add(draft);
            if (!(draft instanceof Draft.PendingPicture picture) || picture.caption != null || picture.isComplete) {
                continue;
            }
            var caption = new StringBuilder();
            while (textAt(i + 1) != null
                    && picture.captioned != null
                    && textAt(i + 1).captioned() == picture.captioned) {
                caption.append(textAt(++i).plainText()).append(' ');
            }
            if (caption.isEmpty() && isCaption(i + 1, before)) {
                caption.append(textAt(++i).plainText());
            }
            picture.caption = TextCleaner.line(caption.toString());
        }
        return kept;
    }

    /** Null when the draft is something else, or there is none. */
    private Draft.Text textAt(int index) {
        return index < drafts.size() && drafts.get(index) instanceof Draft.Text text ? text : null;
    }

    private boolean isCaption(int index, Draft beforePicture) {
        Draft.Text text = textAt(index);
        if (text == null || !text.mayBeCaption()) {
            return false;
        }
        String words = text.plainText();
        boolean isNone = words.codePoints().noneMatch(Character::isLetterOrDigit)
                || isHeading(text)
                || BYLINE.matcher(words).matches()
                || text.runs().stream()
                        .allMatch(
                                run -> run.format().href() != null || run.text().isBlank());
        return !isNone && (text.isItalic() || (text.isCentred() && !isCentredThroughout(index, beforePicture)));
    }

    private boolean isCentredThroughout(int index, Draft beforePicture) {
        Draft.Text next = textAt(index + 1);
        return (next != null && next.isCentred())
                || (beforePicture instanceof Draft.Text text && text.isCentred() && !isHeading(text));
    }

    private static boolean isHeading(Draft.Text text) {
        String words = text.plainText();
        boolean isUpper = words.codePoints().anyMatch(Character::isUpperCase)
                && words.codePoints().noneMatch(Character::isLowerCase);
        return isUpper || text.isMarked(Decorator.STRONG);
    }
}
