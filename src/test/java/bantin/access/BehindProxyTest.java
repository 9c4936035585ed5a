package bantin.access;

import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Api.sending;
import static bantin.testsupport.Api.withKey;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.testsupport.Api;
import bantin.testsupport.LogRecords;
import bantin.testsupport.RawConnection;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The server behind a trusted proxy, configured as in docs/how-to/reverse-proxy.md. */
@QuarkusTest
@TestProfile(BehindProxyTest.Proxy.class)
class BehindProxyTest {

    public static class Proxy implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.http.proxy.proxy-address-forwarding", "true",
                    "quarkus.http.proxy.allow-x-forwarded", "true",
                    "quarkus.http.proxy.trusted-proxies", "127.0.0.1");
        }
    }

    @TestHTTPResource("/")
    URI server;

    @Inject
    FailedKeyThrottle throttle;

    @Test
    void a_client_is_known_by_its_own_address() {
        for (int i = 0; i < 12; i++) {
            withKey("bt_wrong")
                    .header("X-Forwarded-For", "10.1.1.1")
                    .get("/articles")
                    .then()
                    .statusCode(401);
        }
        assertThat(throttle.isThrottled("10.1.1.1")).isTrue();
        assertThat(throttle.isThrottled("127.0.0.1")).isFalse();
    }

    @Test
    void an_address_in_an_answer_is_right_whatever_the_proxy_sends() {
        var tag = sending(
                        asEditor().header("X-Forwarded-Proto", "https").header("X-Forwarded-Host", "bantin.example.vn"),
                        Map.of("name", "Một"))
                .post("/tags");
        assertThat(tag.header("Location")).isEqualTo("/api/v1/tags/" + tag.path("id"));
    }

    @Test
    void a_forwarded_address_that_is_empty_is_ignored() {
        Api.asReader().get("/articles").then().statusCode(200);
        try (var log = new LogRecords()) {
            for (var empty : List.of("", " ", ",", ", 10.1.1.2", ":80", " :80, 10.1.1.2")) {
                for (var name : List.of("X-Forwarded-For", "x-forwarded-for")) {
                    try (var connection = new RawConnection(server.getPort())) {
                        for (int i = 0; i < 2; i++) {
                            var head = RawConnection.head("GET /api/v1/tags HTTP/1.1", List.of(name + ": " + empty));
                            assertThat(connection.send(head).receive().status())
                                    .as(empty)
                                    .isEqualTo(200);
                        }
                    }
                }
            }
            assertThat(log.alarming()).isEmpty();
        }
    }
}
