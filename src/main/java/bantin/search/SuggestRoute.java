package bantin.search;

import bantin.cache.CacheableRoute;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.regex.Pattern;

/** Suggestions may be cached. */
@ApplicationScoped
class SuggestRoute implements CacheableRoute {

    private static final Pattern PATH = Pattern.compile("/api/v1/suggest");

    @Override
    public Pattern path() {
        return PATH;
    }
}
