package bantin.delivery;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What is kept in memory for readers; each key is in docs/reference/configuration.md. */
@ConfigMapping(prefix = "bantin.delivery")
interface DeliveryConfig {

    /** How much memory finished answers may take; 0 keeps none. */
    @WithDefault("64M")
    MemorySize cacheSize();

    /** For how long an answer may be repeated that shows counts of views or is sorted by them. */
    @WithDefault("1s")
    Duration countsAge();
}
