package bantin.article;

import bantin.database.MaintenanceJob;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Purges articles that have been in the trash for longer than the retention. */
@ApplicationScoped
class TrashMaintenance {

    static final int ARTICLES_AT_ONCE = 50;

    @Inject
    TrashConfig config;

    @Inject
    Clock clock;

    /**
     * Purges each article in its own transaction, so that locks are short and an article that cannot be purged does not
     * prevent the others. The row lock ensures that one node purges it, and that it was not restored meanwhile.
     */
    @Scheduled(every = "1h", delayed = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void purgeExpired() {
        var trashedUntil = clock.instant().minus(config.retention());
        var ids = next(trashedUntil, 0);
        while (!ids.isEmpty()) {
            for (var id : ids) {
                MaintenanceJob.run("Purging the trashed article " + id, () -> purge(id, trashedUntil));
            }
            ids = next(trashedUntil, ids.get(ids.size() - 1));
        }
    }

    private static List<Long> next(Instant trashedUntil, long afterId) {
        var ids = new ArrayList<Long>();
        MaintenanceJob.run(
                "Finding trashed articles to purge",
                () -> ids.addAll(Article.purgeable(trashedUntil, afterId, ARTICLES_AT_ONCE)));
        return ids;
    }

    private void purge(long id, Instant trashedUntil) {
        Article.lock(id)
                .filter(article -> article.isPurgeable(trashedUntil))
                .ifPresent(article -> article.purge(clock.instant()));
    }
}
