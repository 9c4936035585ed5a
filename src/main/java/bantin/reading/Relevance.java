package bantin.reading;

import java.time.Instant;

/** Ranks the hits of a search, a batch of candidates at a time (ADR 15). */
record Relevance(ArticleQuery query) implements ReadPlan {

    @Override
    public boolean isSearch() {
        return true;
    }

    @Override
    public ReadResult read(Access access, Instant now) {
        var hits = access.search()
                .search(query.words(), query.filter(), true, query.page().after(), now);
        return new ReadResult(
                hits.rows(query.page(), query.needsBodies()),
                hits,
                () -> new FilteredSort(query).ids(hits, access.caller(), now));
    }
}
