package bantin.article;

import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Api.sending;
import static bantin.testsupport.Newsroom.anArticle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import bantin.testsupport.Concurrently;
import bantin.testsupport.Newsroom;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** No edit is lost. */
@QuarkusTest
class ConflictTest {

    @RepeatedTest(5)
    void of_two_writers_with_the_same_version_one_gets_412() {
        var section = Newsroom.aSection("Mục");
        var article = anArticle().in(section).draft();
        var statuses = Concurrently.run(
                2,
                writer -> sending(
                                asEditor().header("If-Match", article.etag()),
                                anArticle()
                                        .in(section)
                                        .titled("Người viết " + writer)
                                        .content())
                        .put(article.path())
                        .statusCode());
        assertThat(statuses).containsExactlyInAnyOrder(200, 412);
        asEditor().get(article.path() + "/revisions?count=exact").then().body("page.total", equalTo(2));
    }

    @Test
    void writers_who_read_again_and_try_again_all_get_through() {
        var section = Newsroom.aSection("Mục");
        var article = anArticle().in(section).draft();
        Concurrently.run(8, writer -> {
            while (true) {
                var etag = asEditor().get(article.path()).header("ETag");
                var answer = sending(
                                asEditor().header("If-Match", etag),
                                anArticle()
                                        .in(section)
                                        .titled("Bản của " + writer)
                                        .content())
                        .put(article.path());
                if (answer.statusCode() == 200) {
                    return answer.statusCode();
                }
                assertThat(answer.statusCode()).isEqualTo(412);
            }
        });
        var titles = asEditor().get(article.path() + "/revisions").jsonPath().getList("items.title", String.class);
        assertThat(titles).hasSize(9);
        assertThat(titles)
                .containsAll(IntStream.range(0, 8)
                        .mapToObj(writer -> "Bản của " + writer)
                        .toList());
    }

    @Test
    void articles_of_one_title_written_at_once_get_slugs_of_their_own() {
        var section = Newsroom.aSection("Mục");
        var slugs = Concurrently.run(
                8,
                writer -> sending(
                                asEditor(),
                                Map.of(
                                        "title",
                                        "Tin nóng",
                                        "section",
                                        section,
                                        "bodyMarkdown",
                                        "x",
                                        "media",
                                        List.of(Newsroom.media("a", "https://anh.example.org/moi.jpg", "c"))))
                        .post("/articles")
                        .then()
                        .statusCode(201)
                        .extract()
                        .<String>path("slug"));
        assertThat(slugs).doesNotHaveDuplicates().hasSize(8);
    }

    @Test
    void a_reader_never_sees_half_of_an_edit() {
        var section = Newsroom.aSection("Mục");
        var article = anArticle().in(section).titled("0").published();
        var seen = Concurrently.run(3, thread -> {
            var mixed = new ArrayList<String>();
            for (int i = 0; i < 40; i++) {
                if (thread == 0) {
                    var mark = String.valueOf(i % 2);
                    sending(
                                    asEditor().header("If-Match", "*"),
                                    anArticle()
                                            .in(section)
                                            .titled(mark)
                                            .with("bylines", List.of(Map.of("name", mark)))
                                            .with(
                                                    "media",
                                                    List.of(Newsroom.media("m", "https://a.example/1.jpg", mark)))
                                            .content())
                            .put(article.path() + (i % 4 < 2 ? "?publish=true" : ""))
                            .then()
                            .statusCode(200);
                    asEditor().post(article.path() + "/publish").then().statusCode(200);
                } else {
                    var shown = (thread == 1
                                    ? asReader().get(article.path())
                                    : asEditor().get(article.path() + "?version=draft"))
                            .jsonPath();
                    var marks = Stream.of("title", "bylineText", "media[0].caption")
                            .map(shown::getString)
                            .filter(Objects::nonNull)
                            .distinct()
                            .toList();
                    if (marks.size() > 1) {
                        mixed.add(marks.toString());
                    }
                }
            }
            return mixed;
        });
        assertThat(seen).allMatch(List::isEmpty);
    }
}
