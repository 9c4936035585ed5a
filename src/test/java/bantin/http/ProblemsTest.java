package bantin.http;

import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Api.sending;
import static bantin.testsupport.Newsroom.anArticle;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;

import bantin.problem.ProblemType;
import bantin.testsupport.Json;
import bantin.testsupport.Newsroom;
import bantin.testsupport.RawHttp;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Every error response is a problem (RFC 9457). */
@QuarkusTest
class ProblemsTest {

    @TestHTTPResource("/api/v1")
    URI api;

    @Inject
    DataSource pool;

    @ConfigProperty(name = "quarkus.datasource.jdbc.max-size")
    int poolSize;

    private static void isProblem(Response answer, ProblemType type) {
        answer.then()
                .statusCode(type.status)
                .contentType("application/problem+json")
                .body("type", equalTo(type.uri()))
                .body("title", equalTo(type.title))
                .body("status", equalTo(type.status))
                .body("detail", notNullValue())
                .body("instance", notNullValue());
        assertThat(answer.asString())
                .doesNotContain("bantin.")
                .doesNotContain("java.")
                .doesNotContain("Exception");
    }

    @Test
    void unknown_paths() {
        for (var path : List.of(
                "/khong-co",
                "/articles/1/khong-co",
                "/articles/abc",
                "/articles/99999999999999999999",
                "/articles/1.5")) {
            isProblem(asReader().get(path), ProblemType.NOT_FOUND);
        }
        for (var path : List.of("/khong-co", "/q/khong-co", "/api", "/problems/khong-co")) {
            isProblem(asReader().basePath("").get(path), ProblemType.NOT_FOUND);
        }
    }

    @Test
    void wrong_methods_say_which_are_right() {
        var answer = asReader().patch("/articles");
        isProblem(answer, ProblemType.METHOD_NOT_ALLOWED);
        answer.then().header("Allow", equalTo("GET, HEAD, OPTIONS, POST"));
        for (var path :
                List.of("/articles/1/views", "/articles/1/revisions", "/media/1/captions", "/articles/by-slug/x")) {
            asReader().patch(path).then().statusCode(405);
        }
        asReader().put("/articles/1/publish").then().statusCode(405).header("Allow", equalTo("OPTIONS, POST"));
    }

    @Test
    void wrong_media_types() {
        isProblem(asEditor().contentType("text/plain").body("x").post("/tags"), ProblemType.UNSUPPORTED_MEDIA_TYPE);
        isProblem(asReader().accept("text/html").get("/articles"), ProblemType.NOT_ACCEPTABLE);
        var tag = Newsroom.create("/tags", Map.of("name", "Một"));
        for (var type : List.of("application/merge-patch+json", "application/json;charset=UTF-16", "text/json")) {
            isProblem(
                    asEditor()
                            .header("If-Match", "*")
                            .contentType(type)
                            .body("{\"name\": \"Hai\"}".getBytes(StandardCharsets.UTF_8))
                            .put("/tags/" + tag.path("id")),
                    ProblemType.UNSUPPORTED_MEDIA_TYPE);
        }
        isProblem(
                sending(asEditor().header("Content-Encoding", "gzip"), Map.of("name", "Ba"))
                        .post("/tags"),
                ProblemType.UNSUPPORTED_MEDIA_TYPE);
    }

    @Test
    void malformed_json() {
        for (var body : List.of(
                "{",
                "{\"name\": }",
                "{\"name\": \"a\",}",
                "{'name': 'a'}",
                "{\"name\": \"a\"} x",
                "{\"name\":\"a\",\"name\":\"b\"}",
                "NaN",
                "")) {
            isProblem(asEditor().contentType("application/json").body(body).post("/tags"), ProblemType.MALFORMED_JSON);
        }
        var notUtf8 = new byte[] {'{', '"', 'n', 'a', 'm', 'e', '"', ':', '"', (byte) 0xc3, (byte) 0x28, '"', '}'};
        isProblem(asEditor().contentType("application/json").body(notUtf8).post("/tags"), ProblemType.MALFORMED_JSON);
    }

    @Test
    void json_of_another_shape() {
        for (var body : List.of("[]", "\"a\"", "5", "null", "true")) {
            asEditor()
                    .contentType("application/json")
                    .body(body)
                    .post("/tags")
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", equalTo(""))
                    .body("errors[0].message", equalTo("must be an object"));
        }
    }

