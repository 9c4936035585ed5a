package bantin.idempotency;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Retries with an {@code Idempotency-Key}; each key is in docs/reference/configuration.md. */
@ConfigMapping(prefix = "bantin.idempotency")
public interface IdempotencyConfig {

    /** How long the response is stored for retries. */
    @WithDefault("24h")
    Duration retention();
}
