package bantin.body;

import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * What the elements of a caption say.
 *
 * @param text one line without the credit; null when there is none; so is credit
 */
record Caption(String text, String credit) {

    /** A name in the middle of a sentence is part of it: these credit only if nothing but them, or they last, is there. */
    private static final Set<String> CREDIT_AT_END = Set.of("cite", "a");

    /** Enough for any caption, so that a hostile one of a hundred thousand names costs little. */
    private static final int MAX_LOOKED_AT = 50;

    /**
     * {@code <small>}, elements whose class is that of a credit, and {@code <cite>} at the end are the credit: in the
     * middle of a sentence it is the title of a work.
     */
    static Caption of(List<Element> elements) {
        var text = new StringBuilder();
        var credit = new StringBuilder();
        for (Element element : elements) {
            text.append(HtmlElements.text(element, inner -> isCredit(inner, element)))
                    .append(' ');
            element.stream()
                    .filter(inner -> isOutermostCredit(inner, element))
                    .forEach(inner -> credit.append(HtmlElements.text(inner)).append(' '));
        }
        return new Caption(TextCleaner.line(text.toString()), TextCleaner.line(credit.toString()));
    }

    private static boolean isOutermostCredit(Element element, Element caption) {
        if (element == caption || !isCredit(element, caption) || HtmlElements.isRemoved(element)) {
            return false;
        }
        for (Element parent = element.parent(); parent != caption; parent = parent.parent()) {
            if (isCredit(parent, caption) || HtmlElements.isRemoved(parent)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isCredit(Element element, Element caption) {
        String name = element.normalName();
        boolean isNamed = ClassNames.nameCredit(element);
        if (CREDIT_AT_END.contains(name)) {
            return (isNamed || name.equals("cite")) && isLast(element, caption);
        }
        return isNamed || name.equals("small");
    }

    /** Whether no words follow within the caption, but for others of its kind. */
    private static boolean isLast(Element element, Element caption) {
        int looked = 0;
        for (Element outer = element; outer != caption; outer = outer.parent()) {
            for (Node next = outer.nextSibling(); next != null; next = next.nextSibling()) {
                if (++looked > MAX_LOOKED_AT) {
                    return false;
                }
                boolean isWords = next instanceof TextNode words && hasWords(words.getWholeText());
                boolean isOther = next instanceof Element other
                        && !other.normalName().equals("cite")
                        && !other.normalName().equals("small")
                        && hasWords(other.text());
                if (isWords || isOther) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean hasWords(String text) {
        return text.codePoints().anyMatch(Character::isLetterOrDigit);
    }
}
