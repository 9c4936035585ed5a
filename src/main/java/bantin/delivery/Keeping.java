package bantin.delivery;

import bantin.article.ArticleRow;
import bantin.http.AnswerKeeper;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import org.hibernate.Session;

/** What an endpoint knows of its answer that tells when it is not good any more; of no effect where it is not kept. */
@ApplicationScoped
class Keeping {

    @Inject
    CurrentVertxRequest request;

    @Inject
    Memory memory;

    @Inject
    Session database;

    /** Whether it is sure, without asking the database, that there is no article or slug of this name of {@link Memory}. */
    boolean isUnknown(String name) {
        return load() != null && !memory.mayBeThere(name);
    }

    /** The answer shows this article, or that it cannot be seen yet or any more. */
    void article(ArticleRow article, Instant now) {
        var load = load();
        if (load != null) {
            load.dependsOn(Memory.article(article.id()));
            load.goodUntil(article.state().changesAfter(now));
        }
    }

    /** The answer is a list of what was public at this moment: it is wrong when the next article comes or goes by itself. */
    void listAt(Instant now) {
        var load = load();
        if (load != null) {
            load.goodUntil(memory.nextDue(now, this::nextDue));
        }
    }

    /** The answer depends on counts of views, whether it shows them or not. */
    void movesByItself() {
        var load = load();
        if (load != null) {
            load.goodUntil(memory.countsGoodUntil());
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

    private Load load() {
        var current = request.getCurrent();
        return current != null && current.get(AnswerKeeper.KEY) instanceof Load load ? load : null;
    }
}
