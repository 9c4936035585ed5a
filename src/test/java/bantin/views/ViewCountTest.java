package bantin.views;

import static bantin.testsupport.Api.asAuthor;
import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Api.sending;
import static bantin.testsupport.Newsroom.anArticle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import bantin.testsupport.Concurrently;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ViewCountTest {

    @Test
    void a_hundred_views_at_once_give_a_hundred_consecutive_counts() {
        var article = anArticle().published();
        sending(asEditor(), Map.of("total", 1984))
                .put(article.path() + "/views")
                .then()
                .statusCode(200);
        var counts = Concurrently.run(20, thread -> {
            var mine = new ArrayList<Long>();
            for (int i = 0; i < 5; i++) {
                mine.add(asReader()
                        .post(article.path() + "/views")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .getLong("views"));
            }
            return mine;
        });
        assertThat(counts.stream().flatMap(ArrayList::stream).toList())
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1985, 2084).boxed().toList());
        asReader()
                .get(article.path() + "/views")
                .then()
                .body("views", equalTo(2084))
                .body("articleId", equalTo((int) article.id()));
    }

    @Test
    void an_edit_meanwhile_loses_no_view_and_the_version_stays_the_editors() {
        var article = anArticle().published();
        Concurrently.run(4, thread -> {
            for (int i = 0; i < 10; i++) {
                if (thread == 0) {
                    sending(asEditor().header("If-Match", "*"), anArticle().content())
                            .put(article.path())
                            .then()
                            .statusCode(200);
                } else {
                    asReader().post(article.path() + "/views").then().statusCode(200);
                }
            }
            return null;
        });
        asReader()
                .get(article.path() + "?include=views")
                .then()
                .body("views", equalTo(30))
                .body("version", equalTo(12));
    }

    @Test
    void only_editors_set_what_the_count_goes_on_from() {
        var article = anArticle().published();
        sending(asReader(), Map.of("total", 5))
                .put(article.path() + "/views")
                .then()
                .statusCode(401);
        sending(asAuthor("Lan"), Map.of("total", 5))
                .put(article.path() + "/views")
                .then()
                .statusCode(403);
        for (var bad : new String[] {
            "{\"total\": -1}", "{\"total\": 1.5}", "{}", "{\"total\": \"5\"}", "{\"total\": 9007199254740992}"
        }) {
            sending(asEditor(), bad).put(article.path() + "/views").then().statusCode(400);
        }
        asReader().get(article.path() + "/views").then().body("views", equalTo(0));
    }

    @Test
    void what_is_not_there_is_not_counted() {
        asReader().post("/articles/999999/views").then().statusCode(404);
        asReader().get("/articles/999999/views").then().statusCode(404);
        sending(asEditor(), Map.of("total", 5))
                .put("/articles/999999/views")
                .then()
                .statusCode(404);
    }
}
