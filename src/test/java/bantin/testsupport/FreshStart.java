package bantin.testsupport;

import bantin.crud.EntityWritten;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.persistence.EntityManager;
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
        CDI.current().getBeanContainer().getEvent().fire(new EntityWritten(null));
    }

    /** Everything but keys is gone. */
    static void empty() {
        QuarkusTransaction.requiringNew().run(FreshStart::truncate);
    }

    private static void truncate() {
        var database = CDI.current().select(EntityManager.class).get();
        // the jobs hold one of these while they write; whoever waits for the other in the midst of it would wait for
        // ever
        for (var lock : List.of("search_behind", "change", "search_word")) {
            database.createNativeQuery("select pg_advisory_xact_lock(hashtextextended(:lock, 0))", Object.class)
                    .setParameter("lock", lock)
                    .getSingleResult();
        }
        database.createNativeQuery("""
                                truncate section, contributor, tag, media_asset, article, byline, media_caption,
                                         article_tag, former_slug, revision, view_count, view_hour, view_visitor,
                                         view_visitor_key, idempotent_answer, change, scheduled_change, search_stale, search_renamed,
                                         search_behind, search_doubt, suggestion, search_word cascade
                                """).executeUpdate();
        // the job that folds runs by itself too, at the real time
        database.createNativeQuery("update view_folding set until = '2000-01-01T00:00:00Z'")
                .executeUpdate();
    }
}
