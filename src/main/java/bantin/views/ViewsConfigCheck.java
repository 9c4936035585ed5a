package bantin.views;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/**
 * Rejects invalid settings of view counting at startup. Bean Validation constraints in the configuration interface
 * would slow down each start (ADR 13).
 */
@ApplicationScoped
class ViewsConfigCheck {

    void check(@Observes @Priority(1) StartupEvent started, ViewsConfig config) {
        require(config.timeout().toMillis() >= 200, "timeout", "be at least 200 ms");
        require(config.queueSize() >= 1, "queue-size", "be at least 1");
        require(config.batchSize() >= 1, "batch-size", "be at least 1");
        require(
                config.deduplicationWindow().compareTo(Duration.ofDays(1)) <= 0,
                "deduplication-window",
                "be at most a day");
        require(config.hourlyRetention().compareTo(Duration.ofDays(8)) >= 0, "hourly-retention", "be at least 8 days");
    }

    private static void require(boolean holds, String key, String must) {
        if (!holds) {
            throw new IllegalArgumentException("bantin.views." + key + " must " + must + ".");
        }
    }
}
