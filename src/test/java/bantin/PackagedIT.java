package bantin;

import static bantin.testsupport.Concurrently.await;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.database.EmbeddedDatabase;
import bantin.testsupport.Json;
import bantin.testsupport.PackagedServer;
import bantin.testsupport.Programs;
import bantin.testsupport.TestDatabase;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The packaged server as an operator runs it, with real processes and real kills. */
class PackagedIT {

    private static final Map<String, String> EMPTY = Map.of("BANTIN_DEMO", "false");

    private Path data;

    @BeforeEach
    void makeRoom() throws IOException {
        data = Files.createTempDirectory(Path.of("target"), "data-").toAbsolutePath();
    }

    @AfterEach
    void cleanUp() throws Exception {
        PackagedServer.killDatabase(data);
        TestDatabase.deleteRecursively(data);
    }

    /** Only the packaged server passes request targets that are no URIs to the application. */
    @Test
    void requests_are_measured_by_route_and_addresses_that_match_none_together() {
        try (var server = PackagedServer.start(data, EMPTY)) {
            for (int i = 0; i < 200; i++) {
                server.get("/api/v1/articles/" + i);
                server.raw("GET /<" + i + "> HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
                server.raw("POST /api/v1/articles/" + i + "/views HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n"
                        + "Connection: close\r\n\r\n");
            }
            var measured = server.get("/q/metrics")
                    .body()
                    .lines()
                    .filter(line -> line.startsWith("http_server_requests_seconds_count"))
                    .toList();
            assertThat(measured)
                    .hasSize(3)
                    .anyMatch(line -> line.contains("uri=\"/api/v1/articles/{id}\"") && line.endsWith(" 200.0"))
                    .anyMatch(line -> line.contains("uri=\"/api/v1/articles/{id}/views\"") && line.endsWith(" 200.0"))
                    .anyMatch(line -> line.contains("uri=\"/unmatched\"") && line.endsWith(" 200.0"));
        }
    }

    private static int total(PackagedServer server, String path) {
        var separator = path.contains("?") ? "&" : "?";
        return Json.read(server.get(path + separator + "count=exact&limit=1").body())
                .at("/page/total")
                .intValue();
    }

    @Test
    void it_stops_with_its_database_and_comes_back_with_everything() throws Exception {
        try (var server = PackagedServer.start(data, EMPTY)) {
            write(server, "Trước khi dừng");
            var waiting = CompletableFuture.supplyAsync(() -> server.get("/api/v1/changes?since=now&wait=60"));
            await(() -> server.activeRequests() > 1);
            assertThat(server.stop()).isEqualTo(143);
            assertThat(waiting.get(10, TimeUnit.SECONDS).statusCode())
                    .as("who waits for a change is answered before the end")
                    .isEqualTo(200);
            assertThat(PackagedServer.database(data)).isEmpty();
            assertThat(server.log()).doesNotContain("ERROR").doesNotContain("\tat ");
        }
        try (var server = PackagedServer.start(data, EMPTY)) {
            isThere(server, "Trước khi dừng");
        }
    }

    @Test
    void who_is_still_connected_does_not_keep_its_database_from_ending_well() throws Exception {
        try (var server = PackagedServer.start(data, EMPTY);
                var operator = connection()) {
            assertThat(operator.isValid(5)).isTrue();
            assertThat(server.stop()).isEqualTo(143);
            assertThat(data.resolve("postgres/postmaster.pid"))
                    .as("taken away by a database that ended, left by one that was killed")
                    .doesNotExist();
        }
    }

    /** A connection as an operator makes it, with port and password from the data directory. */
    private Connection connection() throws Exception {
        var port = Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(3);
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                "postgres",
                Files.readString(data.resolve("postgres.password")));
    }

    @Test
    void after_kill_9_of_the_jvm_it_takes_over_from_the_orphaned_database() {
        try (var server = PackagedServer.start(data, EMPTY)) {
            write(server, "Trước khi chết");
            server.kill();
            assertThat(PackagedServer.database(data))
                    .as("the database lives on")
                    .isPresent();
            try (var next = PackagedServer.start(data, EMPTY)) {
                isThere(next, "Trước khi chết");
                assertThat(next.log()).doesNotContain("ERROR").doesNotContain("\tat ");
            }
        }
    }

    @Test
    void with_its_database_killed_it_says_so_and_after_kill_9_of_both_it_recovers() throws Exception {
        try (var server = PackagedServer.start(data, EMPTY)) {
            write(server, "Trước khi cả hai chết");
            var database = PackagedServer.database(data).orElseThrow();
            database.destroyForcibly();
            database.onExit().get(30, TimeUnit.SECONDS);
            var answer = server.get("/api/v1/articles");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("/problems/unavailable").contains("traceId");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(server.log()).doesNotContain("\tat ");
            server.kill();
        }
        try (var server = PackagedServer.start(data, EMPTY)) {
            isThere(server, "Trước khi cả hai chết");
        }
    }

