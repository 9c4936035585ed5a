package bantin;

import bantin.testsupport.PackagedServer;
import bantin.testsupport.Programs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that are generated from {@code openapi.yaml} compile and work with the packaged server. */
class GeneratedClientsIT {

    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    @TempDir
    static Path data;

    private static PackagedServer server;

    @BeforeAll
    static void start() {
        server = PackagedServer.start(data, Map.of("BANTIN_DEMO", "false"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_strict_typescript_client_works() {
        Programs.find("npm");
        var client = Path.of("src/test/clients/typescript");
        Programs.run(client, TIMEOUT, "npm", "ci", "--no-audit", "--no-fund");
        Programs.run(client, TIMEOUT, "npm", "run", "generate");
        Programs.run(client, TIMEOUT, "npm", "run", "compile");
        Programs.run(client, TIMEOUT, "node", "build/newsroom.js", server.address(), server.adminKey());
    }

    @Test
    void a_java_client_works() {
        Programs.run(
                Path.of("."),
                TIMEOUT,
                "./mvnw",
                "-q",
                "-B",
                "-ntp",
                "-f",
                "src/test/clients/java/pom.xml",
                "package",
                "-Dserver=" + server.address(),
                "-Dkey=" + server.adminKey());
    }
}
