package bantin;

import static bantin.testsupport.Concurrently.await;
import static bantin.testsupport.Nodes.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.testsupport.Balancer;
import bantin.testsupport.Nodes;
import bantin.testsupport.PackagedServer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes behind a load balancer are restarted in turn, and no request fails. */
class RollingRestartIT {

    private static final int CLIENTS = 8;
    private static final String END = " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    private static final Map<String, String> SETTINGS = Map.of("QUARKUS_SHUTDOWN_DELAY", "3s");

    private Nodes nodes;

    @BeforeEach
    void startDatabase() throws IOException {
        nodes = new Nodes();
    }

    @AfterEach
    void stopAll() throws IOException {
        nodes.close();
    }

    @Test
    void no_request_fails_while_two_nodes_are_restarted_in_turn() throws Exception {
        var both = nodes.start(2, SETTINGS);
        var path = both.get(0).publish("Tin", KEY);
        await(() -> both.get(1).get(path).statusCode() == 200);
        try (var balancer = new Balancer()) {
            for (var node : both) {
                balancer.add(node.port());
                await(() -> balancer.uses(node.port()));
            }
            var isOpen = new AtomicBoolean(true);
            var answered = new AtomicInteger();
            var clients = Executors.newFixedThreadPool(CLIENTS);
            var running = new ArrayList<Future<?>>();
            for (int i = 0; i < CLIENTS; i++) {
                var request = (i % 2 == 0 ? "GET " + path : "POST " + path + "/views") + END;
                running.add(clients.submit(() -> {
                    while (isOpen.get()) {
                        assertThat(ask(balancer, request)).startsWith("HTTP/1.1 200");
                        answered.incrementAndGet();
                    }
                    return null;
                }));
            }
            for (var node : both) {
                restart(node, balancer, path);
            }
            var before = answered.get();
            await(() -> answered.get() > before + 100);
            isOpen.set(false);
            for (var client : running) {
                client.get();
            }
            clients.shutdown();
        }
    }

    /** Ends when the new node is ready and in use. */
    private void restart(PackagedServer node, Balancer balancer, String path) {
        node.terminate();
        await(() -> !balancer.uses(node.port()));
        assertThat(node.get("/q/health/ready").statusCode()).isEqualTo(503);
        assertThat(node.get(path).statusCode())
                .as("requests that come late are still answered")
                .isEqualTo(200);
        assertThat(node.waitForEnd()).isEqualTo(143);
        assertThat(node.log()).doesNotContain("ERROR").doesNotContain("\tat ");
        balancer.remove(node.port());
        var next = nodes.start(SETTINGS);
        balancer.add(next.port());
        await(() -> balancer.uses(next.port()));
    }

    private static String ask(Balancer balancer, String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", balancer.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
