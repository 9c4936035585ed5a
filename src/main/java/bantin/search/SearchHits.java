package bantin.search;

import bantin.article.ArticleReadModel;
import bantin.database.SqlFragment;
import bantin.paging.Page;
import bantin.paging.PageRequest;
import bantin.paging.PageResult;
import java.util.List;
import org.hibernate.Session;

/** What a search finds. Nothing is counted or read before it is asked for. */
public final class SearchHits {

    private final CandidateQuery candidates;
    private final RelevanceCursor position;
    private final HitCount hitCount;
    private final PublicationWindows windows;
    private final Highlighter highlighter;
    private final Session database;
    private Long total;

    /** @param position after which a page by relevance begins */
    SearchHits(
            CandidateQuery candidates,
            RelevanceCursor position,
            HitCount hitCount,
            PublicationWindows windows,
            Highlighter highlighter,
            Session database) {
        this.candidates = candidates;
        this.position = position;
        this.hitCount = hitCount;
        this.windows = windows;
        this.highlighter = highlighter;
        this.database = database;
    }

    CandidateQuery candidates() {
        return candidates;
    }

    /** At most {@link ArticleSearch#MAX_TOTAL} and one more. */
    private long total() {
        if (total == null) {
            total = candidates.mayMatch() ? hitCount.upToMax(candidates) : 0;
        }
        return total;
    }

    /** If there are none, {@link #newest} and {@link #condition} cannot be asked for. */
    public boolean isAny() {
        return total() > 0;
    }

    /** Whether there are no more than {@link ArticleSearch#MAX_TOTAL}. */
    public boolean isComplete() {
        return total() <= ArticleSearch.MAX_TOTAL;
    }

    /** However many there are. */
    public long exactTotal() {
        return isComplete() ? total() : hitCount.exact(candidates);
    }

    /**
     * The statement that finds the ids of all hits, or of the newest {@link ArticleSearch#MAX_TOTAL} and of one more.
     */
    public SqlFragment newest() {
        var limit = ArticleSearch.MAX_TOTAL + 1;
        var hits = isComplete()
                ? candidates.all(ArticleSearch.MAX_TOTAL, CandidateQuery.ALL_TIMES)
                : candidates.newest(limit, candidates.within(windows, PublicationWindows.BORDERS));
        return hits.wrap("select article_id as id from (", ") c\nlimit " + limit);
    }

    /** The ids of {@link #newest}, in no order. */
    public List<Long> ids() {
        return isAny()
                ? newest().query(database, ArticleSearch.TIMEOUT_SECONDS).getResultList().stream()
                        .map(row -> row.number("id"))
                        .toList()
                : List.of();
    }

    /** The condition that an article {@code a} is a hit but for limits of time. */
    public SqlFragment condition() {
        return candidates.condition();
    }

    /** @param articles hits, with their bodies */
    public List<Highlights> highlights(List<ArticleReadModel> articles) {
        return highlighter.of(articles, candidates.words());
    }

    /** The query that was searched for instead of the one that was typed; null if that is the same. */
    public String correctedQuery() {
        return position.correction().isEmpty() ? null : position.correction();
    }

    /** A page in order of relevance, in the columns of {@link ArticleReadModel}. */
    public PageResult rows(PageRequest request, boolean withBody) {
        if (!isAny()) {
            return new PageResult(List.of(), new Page.PageInfo(request.limit(), null, false, 0L));
        }
        var page = new RelevancePage(candidates, position, total(), request);
        var searched =
                page.isOfFewHits() ? CandidateQuery.ALL_TIMES : candidates.within(windows, RelevancePage.NEAR_AND_FAR);
        return page.result(page.statement(searched, withBody)
                .query(database, ArticleSearch.TIMEOUT_SECONDS)
                .getResultList());
    }
}
