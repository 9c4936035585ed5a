package bantin.body;

import java.util.Optional;

/**
 * The decorators (marks without data) that the readers and writers know. The tags are those of
 * {@code @portabletext/to-html}, which writes underlined text as a styled {@code span}.
 */
enum Decorator {
    STRONG("strong", "<strong>", "</strong>"),
    EM("em", "<em>", "</em>"),
    CODE("code", "<code>", "</code>"),
    UNDERLINE("underline", "<span style=\"text-decoration:underline\">", "</span>"),
    STRIKE_THROUGH("strike-through", "<del>", "</del>"),
    SUB("sub", "<sub>", "</sub>"),
    SUP("sup", "<sup>", "</sup>");

    final String mark;
    final String openTag;
    final String closeTag;

    Decorator(String mark, String openTag, String closeTag) {
        this.mark = mark;
        this.openTag = openTag;
        this.closeTag = closeTag;
    }

    static Optional<Decorator> of(String mark) {
        for (Decorator decorator : values()) {
            if (decorator.mark.equals(mark)) {
                return Optional.of(decorator);
            }
        }
        return Optional.empty();
    }
}
