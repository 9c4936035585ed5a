package bantin.article;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Duration;

/** Rejects invalid settings of previews at startup. */
@ApplicationScoped
class PreviewConfigCheck {

    private static final Duration LONGEST = Duration.ofDays(365);

    void check(@Observes @Priority(1) StartupEvent started, PreviewConfig config) {
        if (config.lifetime().compareTo(Duration.ZERO) <= 0
                || config.maxLifetime().compareTo(config.lifetime()) < 0
                || config.maxLifetime().compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("bantin.preview.lifetime must be positive and at most "
                    + "bantin.preview.max-lifetime, which must be at most 365 days.");
        }
        config.url().filter(template -> !isUsable(template)).ifPresent(template -> {
            throw new IllegalArgumentException("bantin.site.preview-url must be an http or https URL that contains "
                    + "{token}; it may also contain {id}.");
        });
    }

    private static boolean isUsable(String template) {
        try {
            var url = URI.create(PreviewResource.url(template, 1, "pv_1_x"));
            return template.contains("{token}")
                    && String.valueOf(url.getScheme()).matches("https?")
                    && url.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
