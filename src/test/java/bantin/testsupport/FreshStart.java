package bantin.testsupport;

import bantin.cache.ResponseCache;
import bantin.crud.EntityChanged.Change;
import bantin.section.SectionChanged;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.RestAssuredURLManager;
import io.quarkus.test.junit.callback.QuarkusTestAfterConstructCallback;
import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.persistence.EntityManager;
import java.time.Instant;

/**
 * Before each test, or before the first of a class with {@link OneNewsroom}: an empty newsroom with its keys. Before
 * each test: an empty response cache, and the real time.
 */
public class FreshStart implements QuarkusTestAfterConstructCallback, QuarkusTestBeforeEachCallback {

    @Override
    public void afterConstruct(Object tests) {
        if (isOneNewsroom(tests)) {
            TestClock.run();
            empty();
            clearCache();
            // for requests in @BeforeAll methods: Quarkus does so only before each test
            RestAssuredURLManager.setURL(false);
        }
    }

    @Override
    public void beforeEach(QuarkusTestMethodContext context) {
        TestClock.run();
        if (!isOneNewsroom(context.getTestInstance())) {
            empty();
        }
        clearCache();
    }

    /** A deleted section takes all cached results with it. */
    private static void clearCache() {
        CDI.current().select(ResponseCache.class).get().invalidateAll();
        var deleted = new SectionChanged(0, Change.DELETED, "any", null, Instant.EPOCH);
        CDI.current().getBeanContainer().getEvent().fire(deleted);
    }

    private static boolean isOneNewsroom(Object tests) {
        return tests.getClass().isAnnotationPresent(OneNewsroom.class);
    }

    /** Deletes everything but the API keys. */
    static void empty() {
        QuarkusTransaction.requiringNew().run(FreshStart::truncate);
    }

    private static void truncate() {
        var database = CDI.current().select(EntityManager.class).get();
        // Jobs hold the locks that functions name while they write. Without them, truncate and a job could deadlock.
        database.createNativeQuery("""
                        select pg_advisory_xact_lock(hashtextextended(name, 0))
                          from (select distinct lock[1] as name
                                  from pg_proc, regexp_matches(prosrc, 'hashtextextended\\(''(\\w+)'', 0\\)', 'g') lock
                                 where pronamespace = to_regnamespace(current_schema())
                                 order by 1)
                        """, Object.class).getResultList();
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
