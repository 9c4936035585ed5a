package bantin.article;

import bantin.access.Caller;
import bantin.cache.CacheScope;
import bantin.cache.ResponseCache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.hibernate.Session;

/** Declares what a response that shows articles depends on; see {@link CacheScope}. */
@ApplicationScoped
public class ArticleCacheScope {

    @Inject
    CacheScope scope;

    @Inject
    ResponseCache cache;

    @Inject
    PublishedArticles published;

    @Inject
    Caller caller;

    @Inject
    Session database;

    private volatile ScheduleChange nextScheduleChange;

    /** The next time at which an article is published or expires without a write, as it was at this generation. */
    private record ScheduleChange(long generation, Instant asked, Instant next) {}

    /** Whether it is certain, without a query, that no article with this id has ever been public. */
    public boolean isUnknown(long articleId) {
        return !caller.hasKey() && !published.mayInclude(articleId);
    }

    /** Whether it is certain, without a query, that no article has ever been public at this slug. */
    public boolean isUnknown(String slug) {
        return !caller.hasKey() && !published.mayInclude(slug);
    }

    /** The response depends on who has this slug or was public at it. */
    public void slug(String slug, List<SlugMatch> matches, Instant now) {
        scope.dependsOn(ArticleInvalidation.slug(slug));
        matches.forEach(match -> scope.dependsOn(ArticleInvalidation.article(match.articleId())));
        if (matches.isEmpty() || matches.stream().anyMatch(match -> match.article() == null)) {
            untilNextScheduleChange(now);
        }
    }

    /** The response is that there is no such article. */
    public void notFound(long articleId, Instant now) {
        scope.dependsOn(ArticleInvalidation.article(articleId));
        untilNextScheduleChange(now);
    }

    /** The response shows this article. */
    public void shown(ArticleReadModel article, Instant now) {
        article.cacheTags().forEach(scope::dependsOn);
        scope.expiresAt(() -> article.state().changesAfter(now));
    }

    /** The response is a list of what is public at this moment. */
    public void expiresAtNextScheduleChange(Instant now) {
        scope.dependsOn(ArticleInvalidation.ARTICLES);
        scope.dependsOn(ArticleInvalidation.PARTS);
        untilNextScheduleChange(now);
    }

    /** The response depends on view counts, whether it shows them or not. */
    public void expiresWithViewCounts() {
        scope.expiresWithViewCounts();
    }

    private void untilNextScheduleChange(Instant now) {
        scope.expiresAt(() -> nextScheduleChange(now));
    }

    /** Queried again only after an article has changed or that time has passed. */
    private Instant nextScheduleChange(Instant now) {
        var known = nextScheduleChange;
        var isGood = known != null
                && cache.isCurrent(known.generation, ArticleInvalidation.ARTICLES)
                && !now.isBefore(known.asked)
                && (known.next == null || now.isBefore(known.next));
        if (!isGood) {
            var generation = cache.generation();
            known = new ScheduleChange(generation, now, findNextScheduleChange(now));
            nextScheduleChange = known;
        }
        return known.next;
    }

    private Instant findNextScheduleChange(Instant now) {
        return database.createNativeQuery("""
                        select least(
                            (select min(published_at) from article where status = 'published' and published_at > :now),
                            (select min(expires_at) from article where status = 'published' and expires_at > :now))
                        """, Instant.class)
                .setParameter("now", now)
                .getSingleResult();
    }
}
