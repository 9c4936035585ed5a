package bantin.reading;

import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Api.sending;
import static bantin.testsupport.Newsroom.anArticle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import bantin.testsupport.Newsroom;
import bantin.testsupport.Statements;
import bantin.testsupport.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReadingTest {

    @Test
    void an_article_names_its_version_in_its_etag_and_what_it_shows_in_its_cache_tags() {
        var section = Newsroom.create("/sections", Map.of("name", "Mục"));
        var article = anArticle().in(section.path("slug")).published();
        asReader()
                .get(article.path())
                .then()
                .statusCode(200)
                .header("ETag", matchesPattern("\"2\\.[\\w-]{16}\""))
                .header("Last-Modified", matchesPattern("\\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT"))
                .header("Cache-Control", containsString("public"))
                .header("Vary", containsString("Authorization"))
                .header("Cache-Tag", equalTo("article-" + article.id() + " section-" + section.path("id")));
    }

    @Test
    void an_article_costs_one_statement_by_its_id_and_by_its_slug() {
        Newsroom.aTag("Lũ");
        Newsroom.aContributor("Minh An");
        var article = anArticle()
                .with("tags", List.of("lu"))
                .with("bylines", List.of(Map.of("contributor", "minh-an"), Map.of("name", "Thu Hà")))
                .with("media", List.of(Newsroom.media("hall", "https://a.example/1.jpg", "Toàn cảnh")))
                .published();
        var bySlug = "/articles/by-slug/" + article.slug();
        for (var path : List.of(article.path(), article.path() + "?include=views", bySlug)) {
            assertThat(Statements.of(() ->
                            asReader().get(path).then().statusCode(200).body("media[0].caption", equalTo("Toàn cảnh"))))
                    .as(path)
                    .isEqualTo(1);
        }
    }

    @Test
    void a_conditional_read_costs_no_body() {
        var article = anArticle().published();
        var etag = asReader().get(article.path()).header("ETag");
        asReader()
                .header("If-None-Match", etag)
                .get(article.path())
                .then()
                .statusCode(304)
                .header("ETag", equalTo(etag));
        asReader()
                .header("If-None-Match", "\"x\", W/" + etag)
                .get(article.path())
                .then()
                .statusCode(304);
        asReader().header("If-None-Match", "*").get(article.path()).then().statusCode(304);
        asReader()
                .header("If-None-Match", "\"2.other\"")
                .get(article.path())
                .then()
                .statusCode(200);
        asReader()
                .head(article.path())
                .then()
                .statusCode(200)
                .header("ETag", equalTo(etag))
                .body(equalTo(""));
    }

    @Test
    void each_shape_has_an_etag_of_its_own_and_any_of_them_allows_an_edit() {
        var article = anArticle().published();
        var whole = asReader().get(article.path()).header("ETag");
        var html = asReader().get(article.path() + "?body=html").header("ETag");
        assertThat(html).isNotEqualTo(whole);
        sending(asEditor().header("If-Match", html), anArticle().content())
                .put(article.path())
                .then()
                .statusCode(200);
        sending(asEditor().header("If-Match", whole), anArticle().content())
                .put(article.path())
                .then()
                .statusCode(412);
    }

    @Test
    void a_view_does_not_move_the_etag_and_a_renamed_section_does() {
        var section = Newsroom.create("/sections", Map.of("name", "Mục"));
        var article = anArticle().in(section.path("slug")).published();
        var etag = asReader().get(article.path()).header("ETag");
        asReader().post(article.path() + "/views").then().statusCode(200);
        asReader().get(article.path()).then().header("ETag", equalTo(etag));
        asReader().get(article.path() + "?include=views").then().header("ETag", startsWith("W/\"2."));
        sending(asEditor().header("If-Match", "*"), Map.of("name", "Mục khác"))
                .put("/sections/" + section.path("id"))
                .then()
                .statusCode(200);
        asReader()
                .get(article.path())
                .then()
                .header("ETag", not(equalTo(etag)))
                .body("section.name", equalTo("Mục khác"));
    }

    @Test
    void fields_reach_into_objects_and_lists() {
        var article = anArticle()
                .titled("Tựa")
                .with("bylines", List.of(Map.of("name", "Lan"), Map.of("name", "Huệ")))
                .published();
        var shown =
                asReader().get(article.path() + "?fields=title,bylines.name").<Map<String, Object>>path("");
        assertThat(shown)
                .isEqualTo(Map.of("title", "Tựa", "bylines", List.of(Map.of("name", "Lan"), Map.of("name", "Huệ"))));
        assertThat(asReader().get(article.path() + "?fields=bodyText,views").<Map<String, Object>>path(""))
                .as("what is named need not be asked for twice")
                .isEqualTo(Map.of("bodyText", "Nội dung.", "views", 0));
        asReader()
                .get(article.path() + "?fields=title,secret&body=pdf&include=all")
                .then()
                .statusCode(400)
                .body("errors.parameter", hasItem("fields"))
                .body("errors.parameter", hasItem("body"))
                .body("errors.parameter", hasItem("include"));
    }

    @Test
    void fields_do_not_reach_into_the_body() {
        var article = anArticle().published();
        asReader().get(article.path() + "?fields=body").then().statusCode(200).body("body[0]._type", equalTo("block"));
        for (var name : List.of("body.json", "body._type")) {
            asReader().get(article.path() + "?fields=" + name).then().statusCode(400);
        }
    }

    @Test
    void by_slug_a_locale_can_be_chosen() {
        var vi = anArticle().titled("Phà Lam Triều").published();
        var en = anArticle().titled("Phà Lam Triều").with("locale", "en").published();
        asReader().get("/articles/by-slug/pha-lam-trieu").then().body("id", equalTo((int) vi.id()));
        asReader().get("/articles/by-slug/pha-lam-trieu?locale=en").then().body("id", equalTo((int) en.id()));
        asReader().get("/articles/by-slug/pha-lam-trieu?locale=fr").then().statusCode(404);
    }

    @Test
    void last_modified_moves_when_something_shown_changes() {
        TestClock.stopAt(Instant.parse("2026-03-05T01:00:00Z"));
        var tag = Newsroom.create("/tags", Map.of("name", "Lũ"));
        var article = anArticle().with("tags", List.of("lu")).published();
        asReader().get(article.path()).then().header("Last-Modified", equalTo("Thu, 05 Mar 2026 01:00:00 GMT"));
        TestClock.advance(Duration.ofDays(1));
        sending(asEditor().header("If-Match", "*"), Map.of("name", "Lụt"))
                .put("/tags/" + tag.path("id"))
                .then()
                .statusCode(200);
        asReader().get(article.path()).then().header("Last-Modified", equalTo("Fri, 06 Mar 2026 01:00:00 GMT"));
    }

    @Test
    void a_list_names_what_it_shows_and_itself_for_caches() {
        asReader().get("/articles").then().header("Cache-Tag", equalTo("articles"));
        for (var list : List.of("articles", "sections", "tags", "contributors", "media")) {
            asReader().get("/" + list + "/").then().statusCode(200).header("Cache-Tag", equalTo(list));
        }
        Newsroom.aTag("Lũ");
        var article = anArticle()
                .with("tags", List.of("lu"))
                .with("media", List.of(Newsroom.media("a", "https://a.example/1.jpg", "c")))
                .published();
        asReader()
                .get("/articles")
                .then()
                .header("Cache-Tag", startsWith("articles article-" + article.id() + " section-"))
                .header("Cache-Tag", containsString(" tag-"))
                .header("Cache-Tag", containsString(" media-"));
    }
}
