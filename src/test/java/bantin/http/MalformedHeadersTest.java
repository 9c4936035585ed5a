package bantin.http;

import static bantin.testsupport.Newsroom.anArticle;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.testsupport.Api;
import bantin.testsupport.Json;
import bantin.testsupport.LogRecords;
import bantin.testsupport.Newsroom;
import bantin.testsupport.RawConnection;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A malformed header is ignored or refused with a problem, on every operation. */
@QuarkusTest
class MalformedHeadersTest {

    private static final List<String> HEADERS = List.of(
            "Accept",
            "Accept-Encoding",
            "Accept-Language",
            "Authorization",
            "Content-Type",
            "Content-Encoding",
            "Cookie",
            "Forwarded",
            "Idempotency-Key",
            "If-Match",
            "If-Modified-Since",
            "If-None-Match",
            "Origin",
            "Access-Control-Request-Method",
            "Prefer",
            "Purpose",
            "Range",
            "Sec-Purpose",
            "traceparent",
            "User-Agent",
            "Visitor-Id",
            "X-Forwarded-For");

    /** These decide where a request ends or what follows it, so each is sent on a new connection. */
    private static final List<String> FRAMING =
            List.of("Connection", "Content-Length", "Expect", "Host", "HTTP2-Settings", "Transfer-Encoding", "Upgrade");

    private static final List<String> VALUES = List.of(
            "",
            ";",
            ",",
            "=;,/;q=",
            "\"",
            "W/\"",
            "-1",
            "99999999999999999999",
            "%00%zz \u00ff\u00fe",
            "a/b;c;d=\"e",
            "x".repeat(3000));

    private record Operation(String method, String path) {}

    @TestHTTPResource("/")
    URI server;

    private static List<Operation> operations(long article, Object other) throws IOException {
        var found = new ArrayList<Operation>();
        var paths = new YAMLMapper()
                .readTree(Files.readString(Path.of("openapi.yaml")))
                .get("paths");
        for (var path : paths.properties()) {
            var address = path.getKey()
                    .replace("/articles/{id}", "/articles/" + article)
                    .replace("{id}", String.valueOf(other))
                    .replaceAll("\\{[^}]+}", "1");
            for (var method : path.getValue().properties()) {
                if (method.getValue().has("responses")) {
                    found.add(new Operation(method.getKey().toUpperCase(Locale.ROOT), address));
                }
            }
        }
        return found;
    }

    @Test
    void on_every_operation() throws IOException {
        var article = anArticle().published();
        var tag = Newsroom.create("/tags", Map.of("name", "Một")).path("id");
        try (var log = new LogRecords()) {
            for (var operation : operations(article.id(), tag)) {
                try (var connection = new RawConnection(server.getPort())) {
                    for (var header : HEADERS) {
                        for (var value : VALUES) {
                            check(connection, operation, header, value, true);
                            if (operation.method.equals("GET")) {
                                check(connection, operation, header, value, false);
                            }
                        }
                    }
                }
            }
            assertThat(log.alarming()).isEmpty();
        }
    }

    @Test
    void that_say_where_a_request_ends() throws IOException {
        var article = anArticle().published();
        try (var log = new LogRecords()) {
            for (var path : List.of("/api/v1/articles", "/api/v1/articles/" + article.id() + "/views", "/khong-co")) {
                for (var method : List.of("GET", "POST")) {
                    for (var header : FRAMING) {
                        for (var value : VALUES) {
                            try (var connection = new RawConnection(server.getPort())) {
                                check(connection, new Operation(method, path), header, value, false);
                            }
                        }
                    }
                }
            }
            assertThat(log.alarming()).isEmpty();
        }
    }

    private static void check(
            RawConnection connection, Operation operation, String header, String value, boolean withKey) {
        var lines = new ArrayList<String>();
        lines.add(header + ": " + value);
        if (withKey && !header.equals("Authorization")) {
            lines.add("Authorization: Bearer " + Api.ADMIN_KEY);
        }
        if (!header.equals("Content-Type") && !operation.method.equals("GET")) {
            lines.add("Content-Type: application/" + (operation.method.equals("PATCH") ? "merge-patch+json" : "json"));
        }
        if (!FRAMING.contains(header) && !operation.method.equals("GET")) {
            lines.add("Content-Length: 2");
        }
        var first = operation.method + " " + operation.path + " HTTP/1.1";
        var body = operation.method.equals("GET") || FRAMING.contains(header) ? "" : "{}";
        var answer = connection.send(RawConnection.head(first, lines) + body).receive();
        var what = first + " with " + header + ": " + value.substring(0, Math.min(30, value.length())) + " (key: "
                + withKey + ") got " + answer.body();
        assertThat(answer.status()).as(what).isLessThan(500);
        if (answer.status() >= 400) {
            assertThat(answer.header("Content-Type")).as(what).isEqualTo("application/problem+json");
            assertThat(Json.read(answer.body()).path("status").asInt()).as(what).isEqualTo(answer.status());
            assertThat(Json.read(answer.body()).path("type").asText()).as(what).startsWith("/problems/");
        }
    }
}
