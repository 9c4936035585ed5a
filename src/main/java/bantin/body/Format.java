package bantin.body;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * How a stretch of imported text is marked.
 *
 * @param href where it links to; null when it does not
 */
record Format(Set<Decorator> marks, String href) {

    static final Format PLAIN = new Format(Set.of(), null);

    Format with(Decorator decorator) {
        if (marks.contains(decorator)) {
            return this;
        }
        EnumSet<Decorator> more = EnumSet.of(decorator);
        more.addAll(marks);
        return new Format(Collections.unmodifiableSet(more), href);
    }

    Format without(Decorator decorator) {
        if (!marks.contains(decorator)) {
            return this;
        }
        EnumSet<Decorator> fewer = EnumSet.copyOf(marks);
        fewer.remove(decorator);
        return new Format(Collections.unmodifiableSet(fewer), href);
    }

    Format linkedTo(String url) {
        return new Format(marks, url);
    }

    /** What holds in both formats. */
    Format inCommonWith(Format other) {
        EnumSet<Decorator> common = EnumSet.noneOf(Decorator.class);
        common.addAll(marks);
        common.retainAll(other.marks);
        boolean sameLink = href != null && href.equals(other.href);
        return new Format(Collections.unmodifiableSet(common), sameLink ? href : null);
    }

    /** Whether text in both formats belongs into one span. */
    boolean looksLike(Format other) {
        return marks.equals(other.marks) && (href == null ? other.href == null : href.equals(other.href));
    }
}
