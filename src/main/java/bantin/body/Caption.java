package bantin.body;

import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * The texts of a picture's caption.
 *
 * @param text one line, without the credit; null when there is none
 * @param credit one line; null when there is none
 */
record Caption(String text, String credit) {

    /** Elements that are credits only at the end of a caption: within a sentence they are part of it. */
    private static final Set<String> CREDIT_AT_END = Set.of("cite", "a");

    /** Nodes that are examined after a possible credit; more would take quadratic time in a caption of many names. */
    private static final int MAX_FOLLOWING = 50;

    /**
     * Reads the elements of a caption. The credit is in {@code <small>}, in elements with the class of a credit, and in
     * a {@code <cite>} at the end; a {@code <cite>} within a sentence is the title of a work.
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

    /** Whether only other {@code <cite>} and {@code <small>} elements with text follow in the caption. */
    private static boolean isLast(Element element, Element caption) {
        int examined = 0;
        for (Element outer = element; outer != caption; outer = outer.parent()) {
            for (Node next = outer.nextSibling(); next != null; next = next.nextSibling()) {
                if (++examined > MAX_FOLLOWING) {
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
