package bantin.cache;

import bantin.problem.ProblemException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Paths whose responses may be cached. A room contributes one as a bean for what its resources answer; a resource declares with
 * {@link CacheScope} what each response depends on.
 */
public interface CacheableRoute {

    /**
     * Matches whole paths in normal form: the one spelling in which cache, router and resource cannot read anything different. It
     * allows no percent-encoding, no dot segments, no path parameters and no empty segments. Requests with another spelling reach the
     * resource, and their responses are not cached.
     */
    Pattern path();

    /**
     * The refusal for a path that certainly names nothing, which needs neither the resource nor a query.
     *
     * @param path matched by {@link #path()}
     * @return null where the resource has to answer
     */
    default ProblemException refusal(MatchResult path) {
        return null;
    }
}
