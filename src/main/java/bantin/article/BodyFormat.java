package bantin.article;

import bantin.problem.Faults;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** In which forms a body can be read: {@code body=portable-text,html,text,markdown}. */
public enum BodyFormat {
    PORTABLE_TEXT("portable-text"),
    HTML("html"),
    MARKDOWN("markdown"),
    TEXT("text");

    private final String word;

    BodyFormat(String word) {
        this.word = word;
    }

    /** @param asked comma-separated lists; Portable Text where there are none */
    public static Set<BodyFormat> parse(List<String> asked, Faults faults) {
        var formats = EnumSet.noneOf(BodyFormat.class);
        for (var list : asked) {
            for (var word : list.split(",", -1)) {
                of(word.trim())
                        .ifPresentOrElse(
                                formats::add, () -> faults.in("body", "value", "'" + word + "' is none of " + words()));
            }
        }
        return asked.isEmpty() ? EnumSet.of(PORTABLE_TEXT) : formats;
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