    @Test
    void a_second_one_on_the_same_directory_says_why_it_stops() {
        try (var server = PackagedServer.start(data, EMPTY);
                var second = PackagedServer.launch(data, EMPTY)) {
            assertThat(second.waitForEnd()).isEqualTo(1);
            assertThat(second.log())
                    .contains("Another Bản Tin is running on the data directory " + data)
                    .contains("BANTIN_DATA_DIR")
                    .doesNotContain("Exception");
            assertThat(server.get("/api/v1/articles").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void what_keeps_it_from_starting_is_said_and_is_an_error() throws IOException {
        try (var socket = new ServerSocket(0)) {
            var port = String.valueOf(socket.getLocalPort());
            failsToStart(Map.of("BANTIN_DEMO", "false", "QUARKUS_HTTP_PORT", port), "QUARKUS_HTTP_PORT");
        }
        failsToStart(Map.of("BANTIN_DEMO", "false", "BANTIN_ADMIN_KEY", "short"), "BANTIN_ADMIN_KEY must consist of");
        failsToStart(Map.of("BANTIN_DEMO", "false", "BANTIN_TIME_ZONE", "Asia/Nowhere"), "Asia/Nowhere");
        failsToStart(
                Map.of("BANTIN_DEMO", "false", "BANTIN_VIEWS_TIMEOUT", "10ms"),
                "bantin.views.timeout must be at least 200 ms.");
    }

    private void failsToStart(Map<String, String> environment, String reason) throws IOException {
        TestDatabase.deleteRecursively(data);
        try (var server = PackagedServer.launch(data, environment)) {
            assertThat(server.waitForEnd()).isEqualTo(1);
            assertThat(server.log())
                    .contains("Bản Tin could not start. ")
                    .contains(reason)
                    .doesNotContain("\tat ");
            assertThat(PackagedServer.database(data)).isEmpty();
        }
    }

    @Test
    void it_uses_the_postgresql_that_it_is_told_to_and_starts_none() throws Exception {
        var elsewhere =
                Files.createTempDirectory(Path.of("target"), "elsewhere-").toAbsolutePath();
        var database = EmbeddedDatabase.in(elsewhere, 0).start();
        var environment = Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl(),
                "QUARKUS_DATASOURCE_USERNAME", database.user(),
                "QUARKUS_DATASOURCE_PASSWORD", database.password(),
                "BANTIN_ADMIN_KEY", "an-admin-key-of-my-own");
        try (var server = PackagedServer.start(data, environment)) {
            assertThat(data.resolve("postgres")).doesNotExist();
            assertThat(total(server, "/api/v1/articles"))
                    .as("no demo in a database of the operator's")
                    .isZero();
            assertThat(server.post("/api/v1/tags", "{\"name\": \"Mới\"}", "an-admin-key-of-my-own")
                            .statusCode())
                    .isEqualTo(201);
            assertThat(server.stop()).isEqualTo(143);
            assertThat(PackagedServer.database(elsewhere))
                    .as("not ours to stop")
                    .isPresent();
        } finally {
            database.stop();
            TestDatabase.deleteRecursively(elsewhere);
        }
    }

    @Test
    void where_it_may_not_create_extensions_it_says_which_statements_to_run() throws Exception {
        var elsewhere =
                Files.createTempDirectory(Path.of("target"), "elsewhere-").toAbsolutePath();
        var database = EmbeddedDatabase.in(elsewhere, 0).start();
        var environment = Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl(),
                "QUARKUS_DATASOURCE_USERNAME", "newsroom",
                "QUARKUS_DATASOURCE_PASSWORD", "secret");
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var superuser = connection.createStatement()) {
            superuser.execute("create role newsroom login password 'secret'");
            doesNotStart(environment, "grant create on schema public to");
            superuser.execute("grant create on schema public to newsroom");
            var extensions = "create extension if not exists unaccent; create extension if not exists fuzzystrmatch;";
            doesNotStart(environment, extensions);
            superuser.execute(extensions);
            try (var server = PackagedServer.start(data, environment)) {
                assertThat(server.get("/api/v1/articles").statusCode()).isEqualTo(200);
            }
        } finally {
            database.stop();
            TestDatabase.deleteRecursively(elsewhere);
        }
    }

    private void doesNotStart(Map<String, String> environment, String reason) {
        try (var server = PackagedServer.launch(data, environment)) {
            assertThat(server.waitForEnd()).isEqualTo(1);
            assertThat(server.log())
                    .contains("Bản Tin could not start. ", reason)
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void a_copy_of_its_data_directory_is_a_backup_once_it_has_ended() throws Exception {
        var restored = Files.createTempDirectory(Path.of("target"), "restored-").toAbsolutePath();
        try (var server = PackagedServer.start(data, EMPTY)) {
            write(server, "Đã sao lưu");
            assertThat(server.stop()).isEqualTo(143);
        }
        var archive = restored.resolve("backup.tar.gz");
        Programs.run(List.of("tar", "-C", data.toString(), "-czf", archive.toString(), "."));
        Programs.run(List.of("tar", "-C", restored.toString(), "-xzf", archive.toString()));
        try (var server = PackagedServer.start(restored, EMPTY)) {
            isThere(server, "Đã sao lưu");
        } finally {
            TestDatabase.deleteRecursively(restored);
        }
    }

    private static void write(PackagedServer server, String title) {
        var path = server.publish(title, server.adminKey());
        assertThat(server.post(path + "/views", "", server.adminKey()).statusCode())
                .isEqualTo(200);
    }

    private static void isThere(PackagedServer server, String title) {
        var list = Json.read(server.get("/api/v1/articles?include=views").body());
        assertThat(list.at("/items/0/title").textValue()).isEqualTo(title);
        assertThat(list.at("/items/0/views").intValue()).isEqualTo(1);
        assertThat(server.post("/api/v1/tags", "{\"name\": \"Sau\"}", server.adminKey())
                        .statusCode())
                .isEqualTo(201);
    }
}