    @Test
    void a_hundred_violations_are_listed_and_the_others_are_counted() {
        var unknown = IntStream.range(0, 250).mapToObj(i -> "\"a" + i + "\":0").collect(joining(",", "{", "}"));
        for (var answer : List.of(
                sending(asEditor(), unknown).post("/tags"),
                sending(
                                asEditor(),
                                anArticle()
                                        .with("body", Collections.nCopies(250, 0))
                                        .content())
                        .post("/articles"),
                asReader()
                        .get("/articles?" + unknown.replaceAll("[\"{}]|:0", "").replace(",", "&")))) {
            isProblem(answer, ProblemType.INVALID_INPUT);
            answer.then().body("errors.size()", equalTo(100)).body("detail", endsWith(" (and 249 more)"));
        }
        sending(asEditor(), Map.of("x", 1))
                .post("/tags")
                .then()
                .body("errors.size()", equalTo(2))
                .body("detail", endsWith(" (and 1 more)"));
    }

    @Test
    void a_byte_order_mark_is_ignored() {
        var name = Map.of("name", "Thẻ");
        sending(asEditor(), "\uFEFF" + Json.write(name)).post("/tags").then().statusCode(201);
        for (var wrong : List.of("\uFEFF", "\uFEFF\uFEFF" + Json.write(name), Json.write(name) + "\uFEFF")) {
            isProblem(sending(asEditor(), wrong).post("/tags"), ProblemType.MALFORMED_JSON);
        }
    }

    @Test
    void json_nested_too_deep() {
        var deep = "{\"name\":".repeat(65) + "1" + "}".repeat(65);
        isProblem(asEditor().contentType("application/json").body(deep).post("/tags"), ProblemType.JSON_TOO_DEEP);
        var deepest = "{\"x\":" + "[".repeat(63) + "]".repeat(63) + ",\"name\":\"a\"}";
        asEditor()
                .contentType("application/json")
                .body(deepest)
                .post("/tags")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-input"));
    }

    @Test
    void requests_of_more_than_two_mebibytes() {
        var large = "{\"name\":\"" + "x".repeat(2 * 1024 * 1024) + "\"}";
        var answer = asEditor().contentType("application/json").body(large).post("/tags");
        answer.then()
                .statusCode(413)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/request-too-large"));
        sending(asEditor(), Map.of("name", "x".repeat(1024 * 1024)))
                .post("/tags")
                .then()
                .statusCode(400);
    }

    @Test
    void too_large_is_also_what_did_not_say_how_large_it_is() throws Exception {
        for (var path : List.of("/tags", Newsroom.anArticle().published().path() + "/views")) {
            var answer = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .build()
                    .send(
                            HttpRequest.newBuilder(URI.create(api + path))
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofInputStream(
                                            () -> new ByteArrayInputStream(new byte[2 * 1024 * 1024 + 1])))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(path).isEqualTo(413);
            assertThat(answer.body()).contains("/problems/request-too-large");
        }
    }

    @Test
    void a_pool_without_a_free_connection_is_a_503() throws Exception {
        var taken = new ArrayList<Connection>();
        try {
            while (taken.size() < poolSize) {
                taken.add(pool.getConnection());
            }
            var answer = asReader().get("/articles");
            isProblem(answer, ProblemType.UNAVAILABLE);
            answer.then().header("Retry-After", "2");
        } finally {
            for (var connection : taken) {
                connection.close();
            }
        }
        asReader().get("/articles").then().statusCode(200);
    }

    @Test
    void parameters_that_an_endpoint_does_not_have() {
        var section = Newsroom.create("/sections", Map.of("name", "Mục"));
        for (var path : List.of(
                "/sections/" + section.path("id") + "?x=1",
                "/articles?lmit=5",
                "/tags?sort=size",
                "/contributors?x",
                "/sections?parent=a&parent=b")) {
            isProblem(asReader().get(path), ProblemType.INVALID_INPUT);
        }
    }

