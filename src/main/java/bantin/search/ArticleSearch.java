package bantin.search;

import bantin.paging.Cursor;
import bantin.paging.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import org.hibernate.Session;

/**
 * Full-text search in articles.
 *
 * <p>{@link CandidateQuery} reads candidates from the index in the tiers of {@link TsQueryBuilder}, each newest first,
 * from {@link PublicationWindows} that are searched only as far as necessary. {@link RelevancePage} ranks a batch of
 * candidates at a time; {@link HitCount} counts them.
 */
@ApplicationScoped
public class ArticleSearch {

    /** The order by relevance. */
    public static final Sort BY_RELEVANCE = new Sort("relevance", "page.score", "float8", RelevanceCursor::parse);

    /** How many candidates are ranked together, which is how deep numbered pages reach. */
    public static final int BATCH = 100;

    static final int MAX_BATCHES = 100;

    /** Up to this number hits are counted and can be paged through. */
    public static final int MAX_TOTAL = BATCH * MAX_BATCHES;

    /** How long a statement of a search may take. */
    public static final int TIMEOUT_SECONDS = 2;

    @Inject
    Session database;

    @Inject
    PublicationWindows windows;

    @Inject
    FilterLexemes filterLexemes;

    @Inject
    QueryAnalyzer analyzer;

    @Inject
    HitCount hitCount;

    @Inject
    MisspellingCheck misspellings;

    @Inject
    SpellingCorrector corrector;

    @Inject
    Highlighter highlighter;

    /**
     * Searches for a query. If no public article has its words next to each other, it may be corrected (see {@link
     * SpellingCorrector}). Whether it is depends only on what the public can find. All pages have the correction of the
     * first.
     *
     * @param published whether only public articles are searched; if not, the caller filters what the client may not
     *     see
     * @param after the cursor of the previous page; null for the first page
     */
    public SearchHits search(SearchQuery query, ArticleFilter filter, boolean published, Cursor after, Instant now) {
        var lexemes = query.alternatives().isEmpty() ? null : filterLexemes.of(filter);
        var position = after == null
                ? RelevanceCursor.start(now)
                : RelevanceCursor.parse(after.value()).notAfter(now);
        var words = analyzer.analyze(query, filter.locales());
        var typed = hits(new CandidateQuery(words, lexemes, filter, published, position.moment(), now), position);
        if (lexemes == null || !published) {
            return typed;
        }
        if (after != null) {
            return position.correction().isEmpty() ? typed : corrected(typed, position, position.corrected());
        }
        return misspellings.mayBeMisspelled(typed)
                ? corrector.corrections(words, typed.isAny(), now).stream()
                        .map(correction -> corrected(typed, position, correction))
                        .filter(SearchHits::isAny)
                        .findFirst()
                        .orElse(typed)
                : typed;
    }

    /** All public articles within the filter. */
    public SearchHits within(ArticleFilter filter, Instant now) {
        var candidates = new CandidateQuery(TsQueryBuilder.NONE, filterLexemes.of(filter), filter, true, now, now);
        return hits(candidates, RelevanceCursor.start(now));
    }

    private SearchHits corrected(SearchHits typed, RelevanceCursor position, SearchQuery correction) {
        var filter = typed.candidates().scope();
        var words = analyzer.analyze(correction, filter.locales());
        return hits(typed.candidates().with(words), position.with(correction));
    }

    private SearchHits hits(CandidateQuery candidates, RelevanceCursor position) {
        return new SearchHits(candidates, position, hitCount, windows, highlighter, database);
    }
}
