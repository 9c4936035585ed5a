package bantin.body;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/**
 * What the class names of an element say that it is. A name counts by its words, {@code wp-caption-text} as "wp",
 * "caption" and "text", {@code PhotoCMS_Caption} as "photo", "cms" and "caption", and by the last of them that says
 * something: {@code author-link} is a link and {@code has-captions} no caption.
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

    /** Words that follow the telling one and change nothing. */
    private static final Set<String> PARTS =
            Set.of("text", "name", "content", "inner", "line", "label", "value", "info", "desc", "element");

    /** Words before it that make the name one of something else. */
    private static final Set<String> OTHERS = Set.of("no", "has", "with", "without", "hide", "show", "post", "article");

    private static final int MAX_LENGTH = 1_000;

    private ClassNames() {}

    static boolean nameCaption(Element element) {
        return anyIs(element, CAPTION);
    }

    static boolean nameCredit(Element element) {
        return anyIs(element, CREDIT);
    }

    /** Whether the last word of one of the names is one of these, in lower case. */
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

    /** Whether one of the names is this one, in lower case. */
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