    @Test
    void every_type_explains_itself() {
        for (var type : ProblemType.values()) {
            asReader()
                    .basePath("")
                    .get(type.uri())
                    .then()
                    .statusCode(200)
                    .body("type", equalTo(type.uri()))
                    .body("status", equalTo(type.status))
                    .body("meaning", notNullValue())
                    .body("remedy", notNullValue());
        }
        asReader().basePath("").get("/problems").then().body("size()", equalTo(ProblemType.values().length));
    }

    @Test
    void the_top_shows_the_way() {
        asReader()
                .basePath("")
                .get("/")
                .then()
                .statusCode(200)
                .body("version", matchesPattern("\\d+\\.\\d+.*"))
                .body("articles", equalTo("/api/v1/articles"))
                .body("docs", equalTo("/q/swagger-ui"))
                .body("openapi", equalTo("/q/openapi"));
    }

    @Test
    void our_own_failures_leave_nothing_but_an_id() {
        var answer = asReader().basePath("").get("/test/failure");
        isProblem(answer, ProblemType.INTERNAL_ERROR);
        answer.then().body("traceId", notNullValue());
        assertThat(answer.asString()).doesNotContain("secret");
    }

    @Test
    void a_nul_stands_in_no_address_and_no_parameter() {
        for (var path : List.of("/articles/by-slug/a\0b", "/tags/by-slug/\0")) {
            asReader().get(path).then().statusCode(404);
        }
        for (var name : List.of("section", "tag", "contributor", "locale")) {
            asReader()
                    .queryParam(name, "a\0b")
                    .get("/articles")
                    .then()
                    .statusCode(400)
                    .body("errors.parameter", everyItem(equalTo(name)));
        }
    }

    @Test
    void a_parameter_that_cannot_be_read_is_told_once() {
        for (var name : List.of("section", "tag", "contributor", "locale", "status", "ids", "include", "facets")) {
            for (var value : List.of("a\0b", "", "a,".repeat(100) + "a")) {
                asReader()
                        .queryParam(name, value)
                        .queryParam("x", "1")
                        .get("/articles")
                        .then()
                        .statusCode(400)
                        .body("errors.parameter", containsInAnyOrder(name, "x"));
            }
        }
        for (var name : List.of("q", "sort", "limit", "page", "cursor", "count", "publishedAfter", "fields")) {
            asReader()
                    .get("/articles?" + name + "=1&" + name + "=2")
                    .then()
                    .statusCode(400)
                    .body("errors.parameter", contains(name))
                    .body("errors.code", contains("repeated"));
        }
    }

    @Test
    void a_number_in_a_parameter_has_the_digits_of_ascii() {
        for (var number : List.of("+1", "１", "٣", "1.0", " 1", "1e0", "0x1", "-", "9999999999", "99999999999")) {
            for (var path : List.of("/articles?limit=", "/tags?page=", "/changes?limit=", "/suggest?q=a&limit=")) {
                var address = path + URLEncoder.encode(number, StandardCharsets.UTF_8);
                asReader().urlEncodingEnabled(false).get(address).then().statusCode(400);
            }
        }
    }

    @Test
    void a_percent_sign_beside_matrix_parameters_is_at_no_address() {
        var http = new RawHttp(api.getPort());
        for (var path : List.of(
                "/tags/%25;a=b",
                "/tags/1;%25", "/articles/by-slug/a%25zz;x", "/keys/%25;", "/%25;", "/media;a=%25/1")) {
            for (var method : List.of("GET", "PUT", "DELETE")) {
                assertThat(RawHttp.status(http.send(method, "/api/v1" + path)))
                        .as(method + " " + path)
                        .isEqualTo(404);
            }
        }
    }

    @Test
    void a_cursor_that_was_made_up_is_refused() {
        Newsroom.anArticle().published();
        Newsroom.anArticle().published();
        String cursor = asReader().get("/articles?limit=1").path("page.nextCursor");
        var list = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(",")[0];
        for (var rest : List.of(
                ",\"-999999-01-01T00:00:00Z\",1]",
                ",\"2024-01-01T00:00:00Z\",1e99]",
                ",\"\\u0000\",1]",
                ",null,1]",
                "]",
                ",\"x\",1]")) {
            var forged = Base64.getUrlEncoder().encodeToString((list + rest).getBytes(StandardCharsets.UTF_8));
            asReader().queryParam("cursor", forged).get("/articles").then().statusCode(400);
        }
    }
}
