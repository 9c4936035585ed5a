package bantin.body;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/**
 * Interprets the class names of an element. A name is split into words: {@code wp-caption-text} into "wp", "caption"
 * and "text", {@code PhotoCMS_Caption} into "photo", "cms" and "caption". Its last word decides, except for general
 * words such as "text". So {@code author-link} names a link, and {@code has-captions} does not name a caption.
 */
final class ClassNames {

    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final Pattern BETWEEN_WORDS =
            Pattern.compile("[\\s_-]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");
    private static final Pattern CAPTION =
            Pattern.compile("(?:img|image|photo|pic|picture|figure|media|tpl|p)?caption|chuthich(?:anh)?");
    private static final Pattern CREDIT = Pattern.compile(
            "(?:img|image|photo|pic|picture|media)?(?:credits?|author|source|photographer|copyright|byline)"
                    + "|tacgia|nguonanh");

    /** General words, which are skipped at the end of a name. */
    private static final Set<String> PARTS =
            Set.of("text", "name", "content", "inner", "line", "label", "value", "info", "desc", "element");

    /** Words that give the name another meaning if they come before the deciding one. */
    private static final Set<String> OTHERS = Set.of("no", "has", "with", "without", "hide", "show", "post", "article");

    private static final int MAX_LENGTH = 1_000;

    private ClassNames() {}

    static boolean nameCaption(Element element) {
        return anyIs(element, CAPTION);
    }

    static boolean nameCredit(Element element) {
        return anyIs(element, CREDIT);
    }

    /**
     * Whether the last word of one of the element's names is one of these.
     *
     * @param words in lower case
     */
    static boolean endWith(Element element, Set<String> words) {
        String className = element.className();
        if (className.isBlank() || className.length() > MAX_LENGTH) {
            return false;
        }
        for (String name : SPACES.split(className.strip())) {
            String[] parts = BETWEEN_WORDS.split(name);
            if (parts.length > 0 && words.contains(lower(parts[parts.length - 1]))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the element has one of these names.
     *
     * @param names in lower case
     */
    static boolean hasName(Element element, Set<String> names) {
        String className = element.className();
        if (className.isEmpty()) {
            return false;
        }
        for (String name : SPACES.split(className.toLowerCase(Locale.ROOT))) {
            if (names.contains(name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean anyIs(Element element, Pattern word) {
        String className = element.className();
        if (className.isBlank() || className.length() > MAX_LENGTH) {
            return false;
        }
        for (String name : SPACES.split(className.strip())) {
            if (is(List.of(BETWEEN_WORDS.split(name)), word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean is(List<String> words, Pattern wanted) {
        int last = words.size() - 1;
        while (last > 0
                && (PARTS.contains(lower(words.get(last)))
                        || DIGITS.matcher(words.get(last)).matches())) {
            last--;
        }
        return wanted.matcher(lower(words.get(last))).matches()
                && words.subList(0, last).stream().noneMatch(word -> OTHERS.contains(lower(word)));
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }
}
