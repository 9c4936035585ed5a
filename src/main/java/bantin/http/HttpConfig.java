package bantin.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The configuration of caching headers, CORS and request bodies; docs/reference/configuration.md lists all keys. */
@ConfigMapping(prefix = "bantin.http")
interface HttpConfig {

    /** {@code Cache-Control} of public reads. */
    @WithDefault("public, max-age=5, s-maxage=60, stale-while-revalidate=600")
    String cacheControl();

    /** Origins whose pages may read public content and record views. */
    @WithDefault("*")
    List<String> corsReadOrigins();

    /** Origins whose pages may write. Default: none. */
    Optional<List<String>> corsWriteOrigins();

    /** The time in which a request body must arrive completely. */
    @WithDefault("10s")
    Duration bodyTimeout();

    /** The maximum memory of the bodies of all requests. Default: 1/16 of the heap. */
    Optional<MemorySize> maxBodyMemory();
}
