package bantin.http;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.problem.ProblemType;
import bantin.testsupport.Api;
import bantin.testsupport.Json;
import bantin.testsupport.LogRecords;
import bantin.testsupport.RawConnection;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Requests that cannot be parsed are refused with a problem, and an incomplete head does not keep its connection open.
 */
@QuarkusTest
class ConnectionGuardTest {

    @TestHTTPResource("/")
    URI server;

    @BeforeEach
    void a_first_request_has_come() {
        Api.asReader().basePath("").get("/q/health/live").then().statusCode(200);
    }

    private void isRefused(String request, ProblemType type) {
        try (var log = new LogRecords();
                var connection = new RawConnection(server.getPort()).send(request)) {
            var answer = connection.receive();
            assertThat(answer.status()).as(request).isEqualTo(type.status);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.header("Connection")).isEqualTo("close");
            assertThat(Json.read(answer.body()).path("type").asText()).isEqualTo(type.uri());
            connection.awaitEnd();
            assertThat(log.alarming()).isEmpty();
        }
    }

    @Test
    void a_request_line_that_is_too_long() {
        isRefused(RawConnection.head("GET /" + "x".repeat(11_000) + " HTTP/1.1", List.of()), ProblemType.URI_TOO_LONG);
    }

    @Test
    void headers_that_are_too_large() {
        isRefused(
                RawConnection.head("GET / HTTP/1.1", List.of("X-Large: " + "x".repeat(30_000))),
                ProblemType.HEADERS_TOO_LARGE);
    }

    @Test
    void what_is_not_http() {
        for (var request : List.of(
                "\u0016\u0003\u0001 hello\r\n\r\n",
                "GET\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\n no name\r\n: x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nx\u0001: y\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n")) {
            isRefused(request, ProblemType.BAD_REQUEST);
        }
    }

    @Test
    void an_address_that_is_no_uri() {
        isRefused(RawConnection.head("GET /a|b HTTP/1.1", List.of()), ProblemType.BAD_REQUEST);
    }

    @Test
    void a_head_that_is_not_complete_in_time() {
        isRefused("GET /api/v1/articles HTTP/1.1\r\nHost: localhost\r\n", ProblemType.REQUEST_TIMEOUT);
    }

    @Test
    void a_head_may_come_in_pieces() {
        try (var connection = new RawConnection(server.getPort())) {
            for (int i = 0; i < 3; i++) {
                for (var c : RawConnection.head("GET /problems/busy HTTP/1.1", List.of())
                        .split("")) {
                    connection.send(c);
                }
                assertThat(connection.receive().status()).isEqualTo(200);
            }
        }
    }
}
