package bantin.reading;

import bantin.article.ArticlePermissions;
import bantin.article.PublishedArticles;
import bantin.cache.CacheableRoute;
import bantin.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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

    @Override
    public ProblemException refusal(MatchResult path) {
        var isUnknown = path.group(ID) != null && !published.mayInclude(Long.parseLong(path.group(ID)))
                || path.group(SLUG) != null && !published.mayInclude(path.group(SLUG));
        return isUnknown ? ArticlePermissions.notFound() : null;
    }
}
