package bantin.reading;

import bantin.access.Caller;
import bantin.database.SqlFragment;
import bantin.paging.KeysetQuery;
import bantin.search.Facets;
import java.time.Instant;

/** Reads the page along an index that has the list in its order, or merges it from several such ranges (ADR 12). */
record IndexOrder(ArticleQuery query) implements ReadPlan {

    @Override
    public boolean isSearch() {
        return false;
    }

    @Override
    public ReadResult read(Access access, Instant now) {
        var rows = list(access.caller(), now).rows(access.database(), query.page());
        return new ReadResult(rows, null, () -> ids(access.caller(), now));
    }

    KeysetQuery list(Caller caller, Instant now) {
        return ArticleListQuery.of(query, query.sort(), caller, now);
    }

    SqlFragment ids(Caller caller, Instant now) {
        var newestFirst = query.newestFirst();
        return ArticleListQuery.of(query, newestFirst, caller, now).ids(newestFirst, Facets.MAX_COUNTED);
    }
}
