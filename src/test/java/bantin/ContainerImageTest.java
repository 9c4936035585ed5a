package bantin;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.testsupport.Json;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the image promises that can be seen without Docker. */
@QuarkusTest
class ContainerImageTest {

    private static final Pattern HEALTH_CHECK = Pattern.compile("HEALTHCHECK [^\\[]*(\\[.*])");

    @TestHTTPResource("/")
    URI server;

    private static String dockerfile() throws IOException {
        return Files.readString(Path.of("src/main/docker/Dockerfile.jvm"));
    }

    @Test
    void the_health_check_succeeds_while_the_server_is_alive_and_fails_otherwise() throws Exception {
        assertThat(healthCheck(server.getPort())).isZero();
        int unused;
        try (var socket = new ServerSocket(0)) {
            unused = socket.getLocalPort();
        }
        assertThat(healthCheck(unused)).isPositive();
    }

    private static int healthCheck(int port) throws Exception {
        var check = HEALTH_CHECK.matcher(dockerfile());
        assertThat(check.find()).isTrue();
        var command = new ArrayList<String>();
        Json.read(check.group(1)).forEach(word -> command.add(word.textValue()));
        var process = new ProcessBuilder(command).redirectErrorStream(true);
        process.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
        return process.start().waitFor();
    }

    @Test
    void who_runs_the_program_cannot_change_it_and_half_of_the_memory_is_heap() throws IOException {
        var dockerfile = dockerfile();
        assertThat(dockerfile).doesNotContain("chown");
        assertThat(dockerfile.indexOf("\nUSER bantin")).isGreaterThan(dockerfile.lastIndexOf("\nCOPY "));
        assertThat(dockerfile).contains("\"-XX:MaxRAMPercentage=50\"");
    }
}
