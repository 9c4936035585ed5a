package bantin;

import static bantin.testsupport.Api.MERGE_PATCH;
import static bantin.testsupport.Api.asAuthor;
import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Api.sending;
import static bantin.testsupport.Newsroom.anArticle;
import static bantin.testsupport.Newsroom.create;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import bantin.testsupport.Newsroom;
import bantin.testsupport.Statements;
import bantin.testsupport.TestClock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What sections, contributors, tags and media have in common: the same operations with the same conventions. */
@QuarkusTest
class CatalogueTest {

    @Inject
    Session database;

    /** One kind of resource: its path, an example of its content, and the property that tests compare. */
    record Kind(String path, Map<String, Object> content, String property, String otherValue) {

        @Override
        public String toString() {
            return path;
        }
    }

    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind("/sections", Map.of("name", "Kinh tế biển"), "name", "Kinh tế"),
                new Kind("/contributors", Map.of("name", "Minh An", "bio", "Phóng viên"), "name", "Thu Hà"),
                new Kind("/tags", Map.of("name", "Nông thôn mới"), "name", "Đô thị văn minh"),
                new Kind(
                        "/media",
                        Map.of("url", "https://anh.example.org/a.jpg", "caption", "Bến phà"),
                        "caption",
                        "Bến phà buổi sáng"));
    }

    static Stream<Kind> namedKinds() {
        return kinds().filter(kind -> kind.property().equals("name"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void is_created_and_read_back(Kind kind) {
        var created = create(kind.path(), kind.content());
        created.then()
                .header("Location", containsString("/api/v1" + kind.path() + "/" + created.path("id")))
                .header("ETag", notNullValue())
                .body("version", equalTo(1))
                .body(kind.property(), equalTo(kind.content().get(kind.property())));
        asEditor()
                .get(kind.path() + "/" + created.path("id"))
                .then()
                .statusCode(200)
                .header("ETag", equalTo(created.header("ETag")))
                .body("id", equalTo(created.path("id")));
    }

    @ParameterizedTest
    @MethodSource("namedKinds")
    void has_a_slug_of_its_name_and_is_read_by_it(Kind kind) {
        create(kind.path(), Map.of("name", "Đảng ủy các xã Dân Chủ"));
        asEditor()
                .get(kind.path() + "/by-slug/dang-uy-cac-xa-dan-chu")
                .then()
                .statusCode(200)
                .body("name", equalTo("Đảng ủy các xã Dân Chủ"));
        create(kind.path(), Map.of("name", "Đảng uỷ các xã Dân chủ"))
                .then()
                .body("slug", equalTo("dang-uy-cac-xa-dan-chu-2"));
        asReader().get(kind.path() + "/by-slug/khong-co").then().statusCode(404);
    }

    @ParameterizedTest
    @MethodSource("namedKinds")
    void many_of_one_name_cost_the_next_no_more_statements(Kind kind) {
        var table = kind.path().substring(1, kind.path().length() - 1);
        create(kind.path(), Map.of("name", "Tin vắn"));
        var first = Statements.of(() -> create(kind.path(), Map.of("name", "Tin vắn")));
        var needed = Map.of("sections", ", position", "contributors", ", kind", "tags", "");
        var values = Map.of("sections", ", 0", "contributors", ", 'person'", "tags", "");
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery(
                                """
                        insert into %1$s (id, version, created_at, updated_at, slug, name%2$s)
                        select nextval('%1$s_seq'), 1, now(), now(), 'tin-van-' || n, 'Tin vắn'%3$s
                          from generate_series(3, 300) n where n <> 234
                        """.formatted(table, needed.get(table + "s"), values.get(table + "s")))
                        .executeUpdate());

        var answer = new AtomicReference<Response>();
        var next = Statements.of(() -> answer.set(create(kind.path(), Map.of("name", "Tin vắn"))));

        answer.get().then().body("slug", equalTo("tin-van-234"));
        assertThat(next).isLessThanOrEqualTo(first);
    }

    @ParameterizedTest
    @MethodSource("namedKinds")
    void a_slug_that_is_asked_for_and_taken_is_a_conflict(Kind kind) {
        create(kind.path(), Map.of("name", "A", "slug", "mot"));
        sending(asEditor(), Map.of("name", "B", "slug", "mot"))
                .post(kind.path())
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/slug-taken"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void a_list_has_it(Kind kind) {
        create(kind.path(), kind.content());
        asEditor()
                .get(kind.path() + "?count=exact&fields=" + kind.property())
                .then()
                .statusCode(200)
                .body("items." + kind.property(), hasItem(kind.content().get(kind.property())))
                .body("items.id", hasItem(nullValue()))
                .body("page.total", equalTo(1))
                .body("page.hasMore", equalTo(false));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void a_list_is_walked_by_cursor_without_gaps(Kind kind) {
        for (int i = 0; i < 7; i++) {
            create(
                    kind.path(),
                    kind.path().equals("/media")
                            ? Map.of("url", "https://anh.example.org/" + i + ".jpg")
                            : Map.of("name", "Cùng tên"));
        }
        var first = asEditor().get(kind.path() + "?limit=3");
        var second = asEditor().get(kind.path() + "?limit=3&cursor=" + first.path("page.nextCursor"));
        var third = asEditor().get(kind.path() + "?limit=3&cursor=" + second.path("page.nextCursor"));
        third.then().statusCode(200).body("page.hasMore", equalTo(false)).body("page.nextCursor", nullValue());
        var ids = Stream.of(first, second, third)
                .flatMap(page -> page.<List<Integer>>path("items.id").stream())
                .distinct()
                .count();
        assertThat(ids).isEqualTo(7);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void is_replaced_only_by_who_knows_its_version(Kind kind) {
        var created = create(kind.path(), kind.content());
        var path = kind.path() + "/" + created.path("id");
        sending(asEditor(), kind.content()).put(path).then().statusCode(428).body("currentVersion", equalTo(1));
        sending(asEditor().header("If-Match", "\"7\""), kind.content())
                .put(path)
                .then()
                .statusCode(412)
                .body("type", equalTo("/problems/version-conflict"))
                .body("currentVersion", equalTo(1));
        sending(asEditor().header("If-Match", "1"), kind.content())
                .put(path)
                .then()
                .statusCode(400);
        var replaced = sending(asEditor().header("If-Match", created.header("ETag")), kind.content())
                .put(path);
        replaced.then().statusCode(200).body("version", equalTo(2));
        sending(asEditor().header("If-Match", created.header("ETag")), kind.content())
                .put(path)
                .then()
                .statusCode(412);
        sending(asEditor().header("If-Match", "*"), kind.content())
                .put(path)
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void is_patched_in_part(Kind kind) {
        var created = create(kind.path(), kind.content());
        var path = kind.path() + "/" + created.path("id");
        asEditor()
                .header("If-Match", "\"1\"")
                .contentType(MERGE_PATCH)
                .body("{\"%s\": \"%s\"}".formatted(kind.property(), kind.otherValue()))
                .patch(path)
                .then()
                .statusCode(200)
                .body(kind.property(), equalTo(kind.otherValue()))
                .body("version", equalTo(2))
                .body("slug", equalTo(created.path("slug")));
        asEditor()
                .header("If-Match", "*")
                .contentType(MERGE_PATCH)
                .body("{\"colour\": null}")
                .patch(path)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/colour"));
        asEditor()
                .header("If-Match", "*")
                .contentType("application/json")
                .body("{}")
                .patch(path)
                .then()
                .statusCode(415);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void is_deleted_when_nobody_uses_it(Kind kind) {
        var path = kind.path() + "/" + create(kind.path(), kind.content()).path("id");
        asEditor().header("If-Match", "\"9\"").delete(path).then().statusCode(412);
        asEditor().delete(path).then().statusCode(204);
        asEditor().get(path).then().statusCode(404);
        asEditor().delete(path).then().statusCode(404);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void all_faults_are_told_at_once_and_nothing_is_written(Kind kind) {
        sending(asEditor(), "{\"" + kind.property() + "\": 5, \"x\": {\"y\": 1}, \"slug\": \"Sai Slug\"}")
                .post(kind.path())
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.pointer", hasItem("/" + kind.property()))
                .body("errors.pointer", hasItem("/x"))
                .body("errors.pointer", hasItem("/slug"));
        asEditor().get(kind.path()).then().body("items.size()", equalTo(0));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void only_editors_write(Kind kind) {
        sending(asReader(), kind.content()).post(kind.path()).then().statusCode(401);
        sending(asAuthor("Lan"), kind.content()).post(kind.path()).then().statusCode(403);
        var path = kind.path() + "/" + create(kind.path(), kind.content()).path("id");
        sending(asAuthor("Lan").header("If-Match", "*"), kind.content())
                .put(path)
                .then()
                .statusCode(403);
        asReader().delete(path).then().statusCode(401);
    }

    @Test
    void what_is_in_use_is_not_deleted_and_says_by_how_many_articles() {
        // other rows first, so that no two of the four have the same id
        create("/tags", Map.of("name", "Khác"));
        List.of("A", "B").forEach(name -> create("/contributors", Map.of("name", name)));
        List.of("1", "2", "3").forEach(name -> create("/media", Map.of("url", "https://anh.example.org/" + name)));
        var section = create("/sections", Map.of("name", "Thời sự"));
        var tag = create("/tags", Map.of("name", "Lũ lụt"));
        var contributor = create("/contributors", Map.of("name", "Minh An"));
        var asset = create("/media", Map.of("url", "https://anh.example.org/de.jpg"));
        for (int i = 0; i < 2; i++) {
            anArticle()
                    .in(section.path("slug"))
                    .with("tags", List.of(tag.<String>path("slug")))
                    .with("bylines", List.of(Map.of("contributor", "minh-an")))
                    .with("media", List.of(Map.of("key", "a", "asset", Map.of("id", asset.path("id")))))
                    .draft();
        }
        for (var path : List.of(
                "/sections/" + section.path("id"),
                "/tags/" + tag.path("id"),
                "/contributors/" + contributor.path("id"),
                "/media/" + asset.path("id"))) {
            asEditor()
                    .delete(path)
                    .then()
                    .statusCode(409)
                    .body("type", equalTo("/problems/in-use"))
                    .body("usedBy", equalTo(2))
                    .body("detail", containsString("2 articles"));
        }
    }

    /** Sections are public at once. */
    static Stream<Kind> kindsOfUse() {
        return namedKinds().filter(kind -> !kind.path().equals("/sections"));
    }

    @ParameterizedTest
    @MethodSource("kindsOfUse")
    void readers_see_it_from_when_the_first_article_that_uses_it_is_published(Kind kind) {
        TestClock.stopAt(Instant.parse("2026-03-01T08:00:00Z"));
        var it = create(kind.path(), kind.content());
        isShown(kind, it, false);
        var article = (kind.path().equals("/tags")
                        ? anArticle().with("tags", List.of("nong-thon-moi"))
                        : anArticle().with("bylines", List.of(Map.of("contributor", "minh-an"))))
                .draft();
        isShown(kind, it, false);
        article.move("publish", Map.of("publishAt", "2026-03-01T09:00:00Z"));
        isShown(kind, it, false);
        article.move("unpublish", null);
        TestClock.stopAt(Instant.parse("2026-03-01T09:00:00Z"));
        isShown(kind, it, false);
        article.move("publish", Map.of("publishAt", "2026-03-01T10:00:00Z"));
        TestClock.stopAt(Instant.parse("2026-03-01T09:59:59.999999Z"));
        isShown(kind, it, false);
        TestClock.stopAt(Instant.parse("2026-03-01T10:00:00Z"));
        isShown(kind, it, true);
        article.move("unpublish", null);
        isShown(kind, it, true);
        asEditor().delete(article.path()).then().statusCode(204);
        isShown(kind, it, true);
    }

    /** On every path; the response for a hidden resource equals that for an unknown one, byte for byte. */
    private static void isShown(Kind kind, Response it, boolean isShown) {
        var path = kind.path() + "/" + it.path("id");
        asEditor().get(path).then().statusCode(200);
        assertThat(asReader().get(path).statusCode()).isEqualTo(isShown ? 200 : 404);
        asReader()
                .get(kind.path() + "?count=exact")
                .then()
                .body("items.size()", equalTo(isShown ? 1 : 0))
                .body("page.total", equalTo(isShown ? 1 : 0));
        if (!isShown) {
            assertThat(asReader().get(path).asString().replace(path, ""))
                    .isEqualTo(
                            asReader().get(kind.path() + "/987654").asString().replace(kind.path() + "/987654", ""));
        }
        String slug = it.path("slug");
        String name = it.path("name");
        var filter = "/articles?" + kind.path().substring(1, kind.path().length() - 1) + "=" + slug;
        asReader().get(kind.path() + "/by-slug/" + slug).then().statusCode(isShown ? 200 : 404);
        asReader().get(filter).then().statusCode(isShown ? 200 : 400);
        asEditor().get(filter).then().statusCode(200);
        // due changes are recorded when somebody reads the change log
        asReader().get("/changes?since=now").then().statusCode(200);
        asReader()
                .queryParam("q", name)
                .get("/suggest")
                .then()
                .body("items.slug", isShown ? hasItem(slug) : not(hasItem(slug)));
    }

    @Test
    void a_section_with_sections_below_it_is_in_use() {
        var parent = create("/sections", Map.of("name", "Tin tức"));
        Newsroom.aSection("Phường xã", parent.path("slug"));
        asEditor()
                .delete("/sections/" + parent.path("id"))
                .then()
                .statusCode(409)
                .body("detail", matchesPattern(".*1 child section\\."));
    }

    @Test
    void what_was_read_of_a_section_can_be_sent_back() {
        create("/sections", Map.of("name", "Tin tức"));
        var section = create("/sections", Map.of("name", "Phường", "parent", "tin-tuc"));
        var path = "/sections/" + section.path("id");
        sending(
                        asEditor().header("If-Match", section.header("ETag")),
                        asReader().get(path).asString())
                .put(path)
                .then()
                .statusCode(200)
                .body("parent.slug", equalTo("tin-tuc"))
                .body("version", equalTo(2));
        sending(
                        asEditor().header("If-Match", "*"),
                        asReader().get(path).asString().replace("\"version\":2", "\"version\":9"))
                .put(path)
                .then()
                .statusCode(400)
                .body("errors.pointer", equalTo(List.of("/version")));
    }

    @Test
    void a_new_section_goes_behind_its_neighbours_and_stays_where_it_is_put() {
        var first = create("/sections", Map.of("name", "Một"));
        var second = create("/sections", Map.of("name", "Hai"));
        create("/sections", Map.of("name", "Dưới", "parent", "hai"));
        create("/sections", Map.of("name", "Ba", "position", 40));
        create("/sections", Map.of("name", "Bốn"));
        var order = "/sections?tree=true&fields=name,position,children.position";
        asReader()
                .get(order)
                .then()
                .body("items.name", equalTo(List.of("Một", "Hai", "Ba", "Bốn")))
                .body("items.position", equalTo(List.of(0, 1, 40, 41)))
                .body("items[1].children.position", equalTo(List.of(0)));
        sending(asEditor().header("If-Match", "*"), Map.of("name", "Hai mới"))
                .put("/sections/" + second.path("id"))
                .then()
                .statusCode(200)
                .body("position", equalTo(1));
        sending(asEditor().header("If-Match", "*"), Map.of("name", "Một", "parent", "hai"))
                .put("/sections/" + first.path("id"))
                .then()
                .statusCode(200)
                .body("position", equalTo(1));
    }

    @Test
    void sections_are_listed_as_a_tree_in_a_fixed_number_of_statements() {
        create("/sections", Map.of("name", "Tin tức"));
        create("/sections", Map.of("name", "Thể thao"));
        create("/sections", Map.of("name", "Quận", "parent", "tin-tuc"));
        create("/sections", Map.of("name", "Huyện", "parent", "tin-tuc", "position", 7));
        create("/sections", Map.of("name", "Phường", "parent", "quan"));
        var few = Statements.of(() -> asReader()
                .get("/sections?tree=true&fields=slug,children.slug,children.children.slug")
                .then()
                .statusCode(200)
                .body("items.slug", equalTo(List.of("tin-tuc", "the-thao")))
                .body("items[0].children.slug", equalTo(List.of("quan", "huyen")))
                .body("items[0].children[0].children.slug", equalTo(List.of("phuong")))
                .body("items[1].children", equalTo(List.of())));
        for (int i = 0; i < 10; i++) {
            create("/sections", Map.of("name", "Xã " + i, "parent", "phuong"));
            create("/sections", Map.of("name", "Mục " + i));
        }
        assertThat(Statements.of(
                        () -> asReader().get("/sections?tree=true").then().statusCode(200)))
                .isEqualTo(few);
        asReader()
                .get("/sections?tree=true&parent=quan")
                .then()
                .body("items.slug", equalTo(List.of("phuong")))
                .body("items[0].parent.parent.slug", equalTo("tin-tuc"))
                .body("items[0].children", hasSize(10));
        asReader().get("/sections?tree=1").then().statusCode(400).body("errors[0].parameter", equalTo("tree"));
    }

    @Test
    void an_article_shows_its_section_with_those_above_it() {
        create("/sections", Map.of("name", "Tin tức"));
        create("/sections", Map.of("name", "Quận", "parent", "tin-tuc"));
        create("/sections", Map.of("name", "Phường", "parent", "quan"));
        var article = Newsroom.anArticle().in("phuong").published();
        assertThat(article.json().at("/section/parent/parent/slug").textValue()).isEqualTo("tin-tuc");
        var answer = asReader().get(article.path());
        answer.then().body("section.parent.parent.slug", equalTo("tin-tuc"));
        assertThat(answer.path("section.parent.parent").toString()).doesNotContain("parent");
        asReader().get("/articles").then().body("items[0].section.parent.slug", equalTo("quan"));
        var above = asReader().get("/sections/by-slug/tin-tuc");
        assertThat(answer.header("Cache-Tag")).contains("section-" + above.path("id"));
        Newsroom.patch("/sections/" + above.path("id"), Map.of("name", "Tin nhanh"));
        asReader().get(article.path()).then().body("section.parent.parent.name", equalTo("Tin nhanh"));
    }

    @Test
    void sections_are_nested_twenty_levels_deep_at_most() {
        var top = create("/sections", Map.of("name", "Cấp 1"));
        for (int level = 2; level <= 20; level++) {
            create("/sections", Map.of("name", "Cấp " + level, "parent", "cap-" + (level - 1)));
        }
        sending(asEditor(), Map.of("name", "Cấp 21", "parent", "cap-20"))
                .post("/sections")
                .then()
                .statusCode(409);
        create("/sections", Map.of("name", "Trên"));
        sending(asEditor().header("If-Match", "*"), Map.of("name", "Cấp 1", "parent", "tren"))
                .put("/sections/" + top.path("id"))
                .then()
                .statusCode(409);
    }

    @Test
    void sections_form_a_tree_and_no_ring() {
        var top = create("/sections", Map.of("name", "Tin tức"));
        var below = create("/sections", Map.of("name", "Phường xã", "parent", "tin-tuc"));
        below.then().body("parent.name", equalTo("Tin tức"));
        asReader().get("/sections?parent=tin-tuc").then().body("items.slug", equalTo(List.of("phuong-xa")));
        asReader().get("/sections?parent=phuong-xa").then().statusCode(200).body("items", hasSize(0));
        for (var unknown : List.of("khong-co", "Tin tức", "")) {
            asReader()
                    .queryParam("parent", unknown)
                    .get("/sections")
                    .then()
                    .statusCode(400)
                    .body("errors.parameter", equalTo(List.of("parent")));
        }
        sending(asEditor().header("If-Match", "*"), Map.of("name", "Tin tức", "parent", "phuong-xa"))
                .put("/sections/" + top.path("id"))
                .then()
                .statusCode(409)
                .body("detail", containsString("its own parent or ancestor"));
        sending(asEditor(), Map.of("name", "X", "parent", "khong-co"))
                .post("/sections")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/parent"));
    }

    @Test
    void an_asset_is_known_by_one_url() {
        var first = create("/media", Map.of("url", "https://anh.example.org/video.mp4"));
        first.then().body("kind", equalTo("video"));
        sending(asEditor(), Map.of("url", "https://anh.example.org/video.mp4"))
                .post("/media")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/url-taken"))
                .body("id", equalTo(first.path("id")));
        for (var bad :
                List.of("javascript:alert(1)", "//evil.example", "ftp://a/b", "https://", "data:image/png;base64,x")) {
            sending(asEditor(), Map.of("url", bad)).post("/media").then().statusCode(400);
        }
    }
}
