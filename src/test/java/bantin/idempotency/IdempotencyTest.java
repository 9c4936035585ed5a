package bantin.idempotency;

import static bantin.testsupport.Api.asAuthor;
import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Api.sending;
import static bantin.testsupport.Newsroom.anArticle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import bantin.testsupport.Concurrently;
import bantin.testsupport.Newsroom;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

@QuarkusTest
class IdempotencyTest {

    @Test
    void a_retry_gets_the_first_answer_again() {
        var content = anArticle().content();
        var first =
                sending(asEditor().header("Idempotency-Key", "a-1"), content).post("/articles");
        var again =
                sending(asEditor().header("Idempotency-Key", "a-1"), content).post("/articles");
        first.then().statusCode(201);
        again.then()
                .statusCode(201)
                .header("Idempotency-Replayed", equalTo("true"))
                .header("Location", equalTo(first.header("Location")))
                .header("ETag", equalTo(first.header("ETag")));
        assertThat(again.asString()).isEqualTo(first.asString());
        asEditor().get("/articles?status=draft&count=exact").then().body("page.total", equalTo(1));
    }

    @Test
    void a_retry_gets_the_same_bytes_and_headers_whatever_characters_they_hold() {
        var content = anArticle()
                .titled("Tết 🎉 \u2028 <&> \"")
                .with("lead", "𠮷 👩‍👩‍👧 \\")
                .withBodyOf(Newsroom.paragraph("😀"), Map.of("_type", "rieng", "x", 1.50, "y", "🧨"))
                .content();
        var many = Map.of(
                "views", List.of(Map.of("articleId", anArticle().published().id()), Map.of("articleId", 0)));
        isReplayed(() -> sending(asEditor().header("Idempotency-Key", "f-1"), content), "/articles");
        isReplayed(() -> sending(asEditor().header("Idempotency-Key", "f-2"), Map.of("name", "Thẻ 🎉")), "/tags");
        isReplayed(() -> sending(asReader().header("Idempotency-Key", "f-3"), many), "/views");
        var draft = anArticle().titled("🎉").draft();
        isReplayed(
                () -> sending(asEditor().header("Idempotency-Key", "f-4"), Map.of("publishAt", "2021-10-11T07:28:00Z")),
                draft.path() + "/publish");
    }

    private static void isReplayed(Supplier<RequestSpecification> request, String path) {
        var first = request.get().post(path);
        var again = request.get().post(path);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.statusCode()).isEqualTo(first.statusCode()).isLessThan(300);
        assertThat(again.asByteArray()).isEqualTo(first.asByteArray());
        for (var header : List.of("ETag", "Last-Modified", "Location", "Content-Type", "Cache-Control")) {
            assertThat(again.header(header)).as(path + " " + header).isEqualTo(first.header(header));
        }
    }

    @Test
    void the_version_that_a_request_names_is_part_of_it() {
        var draft = anArticle().draft();
        sending(asEditor().header("Idempotency-Key", "g").header("If-Match", "\"1\""), "{}")
                .post(draft.path() + "/publish")
                .then()
                .statusCode(200);
        for (var other : List.of("\"2\"", "*")) {
            sending(asEditor().header("Idempotency-Key", "g").header("If-Match", other), "{}")
                    .post(draft.path() + "/publish")
                    .then()
                    .statusCode(422)
                    .body("type", equalTo("/problems/idempotency-key-reused"));
        }
        sending(asEditor().header("Idempotency-Key", "g"), "{}")
                .post(draft.path() + "/publish")
                .then()
                .statusCode(422);
    }

    @Test
    void the_same_key_for_something_else_is_a_mistake() {
        Newsroom.aSection("Mục");
        sending(asEditor().header("Idempotency-Key", "b"), Map.of("name", "Một"))
                .post("/tags")
                .then()
                .statusCode(201);
        sending(asEditor().header("Idempotency-Key", "b"), Map.of("name", "Hai"))
                .post("/tags")
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/idempotency-key-reused"));
        sending(asEditor().header("Idempotency-Key", "b"), Map.of("name", "Một"))
                .post("/contributors")
                .then()
                .statusCode(422);
        var content = anArticle().content();
        sending(asEditor().header("Idempotency-Key", "c"), content)
                .post("/articles")
                .then()
                .statusCode(201);
        sending(asEditor().header("Idempotency-Key", "c"), content)
                .post("/articles?publish=true")
                .then()
                .statusCode(422);
        sending(asEditor().header("Idempotency-Key", "có dấu cách"), Map.of("name", "Ba"))
                .post("/tags")
                .then()
                .statusCode(400);
    }

    @Test
    void keys_of_different_callers_do_not_meet() {
        var section = Newsroom.aSection("Mục");
        sending(asEditor().header("Idempotency-Key", "c"), Map.of("name", "Một"))
                .post("/tags")
                .then()
                .statusCode(201);
        sending(
                        asAuthor("Lan").header("Idempotency-Key", "c"),
                        anArticle().in(section).content())
                .post("/articles")
                .then()
                .statusCode(201);
    }

    @Test
    void what_was_refused_may_be_tried_again_with_the_same_key() {
        sending(asEditor().header("Idempotency-Key", "d"), Map.of("name", ""))
                .post("/tags")
                .then()
                .statusCode(400);
        sending(asEditor().header("Idempotency-Key", "d"), Map.of("name", "Một"))
                .post("/tags")
                .then()
                .statusCode(201);
    }

    @Test
    void of_many_that_arrive_at_once_one_counts_and_all_get_its_answer() {
        var article = anArticle().published();
        var answers = Concurrently.run(
                16,
                thread -> asReader()
                        .header("Idempotency-Key", "view-1")
                        .post(article.path() + "/views")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString());
        assertThat(answers).containsOnly("{\"articleId\":" + article.id() + ",\"views\":1,\"counted\":true}");
        asReader().get(article.path() + "/views").then().body("views", equalTo(1));
    }

    @Test
    void a_step_in_the_life_of_an_article_is_repeated_safely() {
        var draft = anArticle().draft();
        for (int i = 0; i < 2; i++) {
            sending(asEditor().header("Idempotency-Key", "e").header("If-Match", "\"1\""), "{}")
                    .post(draft.path() + "/publish")
                    .then()
                    .statusCode(200)
                    .body("version", equalTo(2));
        }
    }

    @Test
    void a_key_on_two_kinds_of_requests_at_once_is_answered_and_not_a_deadlock() {
        var article = anArticle().published();
        for (int round = 0; round < 20; round++) {
            var key = "both-" + round;
            var many = Map.of("views", List.of(Map.of("articleId", article.id())));
            var statuses = Concurrently.run(8, thread -> {
                var caller = asReader().header("Idempotency-Key", key);
                return (thread % 2 == 0
                                ? caller.post(article.path() + "/views")
                                : sending(caller, many).post("/views"))
                        .statusCode();
            });
            assertThat(statuses).containsOnly(200, 422);
        }
        asReader().get(article.path() + "/views").then().body("views", equalTo(20));
    }
}
