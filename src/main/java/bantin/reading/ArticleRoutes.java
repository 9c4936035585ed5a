package bantin.reading;

import bantin.article.ArticlePermissions;
import bantin.article.PublishedArticles;
import bantin.cache.CacheableRoute;
import bantin.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Articles by id and by slug, what is related to them, and lists of them may be cached. */
@ApplicationScoped
class ArticleRoutes implements CacheableRoute {

    private static final Pattern PATH = Pattern.compile(
            "/api/v1/articles(?:/(?:most-viewed|by-slug/([a-z0-9-]{1,200})|([1-9][0-9]{0,17})(?:/related)?))?");
    private static final int SLUG = 1;
    private static final int ID = 2;

    @Inject
    PublishedArticles published;

    @Override
    public Pattern path() {
        return PATH;
    }

    /**
     * A preview is for the bearer of its token only. However the name of the parameter is encoded, its letters are in
     * the decoded query; those of no other parameter of a single article are.
     */
    @Override
    public boolean mayCache(MatchResult path, String query) {
        var isList = path.group(ID) == null && path.group(SLUG) == null;
        return isList
                || query == null
                || !URLDecoder.decode(query, StandardCharsets.UTF_8)
                        .toLowerCase(Locale.ROOT)
                        .contains("preview");
    }

    @Override
    public ProblemException refusal(MatchResult path) {
        var isUnknown = path.group(ID) != null && !published.mayInclude(Long.parseLong(path.group(ID)))
                || path.group(SLUG) != null && !published.mayInclude(path.group(SLUG));
        return isUnknown ? ArticlePermissions.notFound() : null;
    }
}
