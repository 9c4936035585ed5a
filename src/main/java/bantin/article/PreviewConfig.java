package bantin.article;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.Optional;

/** The configuration of previews; docs/reference/configuration.md lists all keys. */
@ConfigMapping(prefix = "bantin")
interface PreviewConfig {

    /** How long a preview is valid if its creator does not say so. */
    @WithName("preview.lifetime")
    @WithDefault("7d")
    Duration lifetime();

    /** How long a preview may be valid; at least the lifetime. */
    @WithName("preview.max-lifetime")
    @WithDefault("30d")
    Duration maxLifetime();

    /**
     * The URL of previews in the front end, with the placeholder {@code {token}}, and {@code {id}} if it needs the id
     * of the article. Default: the URL of the API.
     */
    @WithName("site.preview-url")
    Optional<String> url();
}
