package bantin.reading;

import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Api.sending;
import static bantin.testsupport.Newsroom.anArticle;
import static bantin.testsupport.Newsroom.titles;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import bantin.testsupport.Newsroom;
import bantin.testsupport.Statements;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ArticleListQueryTest {

    @Test
    void an_item_has_what_a_teaser_needs() {
        Newsroom.aContributor("Minh An");
        Newsroom.aTag("Nông thôn mới");
        anArticle()
                .titled("Họp trực tuyến")
                .in(Newsroom.aSection("Tin tức thành phố"))
                .dated("2021-10-11T07:28:00+07:00")
                .with("lead", "Sapo")
                .with("tags", List.of("nong-thon-moi"))
                .with("bylines", List.of(Map.of("contributor", "minh-an")))
                .with(
                        "media",
                        List.of(
                                Newsroom.media("clip", "https://a.example/c.mp4", "Phóng sự"),
                                Newsroom.media("hall", "https://a.example/h.jpg", "Toàn cảnh")))
                .published();
        asReader()
                .get("/articles")
                .then()
                .statusCode(200)
                .body("items[0].title", equalTo("Họp trực tuyến"))
                .body("items[0].slug", equalTo("hop-truc-tuyen"))
                .body("items[0].lead", equalTo("Sapo"))
                .body("items[0].section.name", equalTo("Tin tức thành phố"))
                .body("items[0].bylineText", equalTo("Minh An"))
                .body("items[0].bylines[0].contributor.slug", equalTo("minh-an"))
                .body("items[0].tags[0].name", equalTo("Nông thôn mới"))
                .body("items[0].leadPicture.caption", equalTo("Toàn cảnh"))
                .body("items[0].leadPicture.asset.url", equalTo("https://a.example/h.jpg"))
                .body("items[0].publishedAt", equalTo("2021-10-11T07:28:00.000000+07:00"))
                .body("items[0]", not(hasKey("body")))
                .body("items[0]", not(hasKey("views")))
                .body("items[0]", not(hasKey("media")));
        asReader()
                .get("/articles?include=body,media,views")
                .then()
                .body("items[0].body[0]._type", equalTo("block"))
                .body("items[0].media.key", equalTo(List.of("clip", "hall")))
                .body("items[0].views", equalTo(0));
    }

    @Test
    void a_list_of_twenty_costs_one_statement_and_one_each_for_its_total_its_slugs_and_what_comes_due_next() {
        var section = Newsroom.aSection("Mục");
        Newsroom.aTag("A");
        for (int i = 0; i < 20; i++) {
            anArticle()
                    .in(section)
                    .with("tags", List.of("a"))
                    .with("bylines", List.of(Map.of("name", "Lan")))
                    .with("media", List.of(Newsroom.media("m", "https://a.example/" + i + ".jpg", "c")))
                    .published();
        }
        assertThat(Statements.of(() -> asReader()
                        .get("/articles?limit=20&count=exact&include=body,media,views&section=muc&tag=a")
                        .then()
                        .statusCode(200)
                        .body("items.size()", equalTo(20))
                        .body("page.total", equalTo(20))))
                .isEqualTo(4);
        assertThat(Statements.of(() -> asReader().get("/articles").then().statusCode(200)))
                .isEqualTo(1);
    }

    @Test
    void filters_are_or_within_and_and_between() {
        var top = Newsroom.aSection("Tin tức");
        var below = Newsroom.aSection("Phường xã", top);
        var other = Newsroom.aSection("Văn hóa");
        Newsroom.aTag("Lũ");
        Newsroom.aTag("Lễ hội");
        Newsroom.aContributor("Minh An");
        var a = anArticle()
                .titled("a")
                .in(top)
                .with("tags", List.of("lu"))
                .dated("2024-01-01T00:00:00Z")
                .published();
        anArticle()
                .titled("b")
                .in(below)
                .with("tags", List.of("lu", "le-hoi"))
                .dated("2024-02-01T00:00:00Z")
                .published();
        var c = anArticle()
                .titled("c")
                .in(other)
                .with("tags", List.of("le-hoi"))
                .with("bylines", List.of(Map.of("contributor", "minh-an")))
                .dated("2024-03-01T00:00:00Z")
                .published();
        var d = anArticle()
                .titled("d")
                .in(other)
                .with("locale", "en")
                .dated("2024-04-01T00:00:00Z")
                .published();

        assertThat(list("section=tin-tuc")).containsExactly("b", "a");
        assertThat(list("section=phuong-xa")).containsExactly("b");
        assertThat(list("section=phuong-xa&section=van-hoa")).containsExactly("d", "c", "b");
        assertThat(list("tag=lu&tag=le-hoi")).containsExactly("c", "b", "a");
        assertThat(list("tag=le-hoi&section=tin-tuc")).containsExactly("b");
        assertThat(list("contributor=minh-an")).containsExactly("c");
        assertThat(list("locale=en")).containsExactly("d");
        assertThat(list("publishedAfter=2024-02-01T00:00:00Z")).containsExactly("d", "c");
        assertThat(list("publishedBefore=2024-02-01T00:00:00Z")).containsExactly("a");
        assertThat(list("publishedAfter=2024-01-01T00:00:00Z&publishedBefore=2024-04-01T00:00:00Z"))
                .containsExactly("c", "b");
        assertThat(list("updatedAfter=2024-01-01T00:00:00Z")).hasSize(4);
        assertThat(list("updatedAfter=2100-01-01T00:00:00Z")).isEmpty();
        assertThat(list("ids=" + d.id() + ",999999")).containsExactly("d");
        assertThat(list("section=phuong-xa,van-hoa&tag=lu,le-hoi")).containsExactly("c", "b");
        assertThat(list("contributor=minh-an,minh-an")).containsExactly("c");
        assertThat(list("locale=en,fr")).containsExactly("d");
        assertThat(list("sort=ids&ids=" + d.id() + "," + a.id() + "," + c.id())).containsExactly("d", "a", "c");
        assertThat(list("sort=ids&ids=" + a.id() + "&ids=" + d.id())).containsExactly("a", "d");
        assertThat(titles(asReader()
                        .queryParam("publishedAfter", "2024-03-01T08:00:00+07:00")
                        .get("/articles")))
                .containsExactly("d");
    }

    @Test
    void a_filter_that_cannot_be_meant_is_refused_and_named() {
        anArticle().published();
        for (var query : List.of(
                "section=khong-co",
                "tag=khong-co",
                "contributor=khong-co",
                "locale=VI",
                "locale=vi,",
                "locale=vi_VN",
                "status=published,gone",
                "tag=khong-co&count=exact",
                "sort=ids")) {
            var name = query.substring(0, query.indexOf('='));
            asReader().get("/articles?" + query).then().statusCode(400).body("errors.parameter", hasItems(name));
        }
        asReader()
                .get("/articles/most-viewed?section=khong-co&locale=VI")
                .then()
                .statusCode(400)
                .body("errors.parameter", hasItems("locale", "section"));
    }

    private static List<String> list(String query) {
        return titles(asReader().get("/articles?" + query));
    }

    @Test
    void is_sorted_as_asked() {
        var first = anArticle().titled("Ăn Tết").dated("2024-01-03T00:00:00Z").published();
        anArticle().titled("Đón xuân").dated("2024-01-02T00:00:00Z").published();
        var third = anArticle().titled("Dạy bơi").dated("2024-01-01T00:00:00Z").published();
        sending(asEditor(), Map.of("total", 5))
                .put(third.path() + "/views")
                .then()
                .statusCode(200);
        sending(asEditor(), Map.of("total", 9))
                .put(first.path() + "/views")
                .then()
                .statusCode(200);
        assertThat(list("sort=-publishedAt")).containsExactly("Ăn Tết", "Đón xuân", "Dạy bơi");
        assertThat(list("sort=publishedAt")).containsExactly("Dạy bơi", "Đón xuân", "Ăn Tết");
        assertThat(list("sort=title")).containsExactly("Ăn Tết", "Dạy bơi", "Đón xuân");
        assertThat(list("sort=-views")).containsExactly("Ăn Tết", "Dạy bơi", "Đón xuân");
        assertThat(list("sort=-updatedAt")).containsExactly("Dạy bơi", "Đón xuân", "Ăn Tết");
    }

    @Test
    void every_order_is_walked_by_cursor_without_gaps_or_repeats() {
        for (int i = 0; i < 11; i++) {
            // in pairs of the same time and title, so that only the id tells them apart
            var article = anArticle()
                    .titled("Tin " + i / 2)
                    .dated("2024-01-%02dT00:00:00Z".formatted(1 + i / 2))
                    .published();
            sending(asEditor(), Map.of("total", i / 3))
                    .put(article.path() + "/views")
                    .then()
                    .statusCode(200);
        }
        for (var sort : List.of("-publishedAt", "publishedAt", "-updatedAt", "title", "-views")) {
            var whole = asReader()
                    .get("/articles?limit=100&sort=" + sort)
                    .jsonPath()
                    .getList("items.id", Integer.class);
            var walked = new ArrayList<Integer>();
            var next = "/articles?limit=3&sort=" + sort;
            while (next != null) {
                var page = asReader().get(next);
                page.then().statusCode(200);
                walked.addAll(page.jsonPath().getList("items.id", Integer.class));
                next = page.<Boolean>path("page.hasMore")
                        ? "/articles?limit=3&sort=" + sort + "&cursor=" + page.path("page.nextCursor")
                        : null;
            }
            assertThat(walked).as(sort).isEqualTo(whole).hasSize(11);
        }
    }

    @Test
    void a_cursor_survives_what_is_added_and_removed_meanwhile() {
        var written = new ArrayList<Newsroom.Written>();
        for (int i = 1; i <= 6; i++) {
            written.add(anArticle()
                    .titled("t" + i)
                    .dated("2024-01-0" + i + "T00:00:00Z")
                    .published());
        }
        var first = asReader().get("/articles?limit=3");
        assertThat(titles(first)).containsExactly("t6", "t5", "t4");
        anArticle().titled("mới").dated("2024-01-09T00:00:00Z").published();
        asEditor().delete(written.get(3).path()).then().statusCode(204);
        assertThat(titles(asReader().get("/articles?limit=3&cursor=" + first.path("page.nextCursor"))))
                .containsExactly("t3", "t2", "t1");
    }

    @Test
    void pages_have_numbers_and_links() {
        for (int i = 1; i <= 5; i++) {
            anArticle().titled("t" + i).dated("2024-01-0" + i + "T00:00:00Z").published();
        }
        var second = asReader().get("/articles?limit=2&page=2&count=exact");
        assertThat(titles(second)).containsExactly("t3", "t2");
        second.then()
                .body("page.total", equalTo(5))
                .body("page.limit", equalTo(2))
                .header("Link", containsString("</api/v1/articles?count=exact&limit=2>; rel=\"first\""))
                .header("Link", containsString("page=3>; rel=\"next\""))
                .header("Link", containsString("page=1>; rel=\"prev\""));
        asReader()
                .get("/articles?limit=2&page=3")
                .then()
                .body("page.hasMore", equalTo(false))
                .body("items.size()", equalTo(1));
        asReader().get("/articles?limit=2&page=9").then().body("items.size()", equalTo(0));
        asReader().get("/articles?limit=100&page=100").then().statusCode(200);
        asReader()
                .get("/articles?limit=100&page=101")
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("page"))
                .body("errors[0].message", containsString("cursor"));
    }

    @Test
    void bad_parameters_are_refused_all_at_once() {
        asReader()
                .get("/articles?limit=0&sotr=title&sort=rank&count=yes&fields=titel&ids=x&include=secrets"
                        + "&publishedAfter=hom-qua&status=live&page=2&cursor=abc")
                .then()
                .statusCode(400)
                .body(
                        "errors.parameter",
                        hasItems(
                                "limit",
                                "sotr",
                                "sort",
                                "count",
                                "fields",
                                "ids",
                                "include",
                                "publishedAfter",
                                "status",
                                "page",
                                "cursor"))
                .body("errors.find { it.parameter == 'sotr' }.message", containsString("allowed: contributor, count"));
        for (var query :
                List.of("limit=101", "limit=abc", "limit=1&limit=2", "limit=", "page=0", "page=-1", "page=1e3")) {
            asReader().get("/articles?" + query).then().statusCode(400);
        }
    }

    @Test
    void a_cursor_belongs_to_its_list() {
        anArticle().titled("a").published();
        anArticle().titled("b").published();
        String cursor = asReader().get("/articles?limit=1").path("page.nextCursor");
        asReader()
                .get("/articles?limit=50&fields=title&cursor=" + cursor)
                .then()
                .statusCode(200);
        asReader()
                .get("/articles?sort=title&cursor=" + cursor)
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("other-list"));
        asReader().get("/articles?locale=vi&cursor=" + cursor).then().statusCode(400);
    }

    @Test
    void fields_keep_only_what_is_named() {
        anArticle().titled("a").in(Newsroom.aSection("Mục")).published();
        var item = asReader().get("/articles?fields=title,section.name").<Map<String, Object>>path("items[0]");
        assertThat(item).isEqualTo(Map.of("title", "a", "section", Map.of("name", "Mục")));
        asReader()
                .get("/articles?fields=views,body,media.caption")
                .then()
                .body("items[0].views", equalTo(0))
                .body("items[0].body[0]._type", equalTo("block"))
                .body("items[0].media", equalTo(List.of()));
    }

    @Test
    void what_is_not_public_is_not_listed_without_a_key() {
        for (var status : List.of("draft", "scheduled", "unpublished", "withdrawn", "trashed")) {
            asReader().get("/articles?status=" + status).then().statusCode(401);
        }
        anArticle().titled("nháp").draft();
        anArticle().titled("hẹn").scheduledFor("2100-01-01T00:00:00Z");
        anArticle().titled("gỡ").unpublished();
        anArticle().titled("rút").withdrawn("x");
        anArticle().titled("rác").trashed();
        anArticle().titled("đăng").published();
        assertThat(titles(asEditor().get("/articles"))).containsExactly("đăng");
        assertThat(titles(asEditor().get("/articles?status=scheduled"))).containsExactly("hẹn");
        assertThat(titles(asEditor().get("/articles?status=draft&status=trashed")))
                .containsExactlyInAnyOrder("nháp", "rác");
        assertThat(
                        titles(
                                asEditor()
                                        .get(
                                                "/articles?status=draft&status=scheduled&status=published&status=unpublished&status=withdrawn&status=trashed")))
                .hasSize(6);
    }

    @Test
    void a_reader_who_has_it_already_gets_304() {
        anArticle().published();
        var list = asReader().get("/articles");
        list.then()
                .header("ETag", startsWith("\""))
                .header("Cache-Control", containsString("s-maxage="))
                .header("Cache-Control", containsString("stale-while-revalidate="))
                .header("Cache-Tag", containsString("article-"));
        asReader()
                .header("If-None-Match", list.header("ETag"))
                .get("/articles")
                .then()
                .statusCode(304)
                .body(equalTo(""));
        anArticle().published();
        asReader()
                .header("If-None-Match", list.header("ETag"))
                .get("/articles")
                .then()
                .statusCode(200);
        asReader().get("/articles?include=views").then().header("ETag", startsWith("W/\""));
        asEditor()
                .get("/articles")
                .then()
                .header("Cache-Control", equalTo("private, no-store"))
                .header("Cache-Tag", nullValue());
    }

    @Test
    void the_lists_of_a_tag_and_of_a_contributor_follow_the_life_of_an_article() {
        Newsroom.aTag("Lũ");
        Newsroom.aTagOfThePast("Bão");
        Newsroom.aContributor("Minh An");
        var section = Newsroom.aSection("Mục");
        var article = aStory("Một", section, "lu").draft();
        aStory("Hai", section, "lu").dated("2021-10-11T07:28:00+07:00").published();
        var lists =
                List.of("tag=lu", "contributor=minh-an", "section=muc&tag=lu&contributor=minh-an", "tag=lu&tag=bao");
        assertLists(lists, "Hai");
        article.move("publish", Map.of());
        assertLists(lists, "Một", "Hai");
        article.move("publish", Map.of("publishAt", "2020-01-01T00:00:00+07:00"));
        assertLists(lists, "Hai", "Một");
        article.move("publish", Map.of("publishAt", "2999-01-01T00:00:00+07:00"));
        assertLists(lists, "Hai");
        article.move("publish", Map.of("now", true));
        Newsroom.patch(article.path(), Map.of("tags", List.of("bao"), "bylines", List.of()));
        assertLists(List.of("tag=lu", "contributor=minh-an"), "Hai");
        assertLists(List.of("tag=bao"), "Một");
        Newsroom.patch(article.path(), Map.of("tags", List.of("lu", "bao"), "bylines", twice("minh-an")));
        assertLists(lists, "Một", "Hai");
        article.move("unpublish", null);
        assertLists(lists, "Hai");
    }

    private static Newsroom.Draft aStory(String title, String section, String tag) {
        return anArticle().titled(title).in(section).with("tags", List.of(tag)).with("bylines", twice("minh-an"));
    }

    /** Somebody who wrote it and took the pictures too stands in the lists once. */
    private static List<Map<String, String>> twice(String contributor) {
        return List.of(Map.of("contributor", contributor), Map.of("contributor", contributor, "role", "photographer"));
    }

    private static void assertLists(List<String> lists, String... titles) {
        for (var list : lists) {
            assertThat(titles(asReader().get("/articles?" + list))).as(list).containsExactly(titles);
            assertThat(asReader().get("/articles?count=exact&limit=1&" + list).<Integer>path("page.total"))
                    .as(list)
                    .isEqualTo(titles.length);
        }
    }
}
