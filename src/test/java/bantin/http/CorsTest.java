package bantin.http;

import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Api.sending;
import static bantin.testsupport.Newsroom.anArticle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import bantin.testsupport.LogRecords;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pages of other origins may read and record views, but not write. */
@QuarkusTest
class CorsTest {

    private static final String ORIGIN = "https://front.example.org";

    private static Response preflight(String method, String path) {
        return asReader()
                .header("Origin", ORIGIN)
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", "content-type")
                .options(path);
    }

    @Test
    void public_reads_are_open_to_all() {
        var article = anArticle().published();
        asReader()
                .header("Origin", ORIGIN)
                .get(article.path())
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", equalTo("*"))
                .header("Access-Control-Expose-Headers", containsString("ETag"));
        assertThat(preflight("GET", "/articles").header("Access-Control-Allow-Origin"))
                .isEqualTo("*");
    }

    @Test
    void a_cache_need_not_know_who_asked_first() {
        var article = anArticle().published();
        var first = asReader().get(article.path());
        var again = asReader().header("Origin", ORIGIN).get(article.path());
        for (var name : new String[] {"Access-Control-Allow-Origin", "Access-Control-Expose-Headers", "Vary"}) {
            assertThat(first.header(name))
                    .as(name)
                    .isEqualTo(again.header(name))
                    .isNotNull();
        }
        assertThat(first.header("Age"))
                .as("the age that a cache shows is its own")
                .isNull();
        assertThat(first.header("Date")).matches("\\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");
    }

    @Test
    void so_is_counting_a_view() {
        var article = anArticle().published();
        asReader()
                .header("Origin", ORIGIN)
                .post(article.path() + "/views")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", equalTo("*"));
        var preflight = preflight("POST", article.path() + "/views");
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(preflight.header("Access-Control-Allow-Methods")).contains("POST");
    }

    @Test
    void writes_are_not() {
        for (var method : new String[] {"POST", "PUT", "PATCH", "DELETE"}) {
            assertThat(preflight(method, "/articles/1").header("Access-Control-Allow-Origin"))
                    .as(method)
                    .isNull();
        }
        assertThat(preflight("PUT", "/articles/1/views").header("Access-Control-Allow-Origin"))
                .isNull();
        asReader()
                .header("Origin", ORIGIN)
                .contentType("application/json")
                .body("{}")
                .post("/articles")
                .then()
                .statusCode(401)
                .header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    void an_origin_need_not_be_a_web_address() {
        var article = anArticle().published();
        try (var log = new LogRecords()) {
            for (var origin : List.of(
                    "capacitor://localhost",
                    "ionic://localhost",
                    "tauri://localhost",
                    "app://x",
                    "file://",
                    "null",
                    "moz-extension://0a1b2c3d",
                    "https://a_b.example.vn",
                    "http://[::1]:3000",
                    "https://báo.vn",
                    "x",
                    "%",
                    "a b, c")) {
                for (var path : List.of(article.path() + "/views", "/views")) {
                    var view = sending(asReader().header("Origin", origin), Map.of("views", List.of()))
                            .post(path);
                    assertThat(view.header("Access-Control-Allow-Origin"))
                            .as(origin)
                            .isEqualTo("*");
                    assertThat(view.statusCode()).as(origin).isLessThan(403);
                    var preflight = asReader()
                            .header("Origin", origin)
                            .header("Access-Control-Request-Method", "POST")
                            .header("Access-Control-Request-Headers", "traceparent,tracestate,x-requested-with")
                            .options(path);
                    assertThat(preflight.statusCode()).as(origin).isEqualTo(204);
                    assertThat(preflight.header("Access-Control-Allow-Origin"))
                            .as(origin)
                            .isEqualTo("*");
                    assertThat(preflight.header("Access-Control-Allow-Headers"))
                            .as(origin)
                            .containsIgnoringCase("traceparent")
                            .containsIgnoringCase("tracestate")
                            .containsIgnoringCase("x-requested-with");
                }
                assertThat(asReader()
                                .header("Origin", origin)
                                .get(article.path())
                                .header("Access-Control-Allow-Origin"))
                        .as(origin)
                        .isEqualTo("*");
            }
            assertThat(log.alarming()).isEmpty();
        }
    }
}
