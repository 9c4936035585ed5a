package bantin.delivery;

import bantin.access.Caller;
import bantin.article.ArticleReadModel;
import bantin.article.SlugMatch;
import bantin.http.ResponseRecorder;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.hibernate.Session;

/**
 * Declares what a response depends on and when it expires. Only the endpoint that makes a response knows that; a response for which
 * nothing is declared is not kept. Has no effect where the response is not for the cache.
 */
@ApplicationScoped
class CacheScope {

    @Inject
    CurrentVertxRequest request;

    @Inject
    ResponseCache memory;

    @Inject
    Caller caller;

    @Inject
    Session database;

    /** Whether it is certain, without a query, that no article with this id has ever been public. */
    boolean isUnknown(long articleId) {
        return !caller.hasKey() && !memory.mayHaveArticle(articleId);
    }

    /** Whether it is certain, without a query, that no article has ever been public at this slug. */
    boolean isUnknown(String slug) {
        return !caller.hasKey() && !memory.mayHaveSlug(slug);
    }

    /** The response depends on who has this slug or was public at it. */
    void slug(String slug, List<SlugMatch> holders, Instant now) {
        dependsOn(ResponseCache.slug(slug));
        holders.forEach(holder -> dependsOn(ResponseCache.article(holder.articleId())));
        if (holders.isEmpty() || holders.stream().anyMatch(holder -> holder.article() == null)) {
            untilNextDue(now);
        }
    }

    /** The response is that there is no such article. */
    void notFound(long articleId, Instant now) {
        dependsOn(ResponseCache.article(articleId));
        untilNextDue(now);
    }

    /** The response shows this article. */
    void shown(ArticleReadModel article, Instant now) {
        var load = load();
        if (load != null) {
            article.cacheTags().forEach(load::dependsOn);
            load.validUntil(article.state().changesAfter(now));
        }
    }

    /** The response is a list of what is public at this moment. */
    void expiresAtNextScheduleChange(Instant now) {
        dependsOn(ResponseCache.ARTICLES);
        dependsOn(ResponseCache.PARTS);
        untilNextDue(now);
    }

    /** The response depends on view counts, whether it shows them or not. */
    void expiresWithViewCounts() {
        var load = load();
        if (load != null) {
            load.validUntil(memory.countsGoodUntil());
        }
    }

    private void dependsOn(String name) {
        var load = load();
        if (load != null) {
            load.dependsOn(name);
        }
    }

    /** It expires when the next article is published or expires without a write. */
    private void untilNextDue(Instant now) {
        var load = load();
        if (load != null) {
            load.validUntil(memory.nextDue(now, this::nextDue));
        }
    }

    private Instant nextDue(Instant now) {
        return database.createNativeQuery("""
                        select least(
                            (select min(published_at) from article where status = 'published' and published_at > :now),
                            (select min(expires_at) from article where status = 'published' and expires_at > :now))
                        """, Instant.class)
                .setParameter("now", now)
                .getSingleResult();
    }

    private InFlightLoad load() {
        var current = request.getCurrent();
        return current != null && current.get(ResponseRecorder.KEY) instanceof InFlightLoad load ? load : null;
    }
}
