package bantin.search;

import bantin.article.ArticleReadModel;
import bantin.database.Row;
import bantin.database.SqlFragment;
import bantin.paging.CountRelation;
import bantin.paging.Cursor;
import bantin.paging.Page;
import bantin.paging.PageRequest;
import bantin.paging.PageResult;
import bantin.search.PublicationWindows.Window;
import java.util.List;

/**
 * A page of hits in order of relevance. The candidates of a batch, in the order of their tiers and newest first, are
 * ranked together; the page is part of the batch.
 *
 * @param position after which it begins
 * @param hits how many there are, at most {@link ArticleSearch#MAX_TOTAL} and one more
 */
record RelevancePage(CandidateQuery candidates, RelevanceCursor position, long hits, PageRequest request) {

    /**
     * The best hits of common words are searched among so many of the newest articles, at least, and then among all.
     */
    static final List<Integer> NEAR_AND_FAR = List.of(PublicationWindows.MIN_SIZE, 4 * PublicationWindows.MIN_SIZE);

    /** So few hits are read at once, which is faster than searching tier by tier and window by window. */
    private static final int FEW = 5 * ArticleSearch.BATCH;

    private static final String RANKED = """
            ),
            found as materialized (
                select s.article_id as id, c.tier,
                       relevance_score(s.search, cast(:words as tsquery), s.published_at, :moment) as score
                  from candidate c
                  join article_search s on s.article_id = c.article_id),
            page as (
                select id, tier, score
                  from found
                 where (tier, -score, -id) > (:tier, -cast(:score as float8), -cast(:id as bigint))
                 order by tier, score desc, id desc
                 limit\s""";

    boolean isOfFewHits() {
        return hits <= FEW;
    }

    /** @param windows in which candidates are searched, unless there are few hits */
    SqlFragment statement(List<Window> windows, boolean withBody) {
        var afterId = request.after() == null ? 0L : request.after().id();
        return batch(windows)
                .wrap(
                        "with candidate as (select *\nfrom (",
                        ") c\nlimit " + ArticleSearch.BATCH + " offset " + ArticleSearch.BATCH * position.batch()
                                + RANKED + (request.limit() + 1) + " offset " + request.offset() + ")\n"
                                + ArticleReadModel.SELECT
                                + (withBody ? ArticleReadModel.BODY : ArticleReadModel.NO_BODY)
                                + ", page.tier, page.score, page.id as sort_id\nfrom page\njoin article a on a.id = page.id"
                                + ArticleReadModel.JOINED
                                + "\norder by page.tier, page.score desc, page.id desc")
                .with("words", candidates.words().ranking())
                .with("moment", position.moment())
                .with("tier", position.tier())
                .with("score", position.score())
                .with("id", afterId);
    }

    private SqlFragment batch(List<Window> windows) {
        var tiers = candidates.words().tiers();
        return isOfFewHits()
                ? candidates.withTheirTiers(tiers, FEW)
                : candidates.inTiers(
                        tiers, CandidateQuery.NEWEST_FIRST, ArticleSearch.BATCH * (position.batch() + 1), windows);
    }

    /** @param rows of the statement: those of the page, and one more if the batch has more */
    PageResult result(List<Row> rows) {
        var isBatchLonger = rows.size() > request.limit();
        var ofPage = isBatchLonger ? rows.subList(0, request.limit()) : rows;
        var next = isBatchLonger ? cursorAfter(ofPage.get(ofPage.size() - 1)) : cursorToNextBatch();
        return new PageResult(
                ofPage,
                new Page.PageInfo(
                        request.limit(),
                        next,
                        next != null,
                        Math.min(hits, ArticleSearch.MAX_TOTAL),
                        hits <= ArticleSearch.MAX_TOTAL ? CountRelation.eq : CountRelation.gte));
    }

    private String cursorAfter(Row last) {
        var at = position.after((int) last.number("tier"), last.get("score", Double.class));
        return new Cursor(request.list(), at.toString(), last.number("sort_id")).encode();
    }

    /** Null if there is none. */
    private String cursorToNextBatch() {
        var next = position.batch() + 1;
        return (long) next * ArticleSearch.BATCH < hits && next < ArticleSearch.MAX_BATCHES
                ? new Cursor(request.list(), position.nextBatch().toString(), 0).encode()
                : null;
    }
}
