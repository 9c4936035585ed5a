package bantin.search;

import java.time.Instant;
import java.util.List;

/** Of which articles a list is, and in which something is sought. An empty list or null stands for all; values of one list mean "or". */
public record ArticleFilter(
        List<String> sections,
        List<String> tags,
        List<String> contributors,
        List<String> locales,
        Instant publishedAfter,
        Instant publishedBefore,
        Instant updatedAfter,
        List<Long> ids) {

    public static final ArticleFilter ALL = of(List.of(), List.of());

    public static ArticleFilter of(List<String> sections, List<String> locales) {
        return new ArticleFilter(sections, List.of(), List.of(), locales, null, null, null, List.of());
    }

    /** Without what articles are of. */
    public ArticleFilter timesAlone() {
        return new ArticleFilter(
                List.of(), List.of(), List.of(), List.of(), publishedAfter, publishedBefore, updatedAfter, ids);
    }

    /** Whether articles are left out by what they are of. */
    public boolean isOfSome() {
        return !(sections.isEmpty() && tags.isEmpty() && contributors.isEmpty() && locales.isEmpty());
    }

    /** Whether articles are left out by nothing but what they are of. */
    boolean isOfAllTimes() {
        return publishedAfter == null && publishedBefore == null && updatedAfter == null && ids.isEmpty();
    }
}
