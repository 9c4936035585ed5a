package bantin.search;

import io.smallrye.config.ConfigMapping;
import java.util.OptionalInt;

/** The configuration of the search; docs/reference/configuration.md lists all keys. */
@ConfigMapping(prefix = "bantin.search")
interface SearchConfig {

    /** The concurrency limit of searches on a node, and of suggestions. Default: the number of processors. */
    OptionalInt maxConcurrent();
}
