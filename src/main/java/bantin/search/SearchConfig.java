package bantin.search;

import io.smallrye.config.ConfigMapping;
import java.util.OptionalInt;

/** How searching is done; each key is in docs/reference/configuration.md. */
@ConfigMapping(prefix = "bantin.search")
interface SearchConfig {

    /** How many searches are done at once, and how many suggestions; as many as there are processors where it is not said. */
    OptionalInt maxConcurrent();
}
