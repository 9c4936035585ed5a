package bantin.article;

import bantin.database.MaintenanceJob;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;

/** Deletes expired previews. Their tokens are invalid whether the rows are there or not. */
@ApplicationScoped
class PreviewMaintenance {

    @Inject
    Clock clock;

    @Scheduled(every = "1h", delayed = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void deleteExpired() {
        MaintenanceJob.run("Deleting expired previews", () -> Preview.deleteExpired(clock.instant()));
    }
}
