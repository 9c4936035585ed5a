package bantin.article;

import bantin.problem.Violations;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The formats in which a body can be read: {@code body=portable-text,html,text,markdown}. */
@Schema(enumeration = {"portable-text", "html", "markdown", "text"})
public enum BodyFormat {
    PORTABLE_TEXT("portable-text", "body"),
    HTML("html", "bodyHtml"),
    MARKDOWN("markdown", "bodyMarkdown"),
    TEXT("text", "bodyText");

    private final String word;
    private final String property;

    BodyFormat(String word, String property) {
        this.word = word;
        this.property = property;
    }

    /**
     * @param asked comma-separated lists
     * @param fields the requested properties; one that is a body requests its format
     * @return Portable Text if nothing is requested
     */
    public static Set<BodyFormat> parse(List<String> asked, Set<String> fields, Violations violations) {
        var formats = EnumSet.noneOf(BodyFormat.class);
        for (var list : asked) {
            for (var word : list.split(",", -1)) {
                of(word.trim())
                        .ifPresentOrElse(
                                formats::add,
                                () -> violations.in("body", "value", "'" + word + "' is not one of " + words()));
            }
        }
        Arrays.stream(values())
                .filter(format -> fields.contains(format.property))
                .forEach(formats::add);
        return formats.isEmpty() ? EnumSet.of(PORTABLE_TEXT) : formats;
    }

    private static Optional<BodyFormat> of(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word.equals(word))
                .findFirst();
    }

    private static String words() {
        return Arrays.stream(values()).map(format -> format.word).collect(Collectors.joining(", "));
    }
}
