package bantin.views;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** The configuration of view counting; docs/reference/configuration.md lists all keys. */
@ConfigMapping(prefix = "bantin.views")
interface ViewsConfig {

    /** How long a view may wait until it is counted; then the request gets a 503. At least 200 ms. */
    @WithDefault("2s")
    Duration timeout();

    /** How many views may wait; further views are rejected immediately. */
    @WithDefault("100000")
    int queueSize();

    /** The maximum number of views that one transaction counts. */
    @WithDefault("10000")
    int batchSize();

    /** The time in which another view of an article by the same visitor is not counted; at most one day. */
    @WithDefault("30m")
    Duration deduplicationWindow();

    /** How long hourly view counts are kept before they are rolled up into days; at least eight days. */
    @WithDefault("90d")
    Duration hourlyRetention();

    /** The path of a newer {@code regexes.yaml} of uap-core than the built-in one. It recognizes crawlers. */
    Optional<Path> crawlerList();

    /** A regular expression for additional crawlers, searched for in the {@code User-Agent}. */
    Optional<Pattern> crawlerPattern();
}
