package bantin.search;

import static bantin.testsupport.Api.asAuthor;
import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Newsroom.aContributor;
import static bantin.testsupport.Newsroom.aSection;
import static bantin.testsupport.Newsroom.aTag;
import static bantin.testsupport.Newsroom.anArticle;
import static bantin.testsupport.Newsroom.paragraph;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import bantin.testsupport.Archive;
import bantin.testsupport.Newsroom;
import bantin.testsupport.Sql;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How many articles of a list have each section, tag, contributor, year and locale. */
@QuarkusTest
class FacetsTest {

    private static Map<String, Integer> counts(Response list, String facet) {
        list.then().statusCode(200);
        var counts = new LinkedHashMap<String, Integer>();
        list.<List<Map<String, Object>>>path("facets." + facet)
                .forEach(value -> counts.put((String) value.get("value"), (Integer) value.get("count")));
        return counts;
    }

    @Test
    void a_tag_that_takes_the_place_of_another_is_counted_and_found() {
        var bridge = aTag("Cầu");
        var road = aTag("Đường");
        var article = anArticle().with("tags", List.of(bridge)).published();
        Newsroom.patch(article.path(), Map.of("tags", List.of(road)));
        assertThat(counts(asReader().get("/articles?facets=tag"), "tag")).containsExactly(Map.entry(road, 1));
        asReader().get("/articles?sort=title&tag=" + road).then().body("items.id", equalTo(List.of((int)
                article.id())));
        asReader().get("/articles?q=đường").then().body("items.id", equalTo(List.of((int) article.id())));
    }

    @Test
    void each_value_is_counted_under_the_present_filters() {
        var city = aSection("Thành phố");
        var ward = aSection("Phường", city);
        var bridge = aTag("Cầu");
        var road = aTag("Đường");
        var lan = aContributor("Lan");
        // 2021 has begun in Vietnam
        anArticle()
                .in(city)
                .with("tags", List.of(bridge, road))
                .with(
                        "bylines",
                        List.of(Map.of("contributor", lan), Map.of("contributor", lan, "role", "photographer")))
                .dated("2020-12-31T20:00:00Z")
                .withBodyOf(paragraph("Mố trụ"))
                .published();
        anArticle()
                .in(ward)
                .with("tags", List.of(road))
                .dated("2021-05-01T00:00:00Z")
                .published();
        anArticle().in(ward).with("locale", "en").dated("2019-05-01T00:00:00Z").published();
        anArticle().in(ward).with("tags", List.of(bridge)).draft();

        var all = asReader().get("/articles?facets=section,tag,contributor,year,locale&limit=1");
        all.then()
                .body("facets.counted", equalTo(3))
                .body("facets.countRelation", equalTo("eq"))
                .body("facets.section[0].name", equalTo("Phường"));
        assertThat(counts(all, "section")).isEqualTo(Map.of(ward, 2, city, 1));
        assertThat(counts(all, "tag")).isEqualTo(Map.of(road, 2, bridge, 1));
        assertThat(counts(all, "contributor")).isEqualTo(Map.of(lan, 1));
        assertThat(counts(all, "year").toString()).isEqualTo("{2021=2, 2019=1}");
        assertThat(counts(all, "locale").toString()).isEqualTo("{vi=2, en=1}");

        var some = asReader().get("/articles?facets=tag,locale&tag=" + bridge + "&section=" + city);
        assertThat(counts(some, "tag")).isEqualTo(Map.of(bridge, 1, road, 1));
        assertThat(counts(some, "locale")).isEqualTo(Map.of("vi", 1));
        some.then().body("facets.section", nullValue());

        var query = asReader().queryParam("q", "mo tru").get("/articles?facets=tag,year");
        assertThat(counts(query, "tag")).isEqualTo(Map.of(bridge, 1, road, 1));
        assertThat(counts(query, "year")).isEqualTo(Map.of("2021", 1));
        var none = asReader().queryParam("q", "khongco").get("/articles?facets=tag");
        assertThat(counts(none, "tag")).isEmpty();
        none.then().body("facets.counted", equalTo(0));
        asReader()
                .queryParam("q", "mo tru")
                .get("/articles?facets=tag&sort=title")
                .then()
                .body("facets.counted", equalTo(1));
        asReader().get("/articles").then().body("facets", nullValue());
        asReader().get("/articles?facets=title").then().statusCode(400);
    }

    @Test
    void drafts_count_for_those_alone_who_may_read_them() {
        var section = aSection("Mục");
        anArticle().in(section).by(() -> asAuthor("Lan")).titled("Bản nháp Lan").draft();
        anArticle().in(section).by(() -> asAuthor("Huy")).titled("Bản nháp Huy").draft();
        var path = "/articles?status=draft&facets=section";
        asReader().get(path).then().statusCode(401);
        assertThat(counts(asEditor().get(path), "section")).isEqualTo(Map.of(section, 2));
        assertThat(counts(asAuthor("Lan").get(path), "section")).isEqualTo(Map.of(section, 1));
        assertThat(counts(asAuthor("Lan").queryParam("q", "ban nhap").get(path), "section"))
                .isEqualTo(Map.of(section, 1));
        assertThat(counts(asReader().get("/articles?facets=section"), "section"))
                .isEmpty();
    }

    @Test
    void of_more_than_ten_thousand_the_newest_are_counted() {
        var section = aSection("Mục");
        anArticle().in(section).dated("2030-01-01T00:00:00Z").published();
        // afterwards the planner expects few rows, as after an import
        Sql.execute("analyze article, article_search, article_tag, byline");
        var newest = Instant.parse("2024-01-01T00:00:00Z");
        Archive.of(10_001)
                .in(section)
                .dated(n -> newest.minus(Duration.ofHours(n)))
                .write();
        for (var q : List.of("", "&q=tin", "&q=tin&sort=title")) {
            var list = asReader().get("/articles?facets=section,year&limit=1" + q);
            assertThat(counts(list, "section")).as(q).isEqualTo(Map.of(section, 10_000));
            list.then().body("facets.counted", equalTo(10_000)).body("facets.countRelation", equalTo("gte"));
        }
        asReader()
                .get("/articles?facets=section&limit=1&publishedBefore=2023-12-31T16:30:00Z")
                .then()
                .body("facets.counted", equalTo(9_994))
                .body("facets.countRelation", equalTo("eq"));
    }
}
