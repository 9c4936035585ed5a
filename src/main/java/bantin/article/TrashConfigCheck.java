package bantin.article;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/**
 * Rejects an invalid setting of the trash at startup. A retention without a unit is one of seconds, and would purge
 * what was meant to be kept for days.
 */
@ApplicationScoped
class TrashConfigCheck {

    void check(@Observes @Priority(1) StartupEvent started, TrashConfig config) {
        if (config.retention().compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException("bantin.trash.retention must be at least one day.");
        }
    }
}
