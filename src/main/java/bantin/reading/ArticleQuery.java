package bantin.reading;

import bantin.article.EffectiveStatus;
import bantin.paging.PageRequest;
import bantin.paging.Sort;
import bantin.search.ArticleFilter;
import bantin.search.Facets;
import bantin.search.SearchQuery;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a request for a list of articles asks for.
 *
 * @param isLatest whether articles have the content of their latest revision, not of the one that readers get
 * @param isUnpublished whether the latest revision is not the one that readers get; null for both
 * @param words null if the list is not searched for words
 * @param page which part of the list, in which order
 */
record ArticleQuery(
        Set<EffectiveStatus> statuses,
        boolean isLatest,
        Boolean isUnpublished,
        ArticleFilter filter,
        SearchQuery words,
        Set<ArticleParameters.Include> include,
        Set<Facets.Facet> facets,
        PageRequest page) {

    static ArticleQuery published(ArticleFilter filter, PageRequest page) {
        return new ArticleQuery(
                EnumSet.of(EffectiveStatus.published), false, null, filter, null, Set.of(), Set.of(), page);
    }

    ArticleQuery with(ArticleFilter otherFilter) {
        return new ArticleQuery(statuses, isLatest, isUnpublished, otherFilter, words, include, facets, page);
    }

    /** Whether it is only for what readers get. */
    boolean isPublic() {
        return isPublic(statuses, isLatest);
    }

    static boolean isPublic(Set<EffectiveStatus> statuses, boolean isLatest) {
        return !isLatest && statuses.equals(EnumSet.of(EffectiveStatus.published));
    }

    boolean needsBodies() {
        return include.contains(ArticleParameters.Include.body)
                || include.contains(ArticleParameters.Include.highlights);
    }

    Sort sort() {
        return page.sort();
    }

    Sort newestFirst() {
        return ArticleSorts.newestFirst(isPublic());
    }
}
