package bantin.cache;

import bantin.problem.ProblemException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Paths whose responses may be cached. A package registers the paths of its resources as a bean. The resources declare
 * with {@link CacheScope} what each response depends on.
 */
public interface CacheableRoute {

    /**
     * Matches whole paths in normal form, which the cache, the router and the resource read in the same way: without
     * percent-encoding, dot segments, path parameters and empty segments. Requests with other paths reach the resource,
     * and their responses are not cached.
     */
    Pattern path();

    /**
     * Whether responses may be cached. A request for which they may not reaches the resource without waiting for
     * another one's response.
     *
     * @param path matched by {@link #path()}
     * @param query as it was sent; null if there is none
     */
    default boolean mayCache(MatchResult path, String query) {
        return true;
    }

    /**
     * The problem for a path that certainly names nothing. It needs neither the resource nor a query.
     *
     * @param path matched by {@link #path()}
     * @return null if the resource must answer
     */
    default ProblemException refusal(MatchResult path) {
        return null;
    }
}
