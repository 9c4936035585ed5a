package bantin.article;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The configuration of corrections; docs/reference/configuration.md lists all keys. */
@ConfigMapping(prefix = "bantin.corrections")
interface CorrectionsConfig {

    /** Whether a changed body of a public article can be published only with a correction. */
    @WithDefault("false")
    boolean required();
}
