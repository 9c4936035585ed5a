package bantin.access;

import static bantin.testsupport.Api.asAdmin;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Api.sending;
import static bantin.testsupport.Api.withKey;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.testsupport.Concurrently;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Clients that try many keys are slowed down. Clients with valid keys are not, not even at the same address. */
@QuarkusTest
class FailedKeyThrottleTest {

    @TestHTTPResource("/")
    URI server;

    @Inject
    Vertx vertx;

    @Inject
    FailedKeyThrottle throttle;

    @Test
    void good_keys_open_whatever_others_try_from_the_same_address() {
        String fresh = sending(asAdmin(), Map.of("name", "Thu Hà", "role", "editor"))
                .post("/keys")
                .path("secret");
        var statuses = Concurrently.run(
                40, i -> withKey("bt_wrong" + i).get("/articles").statusCode());
        assertThat(Set.copyOf(statuses)).containsExactly(401);
        assertThat(asAdmin().get("/keys").statusCode()).isEqualTo(200);
        assertThat(withKey(fresh).get("/articles").statusCode()).isEqualTo(200);
        assertThat(asReader().get("/articles").statusCode()).isEqualTo(200);
    }

    @Test
    void nobody_can_claim_to_be_at_another_address() {
        // Failures are counted for a minute: up to nine from earlier tests may expire meanwhile.
        boolean throttledHere = false;
        for (int i = 0; i < 20 && !throttledHere; i++) {
            withKey("bt_wrong")
                    .header("X-Forwarded-For", "10.1.1.1")
                    .header("Forwarded", "for=10.1.1.1")
                    .get("/articles")
                    .then()
                    .statusCode(401);
            throttledHere = throttle.isThrottled("127.0.0.1");
        }
        assertThat(throttledHere).isTrue();
        assertThat(throttle.failuresFrom("10.1.1.1")).isZero();
        long begin = System.nanoTime();
        withKey("bt_wrong").get("/articles").then().statusCode(401);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(900));
    }

    @Test
    void over_http_2_too() throws Exception {
        var client = vertx.createHttpClient(
                new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false));
        try {
            var statuses = new TreeSet<Integer>();
            for (int i = 0; i < 13; i++) {
                var method = i % 2 == 0 ? HttpMethod.GET : HttpMethod.POST;
                statuses.add(client.request(method, server.getPort(), "127.0.0.1", "/api/v1/articles")
                        .compose(request -> request.putHeader("Authorization", "Bearer bt_wrong")
                                .send())
                        .map(response -> response.statusCode())
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(30, TimeUnit.SECONDS));
            }
            assertThat(statuses).containsExactly(401);
        } finally {
            client.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void the_page_of_a_problem_needs_no_key_and_looks_at_none() {
        assertThat(withKey("bt_wrong").basePath("").get("/problems/busy").statusCode())
                .isEqualTo(200);
        assertThat(withKey("bt_wrong").basePath("").get("/problems").statusCode())
                .isEqualTo(200);
        assertThat(withKey("bt_wrong").get("/tags").statusCode()).isEqualTo(401);
    }
}
