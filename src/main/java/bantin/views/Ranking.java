package bantin.views;

import bantin.database.Upkeep;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.Session;
import org.jboss.logging.Logger;

/**
 * Keeps {@code view_count.ranked}, which lists by views are sorted by, a second behind the counts. A view itself must not
 * write an index (ADR 14); what was viewed inside a second is written to it once.
 */
@ApplicationScoped
class Ranking {

    private static final Logger LOG = Logger.getLogger(Ranking.class);

    /** Waits for nobody: whoever has a count locked is counting, and tells of it thereafter. */
    private static final String RANK = """
            with behind as (
                select article_id from view_count where %s for no key update skip locked
            )
            update view_count c
               set ranked = c.total
              from behind
             where c.article_id = behind.article_id
            """;

    private final Set<Long> viewed = ConcurrentHashMap.newKeySet();

    @Inject
    Session database;

    /** Articles that were viewed; an event that counts when its transaction is committed. */
    record Viewed(List<Long> articleIds) {

        static Viewed of(List<Outcome> outcomes) {
            return new Viewed(outcomes.stream()
                    .filter(Outcome::isCounted)
                    .map(outcome -> outcome.view().articleId())
                    .distinct()
                    .toList());
        }
    }

    void viewed(@Observes(during = TransactionPhase.AFTER_SUCCESS) Viewed articles) {
        viewed.addAll(articles.articleIds);
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void rank() {
        var ids = List.copyOf(viewed);
        if (ids.isEmpty()) {
            return;
        }
        // before the counts are read: what is viewed from now on is looked at again
        ids.forEach(viewed::remove);
        try {
            QuarkusTransaction.requiringNew()
                    .run(() -> database.createNativeQuery(RANK.formatted("article_id = any(:ids) and ranked <> total"))
                            .setParameter("ids", ids.toArray(Long[]::new))
                            .executeUpdate());
        } catch (RuntimeException e) {
            LOG.debug("what was viewed could not be ranked, and is in a second", e);
            viewed.addAll(ids);
        }
    }

    /** What a node had viewed when it was killed. */
    @Scheduled(every = "1h", delayed = "10s")
    void rankWhatWasLeft() {
        Upkeep.run(
                "Ranking articles by views",
                () -> database.createNativeQuery(RANK.formatted("ranked <> total"))
                        .executeUpdate());
    }
}
