package bantin.body;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * How a stretch of imported text is marked.
 *
 * @param href where it links to; null when it does not
 * @param caption whether the page's own class names call it a caption
 */
record Format(Set<Decorator> marks, String href, boolean caption) {

    static final Format PLAIN = new Format(Set.of(), null, false);

    Format with(Decorator decorator) {
        if (marks.contains(decorator)) {
            return this;
        }
        EnumSet<Decorator> more = EnumSet.of(decorator);
        more.addAll(marks);
        return new Format(Collections.unmodifiableSet(more), href, caption);
    }

    Format without(Decorator decorator) {
        if (!marks.contains(decorator)) {
            return this;
        }
        EnumSet<Decorator> fewer = EnumSet.copyOf(marks);
        fewer.remove(decorator);
        return new Format(Collections.unmodifiableSet(fewer), href, caption);
    }

    Format linkedTo(String url) {
        return new Format(marks, url, caption);
    }

    Format asCaption() {
        return caption ? this : new Format(marks, href, true);
    }

    /** What holds in both formats. */
    Format inCommonWith(Format other) {
        EnumSet<Decorator> common = EnumSet.noneOf(Decorator.class);
        common.addAll(marks);
        common.retainAll(other.marks);
        boolean sameLink = href != null && href.equals(other.href);
        return new Format(Collections.unmodifiableSet(common), sameLink ? href : null, caption && other.caption);
    }

    /** Whether text in both formats belongs into one span. */
    boolean looksLike(Format other) {
        return marks.equals(other.marks) && (href == null ? other.href == null : href.equals(other.href));
    }
}
