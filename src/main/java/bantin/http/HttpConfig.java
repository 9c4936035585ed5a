package bantin.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How the API behaves towards caches and browsers; each key is in docs/reference/configuration.md. */
@ConfigMapping(prefix = "bantin.http")
interface HttpConfig {

    /** {@code Cache-Control} of what anybody may read. */
    @WithDefault("public, max-age=5, s-maxage=60, stale-while-revalidate=600")
    String cacheControl();

    /** Origins whose pages may read what is public and count views. */
    @WithDefault("*")
    List<String> corsReadOrigins();

    /** Origins whose pages may write; none when absent. */
    Optional<List<String>> corsWriteOrigins();

    /** In what time the body of a request must arrive completely. */
    @WithDefault("10s")
    Duration bodyTimeout();

    /** How much memory the bodies of all requests may take; a sixteenth of the heap when absent. */
    Optional<MemorySize> maxBodyMemory();
}
