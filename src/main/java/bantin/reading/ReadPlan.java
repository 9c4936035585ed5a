package bantin.reading;

import bantin.access.Caller;
import bantin.search.ArticleSearch;
import java.time.Instant;
import org.hibernate.Session;

/**
 * How a list of articles is read from the database. The plan is chosen here alone, from the query alone;
 * src/test/resources/golden has the SQL of each.
 */
sealed interface ReadPlan permits IndexOrder, Relevance, FilteredSort {

    /**
     * Only the order of publication has an index for each section, tag, contributor and locale. Lists of these in other
     * orders are found by the search index, and then sorted (ADR 12).
     */
    static ReadPlan of(ArticleQuery query) {
        if (query.sort().equals(ArticleSearch.BY_RELEVANCE)) {
            return new Relevance(query);
        }
        var isByPublication = query.sort().expression().equals(ArticleSorts.PUBLISHED_AT);
        var hasNoIndex = query.isPublic() && query.filter().isBySubject() && !isByPublication;
        return query.words() != null || hasNoIndex ? new FilteredSort(query) : new IndexOrder(query);
    }

    ArticleQuery query();

    /** Whether it uses the search index. */
    boolean isSearch();

    /** Whether only a few of its kind may run at once. */
    default boolean isCostly() {
        return isSearch() || !query().facets().isEmpty();
    }

    /** Reads the page. */
    ReadResult read(Access access, Instant now);

    /** What a plan needs to be read. */
    record Access(Session database, ArticleSearch search, Caller caller) {}
}
