package bantin.reading;

import bantin.access.Caller;
import bantin.database.SqlFragment;
import bantin.paging.KeysetQuery;
import bantin.paging.Sort;
import bantin.search.ArticleFilter;
import bantin.search.ArticleSearch;
import bantin.search.Facets;
import bantin.search.SearchHits;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Finds the articles by the search index, and then sorts them; if they are more than {@link ArticleSearch#MAX_TOTAL},
 * goes along an index that has the order, and tests each article that it meets. Rare hits are sorted quickly, and
 * common ones are met often; but the planner would go along an index for some thousands, too, if it saw that they are
 * so many.
 */
record FilteredSort(ArticleQuery query) implements ReadPlan {

    @Override
    public boolean isSearch() {
        return true;
    }

    @Override
    public ReadResult read(Access access, Instant now) {
        var hits = query.words() == null
                ? access.search().within(query.filter(), now)
                : access.search().search(query.words(), query.filter(), query.isPublic(), null, now);
        var list = list(query.sort(), hits, access.caller(), now);
        if (query.isPublic()) {
            list.counting(hits::exactTotal);
        }
        return new ReadResult(list.rows(access.database(), query.page()), hits, () -> ids(hits, access.caller(), now));
    }

    SqlFragment ids(SearchHits hits, Caller caller, Instant now) {
        var newestFirst = query.newestFirst();
        return query.isPublic() && hits.isAny()
                ? hits.newest()
                : list(newestFirst, hits, caller, now).ids(newestFirst, Facets.MAX_COUNTED);
    }

    private KeysetQuery list(Sort sort, SearchHits hits, Caller caller, Instant now) {
        return hits.isComplete() ? sorted(sort, hits.ids(), caller, now) : tested(sort, hits.condition(), caller, now);
    }

    /** @param ids of all hits */
    KeysetQuery sorted(Sort sort, List<Long> ids, Caller caller, Instant now) {
        // a search for readers has applied all filters
        var rest = query.isPublic() ? query.with(ArticleFilter.ALL) : query;
        return list(rest, sort, caller, now)
                .where("a.id = any(array(select unnest(cast(:found as bigint[]))))")
                .with("found", ids.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}")));
    }

    /** @param condition that an article is a hit */
    KeysetQuery tested(Sort sort, SqlFragment condition, Caller caller, Instant now) {
        // except in order of publication, the conditions on subjects would read all articles of a section, tag or
        // contributor
        var rest = query.isPublic() && !sort.expression().equals(ArticleSorts.PUBLISHED_AT)
                ? query.with(query.filter().withoutSubjects())
                : query;
        return list(rest, sort, caller, now).where(condition);
    }

    private static KeysetQuery list(ArticleQuery query, Sort sort, Caller caller, Instant now) {
        return ArticleListQuery.of(query, sort, caller, now).within(ArticleSearch.TIMEOUT_SECONDS);
    }
}
