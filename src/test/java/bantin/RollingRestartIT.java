package bantin;

import static bantin.testsupport.Concurrently.await;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.database.EmbeddedDatabase;
import bantin.testsupport.Balancer;
import bantin.testsupport.PackagedServer;
import bantin.testsupport.TestDatabase;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes are restarted one after the other behind a load balancer, and nobody notices. */
class RollingRestartIT {

    private static final String KEY = "admin-key-of-the-tests";
    private static final int CLIENTS = 8;
    private static final String END = " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    private Path data;
    private EmbeddedDatabase database;

    @BeforeEach
    void startDatabase() throws IOException {
        data = Files.createTempDirectory(Path.of("target"), "data-").toAbsolutePath();
        database = EmbeddedDatabase.in(data, 0).start();
    }

    @AfterEach
    void stopDatabase() throws IOException {
        database.stop();
        TestDatabase.deleteRecursively(data);
    }

    private PackagedServer node() {
        return PackagedServer.start(
                data,
                Map.of(
                        "QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl(),
                        "QUARKUS_DATASOURCE_USERNAME", database.user(),
                        "QUARKUS_DATASOURCE_PASSWORD", database.password(),
                        "QUARKUS_SHUTDOWN_DELAY", "3s",
                        "BANTIN_ADMIN_KEY", KEY));
    }

    @Test
    void no_request_fails_while_two_nodes_are_restarted_in_turn() throws Exception {
        var first = node();
        var second = node();
        try (var balancer = new Balancer()) {
            first.post("/api/v1/sections", "{\"name\": \"Mục\", \"slug\": \"muc\"}", KEY);
            first.post("/api/v1/articles", "{\"title\": \"Tin\", \"section\": \"muc\", \"bodyMarkdown\": \"x\"}", KEY);
            assertThat(first.post("/api/v1/articles/1/publish", "{}", KEY).statusCode())
                    .isEqualTo(200);
            for (var node : List.of(first, second)) {
                balancer.add(node.port());
                await(() -> balancer.uses(node.port()));
            }
            var isOpen = new AtomicBoolean(true);
            var answered = new AtomicInteger();
            var clients = Executors.newFixedThreadPool(CLIENTS);
            var running = new ArrayList<Future<?>>();
            for (int i = 0; i < CLIENTS; i++) {
                var request = (i % 2 == 0 ? "GET /api/v1/articles/1" : "POST /api/v1/articles/1/views") + END;
                running.add(clients.submit(() -> {
                    while (isOpen.get()) {
                        assertThat(ask(balancer, request)).startsWith("HTTP/1.1 200");
                        answered.incrementAndGet();
                    }
                    return null;
                }));
            }
            first = restarted(first, balancer);
            second = restarted(second, balancer);
            var before = answered.get();
            await(() -> answered.get() > before + 100);
            isOpen.set(false);
            for (var client : running) {
                client.get();
            }
            clients.shutdown();
            assertThat(first.get("/api/v1/articles/1/views").statusCode()).isEqualTo(200);
        } finally {
            first.close();
            second.close();
        }
    }

    /** Ready again, and in use, before the next one is touched. */
    private PackagedServer restarted(PackagedServer node, Balancer balancer) {
        node.terminate();
        await(() -> !balancer.uses(node.port()));
        assertThat(node.get("/q/health/ready").statusCode()).isEqualTo(503);
        assertThat(node.get("/api/v1/articles/1").statusCode())
                .as("requests that come late are still answered")
                .isEqualTo(200);
        assertThat(node.waitForEnd()).isEqualTo(143);
        assertThat(node.log()).doesNotContain("ERROR").doesNotContain("\tat ");
        balancer.remove(node.port());
        var next = node();
        balancer.add(next.port());
        await(() -> balancer.uses(next.port()));
        return next;
    }

    private static String ask(Balancer balancer, String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", balancer.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
