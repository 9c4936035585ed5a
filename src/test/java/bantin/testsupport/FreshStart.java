package bantin.testsupport;

import bantin.cache.ResponseCache;
import bantin.crud.EntityChanged.Change;
import bantin.section.SectionChanged;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;

/** Before each test: an empty newsroom with its keys, or {@link OneNewsroom} of the class; nothing in memory, and the real time. */
public class FreshStart implements QuarkusTestBeforeEachCallback {

    private static Class<?> filledBy;

    @Override
    public void beforeEach(QuarkusTestMethodContext context) {
        TestClock.run();
        var tests = context.getTestInstance().getClass();
        if (tests != filledBy) {
            empty();
        }
        filledBy = tests.isAnnotationPresent(OneNewsroom.class) ? tests : null;
        forget();
    }

    /** Sections that are gone take all remembered results with them. */
    private static void forget() {
        CDI.current().select(ResponseCache.class).get().invalidateAll();
        var deleted = new SectionChanged(0, Change.DELETED, "any", null, Instant.EPOCH);
        CDI.current().getBeanContainer().getEvent().fire(deleted);
    }

    /** Deletes everything but the API keys. */
    static void empty() {
        QuarkusTransaction.requiringNew().run(FreshStart::truncate);
    }

    private static void truncate() {
        var database = CDI.current().select(EntityManager.class).get();
        // Jobs hold these locks while they write. Without them, truncate and a job could deadlock.
        for (var lock : List.of("search_word_recheck_queue", "search_reindex_queue", "change_log", "search_word")) {
            database.createNativeQuery("select pg_advisory_xact_lock(hashtextextended(:lock, 0))", Object.class)
                    .setParameter("lock", lock)
                    .getSingleResult();
        }
        var tables = database.createNativeQuery("""
                        select string_agg(quote_ident(tablename), ', ' order by tablename)
                          from pg_tables
                         where schemaname = current_schema()
                           and tablename not in ('flyway_schema_history', 'api_key', 'view_rollup')
                        """, String.class).getSingleResult();
        database.createNativeQuery("truncate " + tables + " cascade").executeUpdate();
        // The job that rolls up old hours runs at the real time too.
        database.createNativeQuery("update view_rollup set rolled_up_until = '2000-01-01T00:00:00Z'")
                .executeUpdate();
    }
}
