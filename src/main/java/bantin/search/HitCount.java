package bantin.search;

import bantin.database.SqlFragment;
import bantin.search.PublicationWindows.Window;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.hibernate.Session;

/** Counts the hits of a search, looking at no more articles than necessary. */
@ApplicationScoped
class HitCount {

    /** A word is common if one article in so many has it. */
    private static final int COMMON = 10;

    /** In an archive of no more articles, all hits are counted at once. */
    private static final int SMALL_ARCHIVE = 12_000;

    @Inject
    Session database;

    @Inject
    PublicationWindows windows;

    @Inject
    LargeResultCache largeResults;

    /**
     * @param lastChange the sequence of the last change when they were counted; null if the count must not be
     * remembered
     */
    private record Counted(long hits, Long lastChange) {}

    /** At most {@link ArticleSearch#MAX_TOTAL} and one more. */
    long upToMax(CandidateQuery candidates) {
        boolean mayBeRemembered = candidates.published()
                && candidates.scope().isOfAllTimes()
                && candidates.moment().equals(candidates.now());
        if (mayBeRemembered && largeResults.isKnown(candidates.key())) {
            return ArticleSearch.MAX_TOTAL + 1;
        }
        var counted = count(candidates, ArticleSearch.MAX_TOTAL + 1 + LargeResultCache.MARGIN);
        if (mayBeRemembered
                && counted.hits > ArticleSearch.MAX_TOTAL + LargeResultCache.MARGIN
                && counted.lastChange != null) {
            largeResults.remember(candidates.key(), counted.lastChange);
        }
        return Math.min(counted.hits, ArticleSearch.MAX_TOTAL + 1);
    }

    /** However many there are. */
    long exact(CandidateQuery candidates) {
        return count(candidates, Integer.MAX_VALUE, CandidateQuery.ALL_TIMES).hits;
    }

    /**
     * The share of the newest articles that are hits tells how many articles have enough hits, if the words are common.
     * If they are not, or if a section, tag, contributor or locale is required, the index has fewer entries for them
     * than for the months of a window; and a small archive is read at once.
     */
    private Counted count(CandidateQuery candidates, int limit) {
        if (!candidates.published() || !candidates.filter().isEmpty()) {
            return count(candidates, limit, CandidateQuery.ALL_TIMES);
        }
        if (!candidates.scope().isOfAllTimes()) {
            return count(candidates, limit, candidates.within(windows, PublicationWindows.BORDERS));
        }
        if (windows.behind(SMALL_ARCHIVE, candidates.now()) == null) {
            return count(candidates, limit, CandidateQuery.ALL_TIMES);
        }
        return countFromTheNewest(candidates, limit);
    }

    private Counted countFromTheNewest(CandidateQuery candidates, int limit) {
        var newestWindow = windows.at(candidates.now(), List.of(PublicationWindows.MIN_SIZE))
                .subList(0, 1);
        var newest = count(candidates, limit, newestWindow);
        if (newest.hits >= limit) {
            return newest;
        }
        if (newest.hits < PublicationWindows.MIN_SIZE / COMMON) {
            return count(candidates, limit, CandidateQuery.ALL_TIMES);
        }
        int needed = (int) (limit * (long) PublicationWindows.MIN_SIZE / newest.hits);
        var parted = windows.at(candidates.now(), List.of(PublicationWindows.MIN_SIZE, needed));
        var more = count(candidates, limit - (int) newest.hits, parted.subList(1, parted.size()));
        return new Counted(newest.hits + more.hits, newest.lastChange);
    }

    private Counted count(CandidateQuery candidates, int limit, List<Window> windows) {
        if (windows.isEmpty()) {
            return new Counted(0, null);
        }
        var row = statement(candidates, limit, windows)
                .query(database, ArticleSearch.TIMEOUT_SECONDS)
                .getSingleResult();
        return new Counted(row.number("hits"), row.get("last_change", Long.class));
    }

    static SqlFragment statement(CandidateQuery candidates, int limit, List<Window> windows) {
        return candidates
                .all(limit, windows)
                .wrap(
                        "select count(*) as hits, (" + LargeResultCache.LAST_CHANGE
                                + ") as last_change\nfrom (select from (",
                        ") c\nlimit " + limit + ") t");
    }
}
