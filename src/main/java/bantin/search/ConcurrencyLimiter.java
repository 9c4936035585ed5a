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
 * Who comes first is served first. More at once than there are processors would all be done later than one after the other, some of
 * them much later, and keep the database from those who only want to read. Whoever injects this has a queue of its own.
 */
@Dependent
public class ConcurrencyLimiter {

    /** Each holds a worker thread while it waits; there are 200 of those, and two who use this. */
    static final int MAX_WAITING = 60;

    private final Semaphore turns;

    @Inject
    ConcurrencyLimiter(SearchConfig config) {
        turns = new Semaphore(config.maxConcurrent().orElse(Runtime.getRuntime().availableProcessors()), true);
    }

    /** @throws ProblemException 503 too many wait already, or the turn has not come within the time that a search may take */
    public <T> T take(Supplier<T> search) {
        try {
            if (waiting() >= MAX_WAITING || !turns.tryAcquire(ArticleSearch.TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
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
            turns.release();
        }
    }

    int waiting() {
        return turns.getQueueLength();
    }
}
