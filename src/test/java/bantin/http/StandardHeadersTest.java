package bantin.http;

import static bantin.testsupport.Api.asAdmin;
import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Api.sending;
import static bantin.testsupport.Newsroom.anArticle;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What HTTP requires of every response and of every path. */
@QuarkusTest
class StandardHeadersTest {

    @Test
    void no_browser_guesses_what_an_answer_is() {
        var article = anArticle().published();
        for (var answer : List.of(
                asReader().get(article.path()),
                asReader().get(article.path()),
                asReader().get("/articles"),
                asReader().get("/khong-co"),
                asReader().post(article.path() + "/views"),
                asAdmin().get("/keys"),
                asReader().basePath("").get("/q/openapi"),
                asReader().basePath("").get("/q/health"))) {
            assertThat(answer.headers().getValues("X-Content-Type-Options")).containsExactly("nosniff");
            assertThat(answer.header("Date")).isNotNull();
        }
    }

    @Test
    void the_page_to_try_the_api_in_loads_nothing_from_elsewhere() {
        var page = asReader().basePath("").get("/q/swagger-ui/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("*")
                .doesNotContain("http");
        assertThat(page.asString()).doesNotContain("src=\"http").doesNotContain("href=\"http");
    }

    @Test
    void where_something_is_does_not_depend_on_who_asked_how() {
        var host = "attacker.example:81";
        var section =
                sending(asEditor().header("Host", host), Map.of("name", "Mục")).post("/sections");
        assertThat(section.header("Location")).isEqualTo("/api/v1/sections/" + section.path("id"));
        var key = sending(asAdmin().header("Host", host), Map.of("name", "Lan", "role", "author"))
                .post("/keys");
        assertThat(key.header("Location")).isEqualTo("/api/v1/keys/" + key.path("id"));
        for (var forwarded : Map.of("X-Forwarded-Proto", "https", "Forwarded", "proto=https;host=a.example")
                .entrySet()) {
            var tag = sending(
                            asEditor().header(forwarded.getKey(), forwarded.getValue()),
                            Map.of("name", forwarded.getKey()))
                    .post("/tags");
            assertThat(tag.header("Location")).isEqualTo("/api/v1/tags/" + tag.path("id"));
        }
    }

    @Test
    void options_and_405_name_the_same_methods() {
        for (var path : List.of("/articles", "/articles/1", "/articles/1/views", "/articles/1/publish", "/tags/1")) {
            var options = asReader().options(path);
            assertThat(options.statusCode()).as(path).isEqualTo(204);
            assertThat(options.header("Allow"))
                    .as(path)
                    .isEqualTo(asReader().request("LINK", path).header("Allow"))
                    .isNotNull();
            assertThat(options.header("Accept-Patch"))
                    .as(path)
                    .isEqualTo(options.header("Allow").contains("PATCH") ? "application/merge-patch+json" : null);
        }
        assertThat(asReader().options("/khong-co").statusCode()).isEqualTo(404);
    }

    @Test
    void a_media_type_that_a_method_does_not_take_is_answered_with_what_it_takes() {
        var tag = sending(asEditor(), Map.of("name", "Một")).post("/tags").<Integer>path("id");
        var patch = asEditor()
                .header("If-Match", "*")
                .contentType("text/plain")
                .body("{}")
                .patch("/tags/" + tag);
        assertThat(patch.statusCode()).isEqualTo(415);
        assertThat(patch.header("Accept-Patch")).isEqualTo("application/merge-patch+json");
        assertThat(patch.<String>path("detail"))
                .contains("application/merge-patch+json")
                .doesNotContain("application/json");
        var post = asEditor().contentType("text/plain").body("{}").post("/tags");
        assertThat(post.statusCode()).isEqualTo(415);
        assertThat(post.<String>path("detail")).contains("application/json").doesNotContain("merge-patch");
    }

    @Test
    void what_a_client_takes_is_decided_alike_for_everybody() {
        var article = anArticle().published();
        for (var accept : Map.of(
                        "text/*, application/jsonx", 406,
                        "text/html", 406,
                        "application/json;q=0, */*", 406,
                        "text/html, */*;q=0", 406,
                        "application/*;q=0, application/json", 200,
                        "text/html, */*;q=0.1", 200,
                        "APPLICATION/JSON", 200,
                        ";", 200,
                        "text", 200)
                .entrySet()) {
            for (int i = 0; i < 2; i++) {
                status(
                        accept.getKey(),
                        accept.getValue(),
                        asReader().accept(accept.getKey()).get(article.path()));
            }
            status(
                    accept.getKey(),
                    accept.getValue(),
                    asEditor().accept(accept.getKey()).get(article.path()));
        }
    }

    private static void status(String accept, int expected, Response answer) {
        assertThat(answer.statusCode()).as(accept).isEqualTo(expected);
    }
}
