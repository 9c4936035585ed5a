package bantin;

import static bantin.testsupport.Concurrently.await;
import static bantin.testsupport.Nodes.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.testsupport.Concurrently;
import bantin.testsupport.Hammer;
import bantin.testsupport.Json;
import bantin.testsupport.Nodes;
import bantin.testsupport.PackagedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two processes on one database. Views: what was answered is stored, nothing is counted twice, and no number is given
 * twice, whichever process is killed. Public reads: nothing is older than a second.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class TwoNodesIT {

    private static Nodes nodes;
    private static PackagedServer first;
    private static PackagedServer second;

    @BeforeAll
    static void twoNodesOnOneDatabase() throws IOException {
        nodes = new Nodes();
        var both = nodes.start(2, Map.of());
        first = both.get(0);
        second = both.get(1);
    }

    /** Tests kill them. */
    @BeforeEach
    void bothAreReady() {
        if (!first.isReady()) {
            first = nodes.start();
        }
        if (!second.isReady()) {
            second = nodes.start();
        }
    }

    @AfterAll
    static void stop() throws IOException {
        nodes.close();
    }

    private static long anArticle() {
        var path = first.publish("Tin", KEY);
        return Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
    }

    private static long stored(long articleId) throws SQLException {
        return nodes.number("select coalesce(max(total), 0) from view_count where article_id = " + articleId);
    }

    /** Connections that post views until the end. A broken one is replaced by a new one. */
    private static final class Load implements AutoCloseable {

        private final ExecutorService threads = Executors.newCachedThreadPool();
        private final AtomicBoolean isOpen = new AtomicBoolean(true);
        private final AtomicLong sent = new AtomicLong();
        private final AtomicLong acknowledged = new AtomicLong();
        private final Map<Long, Boolean> numbers = new ConcurrentHashMap<>();
        private final List<Future<?>> running = new ArrayList<>();
        private final long articleId;

        Load(long articleId) {
            this.articleId = articleId;
        }

        Load on(PackagedServer node, int connections) {
            for (int i = 0; i < connections; i++) {
                running.add(threads.submit(() -> {
                    while (isOpen.get()) {
                        try (var hammer = new Hammer(node.port())) {
                            post(hammer);
                        } catch (IOException broken) {
                            Concurrently.pause();
                        }
                    }
                    return null;
                }));
            }
            return this;
        }

        private void post(Hammer hammer) throws IOException {
            while (isOpen.get()) {
                sent.incrementAndGet();
                var answer = hammer.post(articleId, "");
                if (answer.counted()) {
                    acknowledged.incrementAndGet();
                    assertThat(numbers.put(answer.views(), true))
                            .as("number " + answer.views())
                            .isNull();
                } else {
                    assertThat(answer.status()).isEqualTo(503);
                }
            }
        }

        /** Waits until so many more views have been counted. */
        Load goesOn(int views) {
            var before = acknowledged.get();
            await(() -> acknowledged.get() >= before + views);
            return this;
        }

        /** Until what was sent has been answered, or its connection has ended. */
        void end() {
            isOpen.set(false);
            try {
                for (var thread : running) {
                    thread.get(60, TimeUnit.SECONDS);
                }
            } catch (InterruptedException | ExecutionException | TimeoutException e) {
                throw new AssertionError(e);
            }
            threads.shutdown();
        }

        @Override
        public void close() {
            end();
        }
    }

    private static void holds(Load load) throws SQLException {
        assertThat(nodes.number("select total - (select sum(views) from view_hour h where h.article_id = c.article_id)"
                        + " from view_count c where article_id = " + load.articleId))
                .isZero();
        var stored = stored(load.articleId);
        assertThat(load.acknowledged.get()).isPositive().isLessThanOrEqualTo(stored);
        assertThat(stored).isLessThanOrEqualTo(load.sent.get());
        assertThat(load.numbers.keySet()).allMatch(number -> number <= stored);
    }

    @Test
    void whichever_node_is_killed_what_was_answered_is_stored_and_nothing_is_counted_twice() throws Exception {
        for (int round = 0; round < 40; round++) {
            var isAlone = round % 2 == 0;
            try (var load = new Load(anArticle())) {
                load.on(first, 16);
                if (!isAlone) {
                    load.on(second, 16);
                }
                load.goesOn(200 + 10 * round);
                first.kill();
                if (!isAlone) {
                    load.goesOn(100);
                }
                load.end();
                holds(load);
            }
            first = nodes.start();
        }
    }

    @Test
    void with_the_database_killed_callers_are_told_so_and_it_goes_on_when_the_database_is_back() throws Exception {
        for (int round = 0; round < 20; round++) {
            try (var load = new Load(anArticle())) {
                load.on(first, 16).on(second, 16).goesOn(200 + 10 * round);
                nodes.killDatabase();
                nodes.startDatabase();
                load.goesOn(100).end();
                holds(load);
            }
        }
        for (var node : List.of(first, second)) {
            assertThat(node.log()).doesNotContain("\tat ");
        }
    }

    @Test
    void two_nodes_give_each_number_once_and_every_total_is_exact() throws Exception {
        int articles = 50;
        int posts = 200_000;
        int connections = 128;
        var ids = new long[articles];
        var weights = new double[articles];
        double sum = 0;
        for (int i = 0; i < articles; i++) {
            ids[i] = anArticle();
            sum += 1.0 / (i + 1);
            weights[i] = sum;
        }
        var total = sum;
        var numbers = Concurrently.run(connections, thread -> {
            var random = new Random(thread);
            var mine = new ArrayList<List<Long>>();
            for (int i = 0; i < articles; i++) {
                mine.add(new ArrayList<>());
            }
            try (var hammer = new Hammer((thread % 2 == 0 ? first : second).port())) {
                int count = posts / connections + (thread < posts % connections ? 1 : 0);
                for (int i = 0; i < count; i++) {
                    var at = random.nextDouble() * total;
                    int article = 0;
                    while (weights[article] < at) {
                        article++;
                    }
                    var answer = hammer.post(ids[article], "");
                    assertThat(answer.status()).isEqualTo(200);
                    mine.get(article).add(answer.views());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return mine;
        });
        long all = 0;
        for (int i = 0; i < articles; i++) {
            var seen = new BitSet();
            for (var mine : numbers) {
                for (var number : mine.get(i)) {
                    assertThat(seen.get(number.intValue())).as("given twice").isFalse();
                    seen.set(number.intValue());
                }
            }
            assertThat(seen.cardinality()).isEqualTo(seen.length() - 1);
            assertThat(stored(ids[i])).isEqualTo(seen.cardinality());
            all += seen.cardinality();
        }
        assertThat(all).isEqualTo(posts);
        for (var node : List.of(first, second)) {
            assertThat(node.log()).doesNotContain("deadlock");
        }
    }

    @Test
    void an_editor_who_saves_all_the_while_loses_nothing_and_views_do_not_move_the_etag() throws Exception {
        var article = anArticle();
        try (var load = new Load(article)) {
            load.on(first, 8).on(second, 8);
            for (int i = 1; i <= 20; i++) {
                assertThat(edit(article, i)).as("no version was lost or added").isEqualTo(2 + i);
            }
            load.end();
            holds(load);
        }
        var path = "/api/v1/articles/" + article;
        var etag = first.get(path).headers().firstValue("ETag");
        try (var hammer = new Hammer(first.port())) {
            assertThat(hammer.post(article, "").status()).isEqualTo(200);
        }
        var now = first.get(path);
        assertThat(now.headers().firstValue("ETag")).isEqualTo(etag).isPresent();
        assertThat(now.body()).contains("\"title\":\"Tin 20\"");
    }

    /** A proxy forwards the request, waits for the response, and closes the connection without it. */
    @Test
    void when_the_answer_is_lost_a_retry_with_its_key_counts_once_a_thousand_times_out_of_a_thousand()
            throws Exception {
        var article = anArticle();
        int views = 1000;
        int clients = 8;
        try (var proxy = new ServerSocket(0)) {
            var dropping = Executors.newSingleThreadExecutor();
            dropping.submit(() -> {
                while (!proxy.isClosed()) {
                    try (var client = proxy.accept()) {
                        dropAnswer(client);
                    }
                }
                return null;
            });
            var retries = Concurrently.run(clients, client -> {
                for (int i = client; i < views; i += clients) {
                    lostThenRetried(article, proxy.getLocalPort(), "view-" + i);
                }
                return null;
            });
            assertThat(retries).hasSize(clients);
            dropping.shutdownNow();
        }
        assertThat(stored(article)).isEqualTo(views);
    }

    @Test
    void a_view_that_comes_to_both_nodes_at_once_with_one_key_counts_once() throws Exception {
        var article = anArticle();
        int views = 200;
        var answers = Concurrently.run(8, thread -> {
            var numbers = new ArrayList<Long>();
            // pairs of threads, one for each node, send the same keys in the same order
            try (var hammer = new Hammer((thread % 2 == 0 ? first : second).port())) {
                for (int i = thread / 2; i < views; i += 4) {
                    var answer = hammer.post(article, "Idempotency-Key: both-" + i + "\r\n");
                    assertThat(answer.status()).isEqualTo(200);
                    numbers.add(answer.views());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return numbers;
        });
        for (int pair = 0; pair < 8; pair += 2) {
            assertThat(answers.get(pair)).isEqualTo(answers.get(pair + 1));
        }
        assertThat(stored(article)).isEqualTo(views);
    }

    private static void dropAnswer(Socket client) throws IOException {
        try (var server = new Socket("127.0.0.1", first.port())) {
            server.setSoTimeout(20_000);
            var request =
                    client.getInputStream().readNBytes(client.getInputStream().read());
            server.getOutputStream().write(request);
            var answer = server.getInputStream().read(new byte[4096]);
            assertThat(answer).isPositive();
        }
    }

    private static void lostThenRetried(long article, int proxy, String key) {
        var request = "POST /api/v1/articles/" + article + "/views HTTP/1.1\r\nHost: localhost\r\nIdempotency-Key: "
                + key + "\r\nContent-Length: 0\r\n\r\n";
        try (var lossy = new Socket("127.0.0.1", proxy);
                var direct = new Hammer(second.port())) {
            // the length of the request, so that the proxy does not have to understand HTTP
            lossy.getOutputStream().write(request.length());
            lossy.getOutputStream().write(request.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            assertThat(lossy.getInputStream().read()).as("no answer").isEqualTo(-1);
            var answer = direct.post(article, "Idempotency-Key: " + key + "\r\n");
            assertThat(answer.status()).isEqualTo(200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_node_that_is_told_to_stop_answers_those_who_wait_first() throws Exception {
        var article = anArticle();
        int waiting = 50;
        var hammers = new ArrayList<Hammer>();
        try (var held = nodes.connect()) {
            try (var hammer = new Hammer(second.port())) {
                assertThat(hammer.post(article, "").views()).isEqualTo(1);
            }
            held.setAutoCommit(false);
            held.createStatement().execute("select from view_count where article_id = " + article + " for update");
            for (int i = 0; i < waiting; i++) {
                hammers.add(new Hammer(second.port()));
                hammers.get(i).send(article, "");
            }
            await(() -> second.activeRequests() > waiting);
            var logged = second.log().length();
            second.terminate();
            await(() -> !second.isReady());
            held.rollback();
            for (var hammer : hammers) {
                assertThat(hammer.receive().status()).isEqualTo(200);
                hammer.close();
            }
            assertThat(second.waitForEnd()).isEqualTo(143);
            assertThat(second.log().substring(logged)).doesNotContain("ERROR").doesNotContain("\tat ");
            assertThat(stored(article)).isEqualTo(1 + waiting);
        } finally {
            second.kill();
            second = nodes.start();
        }
    }

    /** Versions of an article, and when they were acknowledged to their editor. */
    private static final class Acknowledged {

        private final NavigableMap<Long, Integer> versions = new ConcurrentSkipListMap<>();

        void now(int version) {
            versions.put(System.nanoTime(), version);
        }

        /** The version that was acknowledged a second ago. Nobody may see an older one. */
        int atLeast() {
            var entry = versions.floorEntry(System.nanoTime() - TimeUnit.SECONDS.toNanos(1));
            return entry == null ? 0 : entry.getValue();
        }
    }

    private static int versionOn(PackagedServer node, long article) {
        var answer = node.get("/api/v1/articles/" + article);
        assertThat(answer.statusCode()).isEqualTo(200);
        return Json.read(answer.body()).get("version").intValue();
    }

    private static int edit(long article, int number) {
        var answer = first.patch(
                "/api/v1/articles/" + article + "?publish=true", "{\"title\": \"Tin " + number + "\"}", KEY);
        assertThat(answer.statusCode()).isEqualTo(200);
        return Json.read(answer.body()).get("version").intValue();
    }

    /** Fails if a request that is sent more than a second after now does not see what was written before. */
    private static void isSeenWithinASecond(BooleanSupplier request) {
        var written = System.nanoTime();
        var sent = written;
        while (!request.getAsBoolean()) {
            assertThat(sent - written).as("nanoseconds").isLessThan(TimeUnit.SECONDS.toNanos(1));
            Concurrently.pause();
            sent = System.nanoTime();
        }
    }

    @Test
    void what_one_node_changes_the_other_shows_within_a_second() {
        var article = anArticle();
        var path = "/api/v1/articles/" + article;
        var listed = "/api/v1/articles?ids=" + article;
        await(() -> second.get(path).statusCode() == 200);
        for (int i = 0; i < 5; i++) {
            versionOn(second, article);
            second.get(listed);
            var version = edit(article, i);
            assertThat(versionOn(first, article)).isEqualTo(version);
            isSeenWithinASecond(() -> versionOn(second, article) == version
                    && second.get(listed).body().contains("\"version\":" + version));
        }
        assertThat(first.post(path + "/unpublish", "", KEY).statusCode()).isEqualTo(200);
        isSeenWithinASecond(() -> second.get(path).statusCode() == 404
                && !second.get(listed).body().contains("\"version\""));
    }

    /** The intervals of 150 and 170 ms make edits and lost connections coincide in every way. */
    @Test
    void a_node_that_may_have_missed_notifications_does_not_trust_its_cache() throws Exception {
        var article = anArticle();
        await(() -> second.get("/api/v1/articles/" + article).statusCode() == 200);
        var acknowledged = new Acknowledged();
        acknowledged.now(versionOn(first, article));
        var isOpen = new AtomicBoolean(true);
        var readers = Executors.newFixedThreadPool(3);
        var reading = new ArrayList<Future<?>>();
        for (var node : List.of(first, second, second)) {
            reading.add(readers.submit(() -> {
                while (isOpen.get()) {
                    var atLeast = acknowledged.atLeast();
                    assertThat(versionOn(node, article)).isGreaterThanOrEqualTo(atLeast);
                }
                return null;
            }));
        }
        var edits = new AtomicInteger();
        var rounds = new AtomicInteger();
        var losses = new AtomicInteger();
        var timers = Executors.newScheduledThreadPool(2);
        var editing = timers.scheduleAtFixedRate(
                () -> acknowledged.now(edit(article, edits.incrementAndGet())), 0, 150, TimeUnit.MILLISECONDS);
        var ending = timers.scheduleAtFixedRate(
                () -> {
                    losses.addAndGet(endListening());
                    rounds.incrementAndGet();
                },
                0,
                170,
                TimeUnit.MILLISECONDS);
        await(() -> editing.isDone() || ending.isDone() || edits.get() > 50 && rounds.get() > 50);
        assertThat(editing.isDone() || ending.isDone()).as("one of them failed").isFalse();
        assertThat(losses).hasValueGreaterThan(10);
        timers.shutdown();
        assertThat(timers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        isOpen.set(false);
        for (var each : reading) {
            each.get(30, TimeUnit.SECONDS);
        }
        readers.shutdown();
        var version = versionOn(first, article);
        isSeenWithinASecond(() -> versionOn(second, article) == version);
    }

    /** How many nodes were listening. */
    private static int endListening() {
        try {
            return (int) nodes.number("select count(pg_terminate_backend(pid)) from pg_stat_activity"
                    + " where application_name = 'bantin notifications'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
