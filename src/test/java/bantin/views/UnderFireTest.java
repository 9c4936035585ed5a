package bantin.views;

import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Concurrently.await;
import static bantin.testsupport.Newsroom.anArticle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import bantin.problem.ProblemException;
import bantin.problem.ProblemType;
import bantin.testsupport.Concurrently;
import bantin.testsupport.Newsroom;
import bantin.testsupport.Sql;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Views while the database is too slow: another session has locked the row that they update. */
@QuarkusTest
class UnderFireTest {

    @Inject
    DataSource database;

    @Inject
    ViewCounter counter;

    @Inject
    Clock clock;

    private Connection holding(Newsroom.Written article) throws SQLException {
        asReader().post(article.path() + "/views").then().statusCode(200);
        var connection = database.getConnection();
        connection.setAutoCommit(false);
        try (var statement = connection.prepareStatement("select from view_count where article_id = ? for update")) {
            statement.setLong(1, article.id());
            statement.execute();
        }
        return connection;
    }

    @Test
    void everybody_who_waits_is_told_to_come_again_and_the_counter_recovers_by_itself() throws Exception {
        var article = anArticle().published();
        try (var held = holding(article)) {
            Concurrently.run(
                    24,
                    thread -> asReader()
                            .post(article.path() + "/views")
                            .then()
                            .statusCode(503)
                            .contentType("application/problem+json")
                            .header("Retry-After", equalTo("2"))
                            .body("type", equalTo("/problems/busy"))
                            .body("traceId", notNullValue()));
            held.rollback();
        }
        asReader().post(article.path() + "/views").then().statusCode(200).body("views", equalTo(2));
    }

    @Test
    void a_hundred_thousand_may_wait_in_little_memory_and_those_beyond_are_refused_at_once() throws Exception {
        var article = anArticle().published();
        var waiting = new ArrayList<CompletableFuture<ViewResult>>();
        try (var held = holding(article)) {
            var before = usedMemory();
            // one batch waits for the locked row, and all other views wait for that batch
            waiting.add(count(article));
            await(() -> Sql.one(
                    "select exists (select from pg_stat_activity"
                            + " where wait_event_type = 'Lock' and query like '%insert into view_count%')",
                    Boolean.class));
            for (int i = 0; i < 100_000; i++) {
                waiting.add(count(article));
            }
            var beyond = count(article);
            assertThat(beyond).isCompletedExceptionally();
            assertThat(usedMemory() - before).as("bytes").isLessThan(40_000_000);
            for (var view : waiting) {
                assertThat(problemOf(view).type()).isEqualTo(ProblemType.BUSY);
            }
            held.rollback();
        }
        asReader().post(article.path() + "/views").then().statusCode(200).body("views", equalTo(2));
    }

    private CompletableFuture<ViewResult> count(Newsroom.Written article) {
        return counter.count(new View(article.id(), 1, clock.instant(), true, null, null))
                .toCompletableFuture();
    }

    private static ProblemException problemOf(CompletableFuture<ViewResult> view) throws Exception {
        try {
            throw new AssertionError("it was counted: " + view.get(20, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            return (ProblemException) e.getCause();
        }
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
