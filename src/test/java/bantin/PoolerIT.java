package bantin;

import static bantin.testsupport.Concurrently.await;
import static bantin.testsupport.Nodes.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.testsupport.Json;
import bantin.testsupport.Nodes;
import bantin.testsupport.PackagedServer;
import bantin.testsupport.Programs;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes behind a real PgBouncer, if it is installed. */
class PoolerIT {

    private static final int EDITS = 30;

    private Nodes nodes;
    private Process pooler;
    private int poolerPort;

    @BeforeEach
    void startDatabase() throws IOException {
        nodes = new Nodes();
    }

    @AfterEach
    void stopAll() throws Exception {
        if (pooler != null) {
            pooler.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        nodes.close();
    }

    /** It refuses to run as root, so it runs as nobody then. */
    private void startPooler(String mode) throws IOException {
        var program = Programs.find("pgbouncer");
        try (var free = new ServerSocket(0)) {
            poolerPort = free.getLocalPort();
        }
        var address = nodes.database().jdbcUrl().substring("jdbc:postgresql://127.0.0.1:".length());
        var settings = nodes.directory().resolve("pgbouncer.ini");
        Files.writeString(settings, """
                        [databases]
                        postgres = host=127.0.0.1 port=%s dbname=postgres user=postgres password=%s
                        [pgbouncer]
                        listen_addr = 127.0.0.1
                        listen_port = %d
                        unix_socket_dir =
                        auth_type = any
                        pool_mode = %s
                        default_pool_size = 20
                        ignore_startup_parameters = extra_float_digits
                        """.formatted(
                        address.replace("/postgres", ""), nodes.database().password(), poolerPort, mode));
        pooler = new ProcessBuilder(
                        "sh",
                        "-c",
                        "if [ $(id -u) = 0 ]; then exec \"$0\" -u nobody \"$1\"; fi; exec \"$0\" \"$1\"",
                        program.toString(),
                        settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(nodes.directory().resolve("pgbouncer.log").toFile())
                .start();
        await(() -> {
            try (var socket = new Socket("127.0.0.1", poolerPort)) {
                return socket.isConnected();
            } catch (IOException e) {
                return false;
            }
        });
    }

    /** Behind the pooler, which needs neither name nor password. */
    private List<PackagedServer> start(Map<String, String> settings) {
        var environment = new HashMap<>(Nodes.settings(
                "jdbc:postgresql://127.0.0.1:" + poolerPort + "/postgres?prepareThreshold=0", "anybody", "any"));
        environment.putAll(settings);
        // one after the other: through a pooler, nothing keeps their migrations apart
        return List.of(nodes.start(environment), nodes.start(environment));
    }

    private Map<String, String> direct() {
        var database = nodes.database();
        return Map.of(
                "BANTIN_DATABASE_DIRECT_URL", database.jdbcUrl(),
                "QUARKUS_DATASOURCE_USERNAME", database.user(),
                "QUARKUS_DATASOURCE_PASSWORD", database.password());
    }

    /** Whether the node serves the article and uses its cache. It may return 404 for a second after publication. */
    private static boolean keepsAnswers(PackagedServer node, String path) {
        return node.get(path).statusCode() == 200 && node.metric("cache_size{cache=\"responses\"") > 0;
    }

    private static String title(PackagedServer node, String path) {
        return Json.read(node.get(path).body()).get("title").textValue();
    }

    @Test
    void where_sessions_are_shared_nothing_is_served_from_memory_and_the_log_says_what_to_do() throws IOException {
        startPooler("transaction");
        var started = start(Map.of());
        var writer = started.get(0);
        var reader = started.get(1);
        var path = writer.publish("Tin", KEY);
        for (int i = 0; i < EDITS; i++) {
            assertThat(title(reader, path)).isNotEmpty();
            var edit = writer.patch(path + "?publish=true", "{\"title\": \"Tin " + i + "\"}", KEY);
            assertThat(edit.statusCode()).isEqualTo(200);
            assertThat(title(reader, path)).isEqualTo("Tin " + i);
            assertThat(title(writer, path)).isEqualTo("Tin " + i);
        }
        await(() -> reader.log().contains("BANTIN_DATABASE_DIRECT_URL"));
        assertThat(keepsAnswers(reader, path)).isFalse();
        assertThat(reader.log().lines().filter(line -> line.contains("BANTIN_DATABASE_DIRECT_URL")))
                .hasSize(1);
    }

    @Test
    void with_an_address_of_the_database_itself_all_is_as_without_a_pooler() throws IOException {
        startPooler("transaction");
        allIsAsWithoutPooler(direct());
    }

    @Test
    void where_sessions_are_not_shared_all_is_as_without_a_pooler() throws IOException {
        startPooler("session");
        allIsAsWithoutPooler(Map.of());
    }

    private void allIsAsWithoutPooler(Map<String, String> settings) {
        var started = start(settings);
        var writer = started.get(0);
        var reader = started.get(1);
        var path = writer.publish("Tin", KEY);
        await(() -> keepsAnswers(reader, path));
        for (int i = 0; i < EDITS; i++) {
            var title = "Tin " + i;
            var edit = writer.patch(path + "?publish=true", "{\"title\": \"" + title + "\"}", KEY);
            assertThat(edit.statusCode()).isEqualTo(200);
            assertThat(title(writer, path)).isEqualTo(title);
            await(() -> title(reader, path).equals(title));
        }
        for (int i = 1; i <= EDITS; i++) {
            var view = (i % 2 == 0 ? writer : reader).post(path + "/views", "", KEY);
            assertThat(Json.read(view.body()).get("views").intValue()).isEqualTo(i);
        }
        for (var node : started) {
            assertThat(node.log())
                    .doesNotContain("BANTIN_DATABASE_DIRECT_URL")
                    .doesNotContain("ERROR")
                    .doesNotContain("\tat ");
        }
    }
}
