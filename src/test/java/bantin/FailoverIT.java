package bantin;

import static bantin.testsupport.Concurrently.await;
import static bantin.testsupport.Nodes.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.testsupport.InstalledPostgres;
import bantin.testsupport.Json;
import bantin.testsupport.Nodes;
import bantin.testsupport.PackagedServer;
import bantin.testsupport.Programs;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The database fails and comes back while clients read, write and count. They get 503 meanwhile, and the log stays
 * short.
 */
class FailoverIT {

    /** Clients that read, search, write and count, and record what was acknowledged. */
    private static final class People implements AutoCloseable {

        private final Queue<String> violations = new ConcurrentLinkedQueue<>();
        private final Queue<Long> tags = new ConcurrentLinkedQueue<>();
        private final AtomicInteger views = new AtomicInteger();
        private final AtomicInteger refused = new AtomicInteger();
        private final AtomicInteger number = new AtomicInteger();
        private final AtomicBoolean goOn = new AtomicBoolean(true);
        private final ExecutorService threads = Executors.newCachedThreadPool();
        private final List<Future<?>> running = new ArrayList<>();

        People(PackagedServer node, String article) {
            for (var read : List.of("/api/v1/articles?q=tin", "/api/v1/changes?limit=1", article, article + "/views")) {
                each(() -> check(node.get(read), 200));
            }
            for (int i = 0; i < 3; i++) {
                each(() -> {
                    var tag = node.post("/api/v1/tags", "{\"name\": \"Tag " + number.incrementAndGet() + "\"}", KEY);
                    if (check(tag, 201)) {
                        tags.add(Json.read(tag.body()).get("id").longValue());
                    }
                });
                each(() -> {
                    if (check(node.post(article + "/views", "", KEY), 200)) {
                        views.incrementAndGet();
                    }
                });
            }
            each(() -> check(node.patch(article + "?publish=true", "{\"lead\": \"" + number.get() + "\"}", KEY), 200));
        }

        private void each(Runnable request) {
            running.add(threads.submit(() -> {
                while (goOn.get()) {
                    request.run();
                }
            }));
        }

        private boolean check(HttpResponse<String> answer, int good) {
            if (answer.statusCode() == 503
                    && answer.headers().firstValue("Retry-After").isPresent()
                    && answer.body().contains("\"traceId\"")) {
                refused.incrementAndGet();
            } else if (answer.statusCode() != good) {
                violations.add(answer.request().uri() + " " + answer.statusCode() + " "
                        + answer.headers().map() + answer.body());
            }
            return answer.statusCode() == good;
        }

        void continues() {
            int tagged = tags.size();
            int counted = views.get();
            await(() -> tags.size() > tagged + 10 && views.get() > counted + 10);
        }

        @Override
        public void close() throws Exception {
            goOn.set(false);
            for (var person : running) {
                person.get();
            }
            threads.shutdown();
        }
    }

    private static void toldOnce(PackagedServer node, int outages) {
        await(() -> lines(node, "The database is reachable again") == outages);
        assertThat(lines(node, "The database cannot be reached")).isEqualTo(outages);
        assertThat(node.log()).doesNotContain("\tat ");
        assertThat(node.log().lines().filter(line -> line.contains("ERROR") || line.contains("WARN")))
                .hasSize(outages);
    }

    private static long lines(PackagedServer node, String text) {
        return node.log().lines().filter(line -> line.contains(text)).count();
    }

    @Test
    void when_sessions_are_ended_and_when_the_database_restarts_all_is_503_and_each_outage_is_two_lines_in_the_log()
            throws Exception {
        try (var nodes = new Nodes()) {
            var node = nodes.start();
            try (var people = new People(node, node.publish("Tin", KEY))) {
                people.continues();
                try (var connection = nodes.connect();
                        var end = connection.createStatement()) {
                    end.execute("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()");
                }
                people.continues();
                await(() -> lines(node, "The database is reachable again") == 1);
                nodes.stopDatabase();
                await(() -> lines(node, "The database cannot be reached") == 2);
                nodes.startDatabase();
                people.continues();
                people.close();
                assertThat(people.violations).isEmpty();
                assertThat(people.refused).hasPositiveValue();
            }
            toldOnce(node, 2);
        }
    }

    @Test
    void with_a_synchronous_standby_nothing_that_was_acknowledged_is_lost_in_a_failover(@TempDir Path data)
            throws Exception {
        Programs.find("pg_basebackup");
        try (var primary = InstalledPostgres.start(data.resolve("primary"));
                var standby = primary.standby(data.resolve("standby"))) {
            primary.execute(
                    "alter system set synchronous_standby_names = 'standby'",
                    "alter system set synchronous_commit = 'remote_apply'",
                    "select pg_reload_conf()");
            var hosts = "127.0.0.1:" + primary.port() + ",127.0.0.1:" + standby.port();
            var url = "jdbc:postgresql://" + hosts + "/postgres?targetServerType=primary&hostRecheckSeconds=1";
            try (var node = PackagedServer.start(data, Nodes.settings(url, "postgres", "any"))) {
                var article = node.publish("Tin", KEY);
                try (var people = new People(node, article)) {
                    people.continues();
                    primary.kill();
                    standby.promote();
                    people.continues();
                    people.close();
                    assertThat(people.violations).isEmpty();
                    var id = article.substring(article.lastIndexOf('/') + 1);
                    assertThat(standby.number("select total from view_count where article_id = " + id))
                            .isGreaterThanOrEqualTo(people.views.get());
                    var ids = String.join(
                            ",", people.tags.stream().map(String::valueOf).toList());
                    assertThat(standby.number("select count(*) from tag where id in (" + ids + ")"))
                            .isEqualTo(people.tags.size());
                }
                toldOnce(node, 1);
            }
        }
    }
}
