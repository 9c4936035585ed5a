package bantin.http;

import static bantin.testsupport.Newsroom.anArticle;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.testsupport.Api;
import bantin.testsupport.Concurrently;
import bantin.testsupport.LogRecords;
import bantin.testsupport.RawConnection;
import bantin.testsupport.Sql;
import bantin.testsupport.Statements;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ExecutorRecorder;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Request bodies that never arrive hold connections but no threads. Other requests are answered. */
@QuarkusTest
class StalledUploadsTest {

    /** More than there are worker threads. */
    private static final int MANY = 300;

    private static final String JSON = "Content-Type: application/json";
    private static final String KEY = "Authorization: Bearer " + Api.ADMIN_KEY;

    @TestHTTPResource("/")
    URI server;

    @Inject
    AgroalDataSource database;

    @Inject
    Vertx vertx;

    private LogRecords log;

    @BeforeEach
    void listen() {
        log = new LogRecords();
    }

    @AfterEach
    void nothing_is_logged_that_looks_like_a_fault() {
        log.close();
        assertThat(log.alarming()).isEmpty();
    }

    private RawConnection connection() {
        return new RawConnection(server.getPort());
    }

    private RawConnection request(String firstLine, String body, String... headers) {
        return connection().send(RawConnection.head(firstLine + " HTTP/1.1", List.of(headers)) + body);
    }

    private RawConnection.Answer answerTo(String firstLine, String body, String... headers) {
        try (var connection = request(firstLine, body, headers)) {
            return connection.receive();
        }
    }

    private void everybody_else_is_served(String article) {
        assertThat(answerTo("GET /q/health", "").status()).isEqualTo(200);
        assertThat(answerTo("GET /q/health/live", "").status()).isEqualTo(200);
        assertThat(answerTo("GET " + article, "").status()).as("from the cache").isEqualTo(200);
        assertThat(answerTo("GET /api/v1/articles?limit=" + (1 + System.nanoTime() % 100), "")
                        .status())
                .as("from the database")
                .isEqualTo(200);
        assertThat(answerTo("POST " + article + "/views", "", "Content-Length: 0")
                        .status())
                .isEqualTo(200);
        assertThat(answerTo("POST /api/v1/tags", "{\"name\":\"Một\"}", KEY, JSON, "Content-Length: 14")
                        .status())
                .as("a write")
                .isIn(201, 400, 409);
    }

    @Test
    void hundreds_of_stalled_uploads_hold_nobody_up() {
        var article = anArticle().published().path();
        var path = "/api/v1" + article;
        answerTo("GET " + path, "");
        var stalled = new ArrayList<RawConnection>();
        try {
            for (int i = 0; i < MANY; i++) {
                var target = List.of("/api/v1/views", path + "/views", path + "/publish")
                        .get(i % 3);
                stalled.add(
                        i % 2 == 0
                                ? request("POST " + target, "{", JSON, KEY, "Content-Length: 100")
                                : request("POST " + target, "1\r\n{\r\n", JSON, KEY, "Transfer-Encoding: chunked"));
            }
            everybody_else_is_served(path);
            assertThat(stalled.get(MANY - 1).isQuiet()).as("still stalled").isTrue();
        } finally {
            stalled.forEach(RawConnection::close);
        }
    }

