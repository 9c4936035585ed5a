package bantin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import bantin.testsupport.PackagedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that are generated from {@code openapi.yaml} compile, and do a day's work against the packaged server. */
class GeneratedClientsIT {

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
    void a_strict_typescript_client_works() throws Exception {
        assumeTrue(isThere("npm"), "Node is not here");
        var client = Path.of("src/test/clients/typescript");
        run(client, "npm", "ci", "--no-audit", "--no-fund");
        run(client, "npm", "run", "generate");
        run(client, "npm", "run", "compile");
        run(client, "node", "build/newsroom.js", server.address(), server.adminKey());
    }

    @Test
    void a_java_client_works() throws Exception {
        run(
                Path.of("."),
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

    private static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static void run(Path in, String... command) throws IOException, InterruptedException {
        var output = Files.createTempFile(Path.of("target"), "client-", ".log");
        var process = new ProcessBuilder(List.of(command))
                .directory(in.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor())
                .as(() -> String.join(" ", command) + "\n" + read(output))
                .isZero();
    }

    private static String read(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
