package bantin.views;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** How views are counted; each key is in docs/reference/configuration.md. */
@ConfigMapping(prefix = "bantin.views")
interface ViewsConfig {

    /** How long a view may wait to be counted; who waited that long is told to come again. At least 200 ms. */
    @WithDefault("2s")
    Duration timeout();

    /** How many views may wait at a time; those beyond are told so at once. */
    @WithDefault("100000")
    int queueSize();

    /** How many views one transaction counts at most. */
    @WithDefault("10000")
    int batchSize();

    /** For how long another view of the same visitor on the same article is not counted; at most a day. */
    @WithDefault("30m")
    Duration deduplicationWindow();

    /** For how long views are known by the hour, and only by the day thereafter; at least eight days. */
    @WithDefault("90d")
    Duration hourlyRetention();

    /** A newer {@code regexes.yaml} of uap-core than the one inside, to know crawlers by. */
    Optional<Path> crawlerList();

    /** What else is a crawler: a regular expression that is looked for in the {@code User-Agent}. */
    Optional<Pattern> crawlerPattern();
}
