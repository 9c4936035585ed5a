package bantin.idempotency;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The configuration of retries with an {@code Idempotency-Key}; docs/reference/configuration.md lists all keys. */
@ConfigMapping(prefix = "bantin.idempotency")
public interface IdempotencyConfig {

    /** How long the response is stored for retries. */
    @WithDefault("24h")
    Duration retention();
}
