package bantin.search;

import bantin.problem.ProblemException;
import bantin.problem.ProblemType;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Limits how many searches run at the same time on a node. The others wait, first come, first served. More searches
 * than processors would all take longer, and would slow down plain reads. Each injection point has a limit and a queue
 * of its own.
 */
@Dependent
public class ConcurrencyLimiter {

    /** A waiting request holds one of the 200 worker threads, and there are two queues. */
    static final int MAX_WAITING = 60;

    private final Semaphore permits;

    @Inject
    ConcurrencyLimiter(SearchConfig config) {
        permits =
                new Semaphore(config.maxConcurrent().orElse(Runtime.getRuntime().availableProcessors()), true);
    }

    /**
     * Runs a search when a permit is free.
     *
     * @throws ProblemException 503 if too many searches wait already, or if no permit was free for {@link
     *     ArticleSearch#TIMEOUT_SECONDS} seconds
     */
    public <T> T run(Supplier<T> search) {
        try {
            if (waiting() >= MAX_WAITING || !permits.tryAcquire(ArticleSearch.TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new ProblemException(ProblemType.BUSY, "Too many searches are running at the moment.")
                        .withHeader(HttpHeaders.RETRY_AFTER, "1");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ProblemType.UNAVAILABLE, "This node is shutting down.");
        }
        try {
            return search.get();
        } finally {
            permits.release();
        }
    }

    int waiting() {
        return permits.getQueueLength();
    }
}
