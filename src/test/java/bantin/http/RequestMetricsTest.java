package bantin.http;

import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Concurrently.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The metrics of requests have one time series for each route, status and method, whatever clients request. */
@QuarkusTest
class RequestMetricsTest {

    private static final Pattern URI_TAG = Pattern.compile("http_server_requests_seconds_count\\{.*uri=\"([^\"]*)\".*");
    private static final Pattern METHOD_TAG =
            Pattern.compile("http_server_requests_seconds_count\\{.*method=\"([^\"]*)\".*");

    @TestHTTPResource("/")
    URI server;

    @Test
    void two_hundred_articles_and_two_hundred_broken_addresses_make_no_series_of_their_own() throws IOException {
        askAll(1);
        var series = series().size();
        askAll(2);
        for (int i = 3; i <= 200; i++) {
            askAll(i);
        }
        assertThat(series()).hasSize(series);
        assertThat(tags(URI_TAG))
                .contains(
                        "/api/v1/articles/{id}",
                        "/api/v1/articles/{id}/views",
                        "/api/v1/articles/by-slug/{slug}",
                        "/api/v1/articles/{id}/related",
                        "/unmatched")
                .noneMatch(uri -> uri.matches(".*\\d{2,}.*"));
        assertThat(tags(METHOD_TAG))
                .isSubsetOf(Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "OTHER"));
    }

    @Test
    void requests_that_end_before_their_response_make_no_series_of_their_own() throws IOException {
        for (int i = 1; i <= 50; i++) {
            for (var request : List.of(
                    "POST /api/v1/articles/9" + i + "/views",
                    "PUT /api/v1/articles/9" + i,
                    "POST /khong-co/" + i,
                    "METHOD" + i + " /api/v1/articles")) {
                try (var socket = new Socket(server.getHost(), server.getPort())) {
                    var head = request + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{";
                    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                }
            }
        }
        await(() -> reset("/api/v1/articles/{id}/views") >= 50
                && reset("/api/v1/articles/{id}") >= 50
                && reset("/unmatched") >= 50);
        assertThat(tags(URI_TAG)).noneMatch(uri -> uri.matches(".*\\d{2,}.*"));
        assertThat(tags(METHOD_TAG)).noneMatch(method -> method.startsWith("METHOD"));
    }

    private static double reset(String uri) {
        return series().stream()
                .filter(line -> line.contains("status=\"RESET\"") && line.contains("uri=\"" + uri + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private void askAll(int number) throws IOException {
        for (var request : List.of(
                "GET /api/v1/articles/9" + number,
                "GET /api/v1/articles/9" + number + "?fields=title",
                "POST /api/v1/articles/9" + number + "/views",
                "GET /api/v1/articles/by-slug/tin-" + number,
                "GET /api/v1/articles/9" + number + "/related",
                "GET /api/v1/articles/x" + number,
                "GET /api/v1/articles/1/khong-co/" + number,
                "GET /khong-co-" + number,
                "POST //khong-co/" + number,
                "METHOD" + number + " /api/v1/articles",
                "GET " + server + "khong-co/" + number)) {
            ask(request + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        }
    }

    private void ask(String request) throws IOException {
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().readAllBytes()).as(request).isNotEmpty();
        }
    }

    private static List<String> series() {
        return asReader()
                .basePath("")
                .get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("http_server_requests_seconds_count"))
                .toList();
    }

    private static Set<String> tags(Pattern tag) {
        var tags = new TreeSet<String>();
        series().forEach(line -> {
            var match = tag.matcher(line);
            assertThat(match.matches()).as(line).isTrue();
            tags.add(match.group(1));
        });
        return tags;
    }
}
