package bantin;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.testsupport.Concurrently;
import bantin.testsupport.Json;
import bantin.testsupport.PackagedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many of the largest requests at once, with a heap of 256 MiB. */
class LargeBodiesIT {

    private static final int AT_ONCE = 100;
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void a_hundred_at_once_are_answered_and_the_server_is_as_before(@TempDir Path data) {
        try (var server = PackagedServer.start(data, Map.of())) {
            var key = server.adminKey();
            for (var body : List.of(
                    unknownProperties(), "{\"tags\":" + list("\"a\"", 500_000) + "}", article(list("0", 500_000)))) {
                var answers = Concurrently.run(AT_ONCE, thread -> post(server.port(), body, key)).stream()
                        .flatMap(Optional::stream)
                        .toList();
                assertThat(answers).allSatisfy(LargeBodiesIT::isRefused);
                assertThat(answers).anyMatch(answer -> answer.statusCode() == 400);
            }
            var page = server.get("/api/v1/articles?limit=1");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(server.post("/api/v1/tags", "{\"name\":\"Thẻ\"}", key).statusCode())
                    .isEqualTo(201);
            assertThat(server.get("/q/health/ready").statusCode()).isEqualTo(200);
            assertThat(server.log()).doesNotContain("OutOfMemoryError").doesNotContain(" ERROR ");
        }
    }

    /** Empty if the server closed the connection before it had read the whole body. */
    private static Optional<HttpResponse<String>> post(int port, String body, String key) {
        try {
            return Optional.of(CLIENT.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/articles"))
                            .header("Content-Type", "application/json")
                            .header("Authorization", "Bearer " + key)
                            .timeout(Duration.ofMinutes(3))
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString()));
        } catch (HttpTimeoutException e) {
            throw new AssertionError("no answer", e);
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With 400 because the body is invalid, or with 503 because other bodies take the memory. */
    private static void isRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isIn(400, 503);
        assertThat(answer.body().length()).isLessThan(100_000);
        if (answer.statusCode() == 400) {
            var problem = Json.read(answer.body());
            assertThat(problem.get("errors").size()).isBetween(1, 100);
            assertThat(problem.get("detail").textValue()).matches(".* \\(and \\d+ more\\)");
        } else {
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }
    }

    private static String unknownProperties() {
        var names = new StringBuilder("{");
        for (int i = 0; names.length() < 2_000_000; i++) {
            names.append(i == 0 ? "" : ",")
                    .append("\"")
                    .append(Integer.toString(i, 36))
                    .append("\":0");
        }
        return names.append('}').toString();
    }

    private static String article(String body) {
        return "{\"title\":\"Tin\",\"section\":\"tin-tuc-thanh-pho\",\"body\":" + body + "}";
    }

    private static String list(String element, int n) {
        return "[" + (element + ",").repeat(n - 1) + element + "]";
    }
}
