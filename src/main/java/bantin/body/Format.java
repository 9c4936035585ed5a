package bantin.body;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The marks and the link of a text. Immutable.
 *
 * @param href address of the link; null when there is none
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

    /** The marks and the link that both formats have. */
    Format inCommonWith(Format other) {
        EnumSet<Decorator> common = EnumSet.noneOf(Decorator.class);
        common.addAll(marks);
        common.retainAll(other.marks);
        boolean sameLink = href != null && href.equals(other.href);
        return new Format(Collections.unmodifiableSet(common), sameLink ? href : null);
    }

    /** Whether text of both formats belongs into one span; that is, whether the formats are equal. */
    boolean looksLike(Format other) {
        return marks.equals(other.marks) && (href == null ? other.href == null : href.equals(other.href));
    }
}
