package bantin.cache;

import bantin.problem.ProblemException;
import java.util.List;
import java.util.regex.MatchResult;

/** Finds the {@link CacheableRoute} of a request target (RFC 9112, 3.2). */
final class CacheableRoutes {

    private static final int MAX_LENGTH = 1024;

    private final List<CacheableRoute> routes;

    CacheableRoutes(List<CacheableRoute> routes) {
        this.routes = routes;
    }

    /** @param path the groups of the route's pattern */
    record Match(CacheableRoute route, MatchResult path) {

        ProblemException refusal() {
            return route.refusal(path);
        }
    }

    /** Null if the response must not be cached. */
    Match find(String target) {
        if (target.length() > MAX_LENGTH) {
            return null;
        }
        int query = target.indexOf('?');
        var path = query < 0 ? target : target.substring(0, query);
        for (var route : routes) {
            var matcher = route.path().matcher(path);
            if (matcher.matches()) {
                return route.mayCache(matcher, query < 0 ? null : target.substring(query + 1))
                        ? new Match(route, matcher)
                        : null;
            }
        }
        return null;
    }
}
