package bantin.search;

import bantin.crud.EntityChanged;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import org.hibernate.Session;

/**
 * Remembers which queries found far more than is told of, because to count ten thousand is most of what a search for common words costs. An article that
 * changes takes at most itself from what is found, so it stays true for as many changes as there were articles too many.
 */
@ApplicationScoped
class LargeResultCache {

    /** So many more than can be told must have been found. */
    static final int MARGIN = 1_000;

    /** Fewer than the margin: what has expired is a second late among the changes. */
    private static final int MAX_CHANGES = MARGIN - 100;

    private static final int MAX_QUERIES = 10_000;

    /** The number of the last change; null while articles are read anew ({@link SearchIndexMaintenance}), which changes what is found and has no number. */
    static final String LAST_CHANGE = """
            select coalesce(max(sequence), 0) from change_log
            having not exists (select from search_rename_queue) and not exists (select from search_reindex_queue)""";

    @Inject
    Session database;

    private final Cache<String, Long> lastChanges =
            Caffeine.newBuilder().maximumSize(MAX_QUERIES).build();

    /** @param lastChange the number of the last change of which it was so */
    void remember(String query, long lastChange) {
        lastChanges.put(query, lastChange);
    }

    /** Whether the query is sure to find more than can be told. */
    boolean isKnown(String query) {
        var lastChange = lastChanges.getIfPresent(query);
        return lastChange != null
                && (Boolean) database.createNativeQuery("""
                        select (select coalesce(max(sequence), 0) from change_log) - :last between 0 and :changes
                               and not exists (select from change_log
                                                where sequence > :last and sequence <= cast(:last as bigint) + :changes
                                                  and kind <> 'article')""", Object[].class)
                        .setParameter("last", lastChange)
                        .setParameter("changes", MAX_CHANGES)
                        .getSingleResult()[0];
    }

    /** A name that is shown by many articles changes all of them; a new one is shown by none. */
    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) EntityChanged event) {
        if (event.change() != EntityChanged.Change.CREATED) {
            lastChanges.invalidateAll();
        }
    }
}
