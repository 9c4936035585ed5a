package bantin.search;

import bantin.cache.CacheableRoute;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.regex.Pattern;

/** Makes responses of {@link SuggestResource} cacheable. */
@ApplicationScoped
class SuggestRoute implements CacheableRoute {

    private static final Pattern PATH = Pattern.compile("/api/v1/suggest");

    @Override
    public Pattern path() {
        return PATH;
    }
}
