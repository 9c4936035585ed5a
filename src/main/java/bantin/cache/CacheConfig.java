package bantin.cache;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The configuration of the response cache; docs/reference/configuration.md lists all keys. */
@ConfigMapping(prefix = "bantin.cache")
interface CacheConfig {

    /** The maximum memory of the entries; 0 disables the cache. */
    @WithDefault("64M")
    MemorySize maxSize();

    /** How long an entry that shows view counts, or is sorted by them, is used. */
    @WithDefault("1s")
    Duration viewCountTtl();
}
