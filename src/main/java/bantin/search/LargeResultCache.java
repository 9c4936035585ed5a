package bantin.search;

import bantin.crud.EntityChanged;
import bantin.database.Row;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import org.hibernate.Session;

/**
 * Remembers which searches have far more hits than are counted, because counting ten thousand is most of the cost of a
 * search for common words. A change of an article removes at most one hit, so this stays true for as many changes as
 * there were hits too many.
 */
@ApplicationScoped
class LargeResultCache {

    /** So many hits more than are counted are needed to remember a search. */
    static final int MARGIN = 1_000;

    /** Fewer than the margin, because the change log records expired articles a second late. */
    private static final int MAX_CHANGES = MARGIN - 100;

    private static final int MAX_QUERIES = 10_000;

    /**
     * The sequence of the last change. Null while articles are indexed again ({@link SearchIndexMaintenance}): that
     * changes hits, and the change log does not record it.
     */
    static final String LAST_CHANGE = """
            select coalesce(max(sequence), 0) from change_log
            having not exists (select from search_rename_queue) and not exists (select from search_reindex_queue)""";

    @Inject
    Session database;

    private final Cache<String, Long> lastChanges =
            Caffeine.newBuilder().maximumSize(MAX_QUERIES).build();

    /** @param lastChange the sequence of the last change when the hits were counted */
    void remember(String search, long lastChange) {
        lastChanges.put(search, lastChange);
    }

    /** Whether the search certainly has more hits than are counted. */
    boolean isKnown(String search) {
        var lastChange = lastChanges.getIfPresent(search);
        return lastChange != null
                && Row.query(database, """
                        select (select coalesce(max(sequence), 0) from change_log) - :last between 0 and :changes
                               and not exists (select from change_log
                                                where sequence > :last and sequence <= cast(:last as bigint) + :changes
                                                  and kind <> 'article') as holds""")
                        .setParameter("last", lastChange)
                        .setParameter("changes", MAX_CHANGES)
                        .getSingleResult()
                        .isTrue("holds");
    }

    /** A name that is shown by many articles changes all of them; a new one is shown by none. */
    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) EntityChanged event) {
        if (event.change() != EntityChanged.Change.CREATED) {
            lastChanges.invalidateAll();
        }
    }
}
