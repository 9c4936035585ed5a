package bantin.search;

import java.time.Instant;
import java.util.List;

/** The filter of a list or a search. An empty list or null matches all articles; the values of a list mean "or". */
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

    /** The same for articles of all sections, tags, contributors and locales. */
    public ArticleFilter withoutSubjects() {
        return new ArticleFilter(
                List.of(), List.of(), List.of(), List.of(), publishedAfter, publishedBefore, updatedAfter, ids);
    }

    /** Whether it requires a section, tag, contributor or locale. */
    public boolean isBySubject() {
        return !(sections.isEmpty() && tags.isEmpty() && contributors.isEmpty() && locales.isEmpty());
    }

    /** Whether it requires nothing else: no times and no ids. */
    boolean isOfAllTimes() {
        return publishedAfter == null && publishedBefore == null && updatedAfter == null && ids.isEmpty();
    }
}
