package bantin.cache;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The response cache; each key is in docs/reference/configuration.md. */
@ConfigMapping(prefix = "bantin.cache")
interface CacheConfig {

    /** How much memory the entries may take; 0 disables the cache. */
    @WithDefault("64M")
    MemorySize maxSize();

    /** How long an entry is used that shows view counts or is sorted by them. */
    @WithDefault("1s")
    Duration viewCountTtl();
}
