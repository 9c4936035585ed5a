package bantin.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StatementsTest {

    @Inject
    Scheduler scheduler;

    @Inject
    EntityManager database;

    @Test
    void what_a_job_sends_is_not_counted() {
        var rounds = new AtomicInteger();
        scheduler
                .newJob("of a test")
                .setInterval("1s")
                .setTask(execution -> QuarkusTransaction.requiringNew()
                        .run(() -> rounds.addAndGet(
                                ((Number) database.createNativeQuery("select 1").getSingleResult()).intValue())))
                .schedule();
        try {
            assertThat(Statements.of(() -> Concurrently.await(() -> rounds.get() > 1)))
                    .isZero();
        } finally {
            scheduler.unscheduleJob("of a test");
        }
    }
}
