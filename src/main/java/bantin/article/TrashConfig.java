package bantin.article;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The configuration of the trash; docs/reference/configuration.md lists all keys. */
@ConfigMapping(prefix = "bantin.trash")
interface TrashConfig {

    /** How long a trashed article can be restored before it is purged; at least one day. */
    @WithDefault("30d")
    Duration retention();
}