    @Test
    void a_body_that_does_not_come_is_refused_in_time() {
        try (var stalled = request("POST /api/v1/views", "{", JSON, "Content-Length: 100")) {
            var answer = stalled.receive();
            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.header("Connection")).isEqualTo("close");
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.body()).contains("/problems/request-timeout");
            stalled.awaitEnd();
        }
    }

    @Test
    void an_empty_chunked_body_is_an_empty_body() {
        var path = "/api/v1" + anArticle().published().path();
        var chunked = "Transfer-Encoding: chunked";
        assertThat(answerTo("POST " + path + "/views", "0\r\n\r\n", JSON, chunked)
                        .status())
                .isEqualTo(200);
        assertThat(answerTo("POST " + path + "/unpublish", "0\r\n\r\n", JSON, KEY, chunked)
                        .status())
                .isEqualTo(200);
        assertThat(answerTo("POST " + path + "/publish", "0\r\n\r\n", JSON, KEY, chunked)
                        .status())
                .isEqualTo(200);
        assertThat(answerTo("POST /api/v1/views", "0\r\n\r\n", JSON, chunked).status())
                .isEqualTo(400);
        assertThat(answerTo("DELETE " + path, "0\r\n\r\n", KEY, chunked).status())
                .isEqualTo(204);
    }

    @Test
    void an_upload_that_is_given_up_leaves_no_trace() {
        for (var path : List.of("/api/v1/views", "/api/v1/articles", "/khong-co")) {
            for (var head : List.of("Content-Length: 100", "Transfer-Encoding: chunked")) {
                request("POST " + path, "1\r\n{\r\n", JSON, KEY, head).close();
            }
        }
        try (var broken = request("POST /api/v1/views", "xyz\r\n", JSON, "Transfer-Encoding: chunked")) {
            broken.awaitEnd();
        }
        everybody_else_is_served("/api/v1" + anArticle().published().path());
    }

    @Test
    void what_is_behind_a_body_on_the_same_connection_is_another_request() {
        var path = "/api/v1" + anArticle().published().path();
        var view = RawConnection.head("POST " + path + "/views HTTP/1.1", List.of(JSON, "Content-Length: 2")) + "{}";
        try (var connection = connection().send(view + view + view)) {
            for (int i = 1; i <= 3; i++) {
                assertThat(connection.receive().body()).contains("\"views\":" + i);
            }
        }
    }

    @Test
    void a_client_that_waits_to_be_asked_for_its_body_is_asked() {
        var path = "/api/v1" + anArticle().published().path();
        for (var target : List.of(path + "/views", "/api/v1/views")) {
            try (var connection = request("POST " + target, "", JSON, "Content-Length: 2", "Expect: 100-continue")) {
                assertThat(connection.receiveInterim()).isEqualTo(100);
                assertThat(connection.send("{}").receive().status()).isIn(200, 400);
            }
        }
        var other = answerTo("POST /api/v1/views", "{}", JSON, "Content-Length: 2", "Expect: tea");
        assertThat(other.status()).isEqualTo(417);
        assertThat(other.body()).contains("/problems/expectation-failed");
    }

    private HttpClient http2() {
        return vertx.createHttpClient(new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false)
                .setHttp2MaxPoolSize(1));
    }

    /**
     * Waits until the node has received all earlier notifications, because a late one could invalidate what is read
     * next. They arrive in order, and the last one is that of a change that this node has not made.
     */
    private void awaitNotifications() {
        var other = anArticle().published();
        var path = "/api/v1" + other.path();
        Concurrently.await(() -> Statements.of(() -> answerTo("GET " + path, "")) == 0);
        Sql.execute("update article set title = 'Tin mới', version = version + 1 where id = " + other.id());
        Concurrently.await(() -> answerTo("GET " + path, "").body().contains("Tin mới"));
    }

    @Test
    void the_server_is_alive_while_all_workers_are_busy() throws Exception {
        var path = "/api/v1" + anArticle().published().path();
        awaitNotifications();
        answerTo("GET " + path, "");
        var work = new CountDownLatch(1);
        var ended = new ArrayList<Future<?>>();
        try {
            for (int i = 0; i < MANY; i++) {
                ended.add(CompletableFuture.runAsync(() -> await(work), ExecutorRecorder.getCurrent()));
            }
            assertThat(answerTo("GET /q/health/live", "").status()).isEqualTo(200);
            assertThat(answerTo("GET " + path, "").status()).isEqualTo(200);
            assertThat(answerTo("POST " + path + "/views", "", "Content-Length: 0")
                            .status())
                    .isEqualTo(200);
            assertThat(work.getCount()).isEqualTo(1);
        } finally {
            work.countDown();
            for (var one : ended) {
                one.get(60, TimeUnit.SECONDS);
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void open_streams_of_one_connection_hold_nobody_up() throws Exception {
        var path = "/api/v1" + anArticle().published().path();
        answerTo("GET " + path, "");
        var client = http2();
        var open = new ConcurrentLinkedQueue<HttpClientRequest>();
        try {
            var hundred = new CompletableFuture<Void>();
            for (int i = 0; i < 1000; i++) {
                client.request(HttpMethod.POST, server.getPort(), "127.0.0.1", "/api/v1/views")
                        .onSuccess(request -> {
                            request.exceptionHandler(any -> {})
                                    .setChunked(true)
                                    .putHeader("Content-Type", "application/json")
                                    .write("{");
                            open.add(request);
                            if (open.size() == 100) {
                                hundred.complete(null);
                            }
                        });
            }
            hundred.get(30, TimeUnit.SECONDS);
            everybody_else_is_served(path);
            assertThat(open)
                    .as("streams that the server lets a connection have")
                    .hasSize(100);
        } finally {
            client.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void a_stream_that_stalls_ends_alone() throws Exception {
        var client = http2();
        try {
            var answer = new CompletableFuture<String>();
            client.request(HttpMethod.POST, server.getPort(), "127.0.0.1", "/api/v1/views")
                    .onSuccess(request -> {
                        request.exceptionHandler(any -> {})
                                .setChunked(true)
                                .putHeader("Content-Type", "application/json")
                                .write("{");
                        request.response()
                                .onSuccess(response -> response.body()
                                        .onSuccess(body -> answer.complete(response.statusCode() + " "
                                                + response.getHeader("Connection") + " " + body)));
                    });
            assertThat(answer.get(30, TimeUnit.SECONDS)).startsWith("408 null ").contains("/problems/request-timeout");
            var next = client.request(HttpMethod.GET, server.getPort(), "127.0.0.1", "/api/v1/articles")
                    .compose(request -> request.send())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
            assertThat(next.statusCode()).isEqualTo(200);
        } finally {
            client.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        }
    }

    private String over2(HttpClient client, HttpMethod method, String path, String body) throws Exception {
        return client.request(method, server.getPort(), "127.0.0.1", path)
                .compose(request -> request.putHeader("Content-Type", "application/json")
                        .putHeader("Authorization", "Bearer " + Api.ADMIN_KEY)
                        .send(body))
                .compose(response -> response.body().map(answer -> response.statusCode() + " " + answer))
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    @Test
    void bodies_come_over_http_2_as_well() throws Exception {
        var path = "/api/v1" + anArticle().published().path();
        var client = http2();
        try {
            var large = "{\"name\":\"Hai\"" + " ".repeat(1_000_000) + "}";
            assertThat(over2(client, HttpMethod.POST, "/api/v1/tags", large)).startsWith("201 ");
            assertThat(over2(client, HttpMethod.POST, path + "/unpublish", "")).startsWith("200 ");
            assertThat(over2(client, HttpMethod.POST, path + "/publish", "{}")).startsWith("200 ");
            assertThat(over2(client, HttpMethod.POST, path + "/views", "{}")).startsWith("200 ");
            assertThat(over2(client, HttpMethod.POST, "/api/v1/tags", " ".repeat(2_500_000)))
                    .startsWith("413 ")
                    .contains("/problems/request-too-large");
            assertThat(over2(client, HttpMethod.GET, "/api/v1/keys", "")).startsWith("200 ");
            assertThat(over2(client, HttpMethod.DELETE, path, "")).startsWith("204 ");
        } finally {
            client.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void whoever_sends_slowly_does_not_keep_large_bodies_out() {
        var part = " ".repeat(1024 * 1024);
        var slow = new ArrayList<RawConnection>();
        try {
            for (int i = 0; i < 24; i++) {
                slow.add(request("POST /api/v1/articles", part, JSON, KEY, "Content-Length: 1048577"));
            }
            var answer = answerTo("POST /api/v1/articles", part + "{}", JSON, KEY, "Content-Length: 1048578");
            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            var oldest = slow.get(0).receive();
            assertThat(oldest.status()).isEqualTo(503);
            assertThat(oldest.header("Retry-After")).isEqualTo("1");
            assertThat(oldest.body()).contains("/problems/busy");
        } finally {
            slow.forEach(RawConnection::close);
        }
    }
}
