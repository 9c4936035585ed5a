package bantin.reading;

import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Newsroom.anArticle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import bantin.testsupport.Api;
import bantin.testsupport.Newsroom;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No public operation shows an unpublished article, whatever its state. */
@QuarkusTest
class NothingLeaksTest {

    private static final String SECRET = "Bí mật chưa đăng";
    private static final String PICTURE = "https://anh.example.org/bi-mat.jpg";

    enum Hidden {
        DRAFT(Newsroom.Draft::draft, 404),
        SCHEDULED(draft -> draft.scheduledFor("2100-01-01T00:00:00Z"), 404),
        UNPUBLISHED(Newsroom.Draft::unpublished, 404),
        WITHDRAWN(draft -> draft.withdrawn("Đã gỡ"), 410),
        TRASHED(Newsroom.Draft::trashed, 404);

        private final Function<Newsroom.Draft, Newsroom.Written> write;
        private final int status;

        Hidden(Function<Newsroom.Draft, Newsroom.Written> write, int status) {
            this.write = write;
            this.status = status;
        }

        Newsroom.Written write(Newsroom.Draft draft) {
            return write.apply(draft);
        }
    }

    enum Stranger {
        READER(Api::asReader),
        OTHER_AUTHOR(() -> Api.asAuthor("Người khác"));

        private final Supplier<RequestSpecification> as;

        Stranger(Supplier<RequestSpecification> as) {
            this.as = as;
        }
    }

    static Stream<Arguments> table() {
        return Stream.of(Hidden.values())
                .flatMap(hidden -> Stream.of(Stranger.values()).map(stranger -> Arguments.of(hidden, stranger)));
    }

    @ParameterizedTest
    @MethodSource("table")
    void of_a_hidden_article_strangers_see_nothing(Hidden hidden, Stranger stranger) {
        Newsroom.aTagOfThePast("Mật");
        Newsroom.aContributorOfThePast("Minh An");
        String since = asReader().get("/changes?since=now").path("page.nextCursor");
        var article = hidden.write.apply(anArticle()
                .titled(SECRET)
                .in(Newsroom.aSection("Mục"))
                .with("tags", List.of("mat"))
                .with("bylines", List.of(Map.of("contributor", "minh-an")))
                .with("media", List.of(Newsroom.media("a", PICTURE, SECRET))));
        var asset = article.json().at("/media/0/asset/id").asLong();

        for (var path : List.of(
                article.path(),
                article.path() + "?body=html&include=views",
                "/articles/by-slug/" + article.slug(),
                "/articles/by-slug/" + article.slug() + "?locale=vi",
                article.path() + "/views",
                article.path() + "/views?interval=day")) {
            var answer = stranger.as.get().get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(hidden.status);
            showsNothing(answer, path);
            assertThat(answer.header("ETag")).as(path).isNull();
            assertThat(stranger.as.get().head(path).statusCode())
                    .as("HEAD " + path)
                    .isEqualTo(hidden.status);
        }
        assertThat(stranger.as.get().post(article.path() + "/views").statusCode())
                .isEqualTo(hidden.status);

        Api.sending(asEditor(), Map.of("total", 5))
                .put(article.path() + "/views")
                .then()
                .statusCode(200);
        stranger.as.get().get("/views?articles=" + article.id()).then().body("items", empty());
        stranger.as.get().get("/articles/most-viewed?window=all").then().body("items", empty());
        Api.sending(stranger.as.get(), Map.of("views", List.of(Map.of("articleId", article.id()))))
                .post("/views")
                .then()
                .statusCode(200)
                .body("results[0].errors[0].pointer", equalTo("/views/0/articleId"))
                .body("results[0].views", nullValue());
        asEditor().get(article.path() + "/views").then().body("views", equalTo(5));

        for (var query : List.of(
                "",
                "&section=muc",
                "&tag=mat",
                "&contributor=minh-an",
                "&locale=vi",
                "&ids=" + article.id(),
                "&sort=title",
                "&sort=-views",
                "&publishedAfter=2000-01-01T00:00:00Z",
                "&updatedAfter=2000-01-01T00:00:00Z",
                "&include=body,media,views",
                "&page=1")) {
            var answer = stranger.as.get().get("/articles?count=exact" + query);
            answer.then().statusCode(200);
            assertThat(answer.<Integer>path("page.total")).as(query).isZero();
            showsNothing(answer, query);
        }
        for (var path : List.of(
                "/media/" + asset + "/captions",
                article.path() + "/revisions",
                article.path() + "/revisions/1",
                article.path() + "/lease",
                article.path() + "/previews",
                article.path() + "/previews/1")) {
            showsNothing(stranger.as.get().get(path), path);
        }
        var changes = stranger.as.get().get("/changes?since=" + since);
        showsNothing(changes, "/changes");
        assertThat(changes.<List<String>>path("items.type").contains("article"))
                .as("that it was public once is no secret")
                .isEqualTo(hidden == Hidden.UNPUBLISHED || hidden == Hidden.WITHDRAWN);
        if (stranger == Stranger.READER) {
            for (var path : List.of("/media", "/media/" + asset)) {
                showsNothing(asReader().get(path), path);
            }
            asReader().get("/media?url=" + PICTURE).then().statusCode(200).body("items", empty());
        }
        assertThat(asEditor().get(article.path()).asString()).contains(SECRET);
    }

    private static void showsNothing(Response answer, String path) {
        assertThat(answer.asString()).as(path).doesNotContain(SECRET).doesNotContain(PICTURE + "\"");
        assertThat(answer.headers().toString()).as(path).doesNotContain("bi-mat");
    }

    @ParameterizedTest
    @MethodSource("table")
    void an_old_slug_of_a_hidden_article_leads_nowhere(Hidden hidden, Stranger stranger) {
        var article = anArticle().titled(SECRET).with("slug", "cu").published();
        asEditor()
                .header("If-Match", "*")
                .contentType(Api.MERGE_PATCH)
                .body("{\"slug\": \"bi-mat-moi\"}")
                .patch(article.path() + "?publish=true")
                .then()
                .statusCode(200);
        switch (hidden) {
            case DRAFT, TRASHED -> asEditor().delete(article.path()).then().statusCode(204);
            case SCHEDULED -> article.move("publish", Map.of("publishAt", "2100-01-01T00:00:00Z"));
            case UNPUBLISHED -> article.move("unpublish", null);
            case WITHDRAWN -> article.move("withdraw", Map.of("reason", "Đã gỡ"));
        }
        for (var slug : List.of("cu", "bi-mat-moi", "khong-co")) {
            assertThat(stranger.as
                            .get()
                            .get("/articles/by-slug/" + slug + "?body=pdf")
                            .statusCode())
                    .as("bad parameters tell no slug from another")
                    .isEqualTo(400);
        }
        var answer = stranger.as.get().redirects().follow(false).get("/articles/by-slug/cu");
        assertThat(answer.statusCode()).isEqualTo(hidden.status);
        assertThat(answer.header("Location")).isNull();
    }
}
