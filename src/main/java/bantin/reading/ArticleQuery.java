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
 * @param words null if the list is not searched for words
 * @param page which part of the list, in which order
 */
record ArticleQuery(
        Set<EffectiveStatus> statuses,
        ArticleFilter filter,
        SearchQuery words,
        Set<ArticleParameters.Include> include,
        Set<Facets.Facet> facets,
        PageRequest page) {

    static ArticleQuery published(ArticleFilter filter, PageRequest page) {
        return new ArticleQuery(EnumSet.of(EffectiveStatus.published), filter, null, Set.of(), Set.of(), page);
    }

    ArticleQuery with(ArticleFilter otherFilter) {
        return new ArticleQuery(statuses, otherFilter, words, include, facets, page);
    }

    /** Whether it is for public articles only. */
    boolean isPublic() {
        return isPublic(statuses);
    }

    static boolean isPublic(Set<EffectiveStatus> statuses) {
        return statuses.equals(EnumSet.of(EffectiveStatus.published));
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
