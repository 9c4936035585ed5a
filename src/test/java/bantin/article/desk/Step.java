package bantin.article.desk;

import java.time.Duration;
import java.util.Map;

/**
 * One request, or a step of the clock. It names articles, revisions and slugs by their place and times by their
 * distance, so that it means something whatever steps came before it.
 *
 * @param article its place among the articles of the episode, of which there may be fewer
 * @param changes what a save changes: {@code title}, {@code slug}, {@code section}, {@code tags}, and {@code
 *     publishedAt} and {@code expiresAt} in seconds from now; null removes the property
 * @param publishes whether a save also publishes
 * @param revision its place among the revisions; null for the latest
 * @param publishIn seconds from now; null for no time
 * @param isNow whether it is to be published now, whatever time it has
 * @param passed by how much the clock goes on
 */
record Step(
        Kind kind,
        Person person,
        int article,
        Map<String, Object> changes,
        boolean publishes,
        Basis basis,
        Integer revision,
        Long publishIn,
        boolean isNow,
        Duration passed) {

    enum Kind {
        CREATE,
        PUT,
        PATCH,
        PUBLISH,
        DISCARD,
        CORRECT,
        RESTORE_REVISION,
        UNPUBLISH,
        WITHDRAW,
        RESTORE,
        TRASH,
        PURGE,
        VIEW,
        CLOCK
    }

    /** What {@code If-Match} says. */
    enum Basis {
        NOTHING,
        ANY,
        LATEST,
        /** What readers get. */
        SHOWN,
        OUTDATED
    }

    @Override
    public String toString() {
        var text = new StringBuilder(kind.name());
        if (kind == Kind.CLOCK) {
            return text.append(' ').append(passed).toString();
        }
        text.append(" by ").append(person).append(" of article ").append(article);
        if (!changes.isEmpty()) {
            text.append(' ').append(changes);
        }
        if (publishes) {
            text.append(" ?publish=true");
        }
        if (revision != null) {
            text.append(" revision ").append(revision);
        }
        if (publishIn != null) {
            text.append(" in ").append(publishIn).append(" s");
        }
        if (isNow) {
            text.append(" now");
        }
        return text.append(", If-Match: ").append(basis).toString();
    }
}
