package bantin.article;

import static bantin.testsupport.Api.MERGE_PATCH;
import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Api.sending;
import static bantin.testsupport.Newsroom.anArticle;
import static bantin.testsupport.Newsroom.media;
import static bantin.testsupport.Newsroom.paragraph;
import static bantin.testsupport.Newsroom.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import bantin.testsupport.Json;
import bantin.testsupport.Newsroom;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.text.Normalizer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WritingTest {

    @Test
    void every_fault_is_found_and_nothing_is_written() {
        sending(asEditor(), """
                        {"titel": "x", "title": "", "lead": 7, "section": "khong-co", "tags": ["a", "a"], "locale": "Việt",
                         "slug": "Sai Slug", "bylines": [{"role": "boss"}, {"contributor": "ai-do"}, {}, {"nam": "x", "name": "y"}],
                         "media": [{"key": "hall", "asset": {"url": "https://a.example/1.jpg"}},
                                   {"key": "hall", "asset": {"id": 999999}}, {"key": "sai key", "asset": {"url": "javascript:x"}}],
                         "body": [{"_type": "block"}], "bodyHtml": "<p>x</p>", "publishedAt": "hôm qua"}
                        """)
                .post("/articles")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-input"))
                .body(
                        "errors.pointer",
                        hasItems(
                                "/titel",
                                "/title",
                                "/lead",
                                "/section",
                                "/tags/0",
                                "/tags/1",
                                "/locale",
                                "/slug",
                                "/bylines/0/role",
                                "/bylines/1/contributor",
                                "/bylines/2",
                                "/bylines/3/nam",
                                "/media/1/key",
                                "/media/1/asset/id",
                                "/media/2/key",
                                "/media/2/asset/url",
                                "/body/0",
                                "/bodyHtml",
                                "/publishedAt"))
                .body("errors.find { it.pointer == '/titel' }.message", containsString("allowed: body, bodyHtml"));
        asEditor().get("/articles?status=draft").then().body("items.size()", equalTo(0));
        asEditor().get("/media").then().body("items.size()", equalTo(0));
    }

    @Test
    void the_limits_are_kept_to_the_character() {
        var section = Newsroom.aSection("Mục");
        anArticle()
                .in(section)
                .titled("đ".repeat(300))
                .with("lead", "x".repeat(2000))
                .draft();
        anArticle().in(section).titled("🎏".repeat(300)).draft();
        refused(anArticle().in(section).titled("🎏".repeat(301)), "/title");
        refused(anArticle().in(section).titled("đ".repeat(301)), "/title");
        refused(anArticle().in(section).with("lead", "x".repeat(2001)), "/lead");
        refused(
                anArticle().in(section).with("media", List.of(media("a", "https://a.example/1.jpg", "x".repeat(2001)))),
                "/media/0/caption");
        refused(anArticle().in(section).with("bylines", Collections.nCopies(51, Map.of("name", "A"))), "/bylines");
        refused(
                anArticle()
                        .in(section)
                        .with(
                                "media",
                                IntStream.rangeClosed(0, 200)
                                        .mapToObj(i -> media("k" + i, "https://a.example/" + i + ".jpg", "c"))
                                        .toList()),
                "/media");
        refused(anArticle().in(section).withBodyOf(paragraph("x".repeat(1024 * 1024))), "/body");
    }

    private static void refused(Newsroom.Draft draft, String pointer) {
        sending(asEditor(), draft.content())
                .post("/articles")
                .then()
                .statusCode(400)
                .body("errors.pointer", equalTo(List.of(pointer)))
                .body("errors.code", equalTo(List.of("size")));
    }

    @Test
    void exactly_one_form_of_the_body_is_needed() {
        var section = Newsroom.aSection("Mục");
        sending(asEditor(), anArticle().in(section).withoutBody().content())
                .post("/articles")
                .then()
                .statusCode(400)
                .body("errors.pointer", equalTo(List.of("/body")));
        sending(asEditor(), anArticle().in(section).with("bodyMarkdown", "x").content())
                .post("/articles")
                .then()
                .statusCode(400)
                .body("errors.pointer", equalTo(List.of("/bodyMarkdown")));
    }

    @Test
    void an_image_block_must_name_an_entry_of_media() {
        sending(
                        asEditor(),
                        anArticle()
                                .withBodyOf(paragraph("a"), picture("khong-co"), Map.of("_type", "block"))
                                .content())
                .post("/articles")
                .then()
                .statusCode(400)
                .body("errors.pointer", equalTo(List.of("/body/2", "/body/1/_key")));
    }

    @Test
    void text_is_kept_in_nfc_and_a_nul_is_refused() {
        var decomposed = Normalizer.normalize("Hạ Long đẹp", Normalizer.Form.NFD);
        var written =
                anArticle().titled(decomposed).withBodyOf(paragraph(decomposed)).draft();
        assertThat(written.json().get("title").textValue()).isEqualTo("Hạ Long đẹp");
        assertThat(written.json().at("/body/0/children/0/text").textValue()).isEqualTo("Hạ Long đẹp");
        sending(asEditor(), anArticle().titled("a\u0000b").content())
                .post("/articles")
                .then()
                .statusCode(400)
                .body("errors.pointer", equalTo(List.of("/title")));
    }

    @Test
    void the_printed_byline_is_kept_exactly_as_sent() {
        var written = anArticle()
                .with("bylines", List.of(Map.of("name", "Minh An"), Map.of("name", "Thu Hà")))
                .with("bylineText", "  Minh An-  Thu Hà ")
                .draft();
        assertThat(written.json().get("bylineText").textValue()).isEqualTo("  Minh An-  Thu Hà ");
    }

    @Test
    void a_byline_without_its_text_is_joined_and_follows_the_contributors_name() {
        var contributor = Newsroom.create("/contributors", Map.of("name", "Minh An"));
        var written = anArticle()
                .with("bylines", List.of(Map.of("contributor", "minh-an"), Map.of("name", "Thu Hà")))
                .published();
        asReader().get(written.path()).then().body("bylineText", equalTo("Minh An, Thu Hà"));
        sending(asEditor().header("If-Match", "*"), Map.of("name", "Lê Minh An"))
                .put("/contributors/" + contributor.path("id"))
                .then()
                .statusCode(200);
        asReader()
                .get(written.path())
                .then()
                .body("bylineText", equalTo("Lê Minh An, Thu Hà"))
                .body("bylines[0].contributor.slug", equalTo("minh-an"))
                .body("bylines[1].contributor", nullValue());
    }

    @Test
    void the_same_asset_in_two_articles_has_two_captions() {
        var url = "https://anh.example.org/hall.jpg";
        var one = anArticle()
                .titled("Một")
                .with("media", List.of(media("hall", url, "Toàn cảnh buổi làm việc")))
                .published();
        var two = anArticle()
                .titled("Hai")
                .with("media", List.of(media("h", url, "Hội trường năm sau")))
                .published();
        var draft = anArticle()
                .titled("Nháp")
                .with("media", List.of(media("h", url, "Chưa đăng")))
                .draft();
        asReader().get(one.path()).then().body("media[0].caption", equalTo("Toàn cảnh buổi làm việc"));
        asReader().get(two.path()).then().body("media[0].caption", equalTo("Hội trường năm sau"));
        var captions = "/media/" + one.json().at("/media/0/asset/id") + "/captions";
        asReader()
                .get(captions)
                .then()
                .statusCode(200)
                .body("items.caption", equalTo(List.of("Hội trường năm sau", "Toàn cảnh buổi làm việc")))
                .body("items.article.title", equalTo(List.of("Hai", "Một")));
        asEditor()
                .get(captions + "?count=exact")
                .then()
                .body("page.total", equalTo(3))
                .body("items[0].article.status", equalTo("draft"))
                .body("items[0].article.id", equalTo((int) draft.id()));
    }

    @Test
    void what_a_use_does_not_say_the_asset_says() {
        var asset = Newsroom.create(
                "/media",
                Map.of("url", "https://anh.example.org/a.jpg", "caption", "Bến phà", "credit", "Thu Hà", "alt", "Phà"));
        var written = anArticle()
                .with("media", List.of(Map.of("key", "a", "asset", Map.of("id", asset.path("id")), "credit", "Lan")))
                .published();
        asReader()
                .get(written.path())
                .then()
                .body("media[0].caption", equalTo("Bến phà"))
                .body("media[0].credit", equalTo("Lan"))
                .body("media[0].alt", equalTo("Phà"));
    }

    @Test
    void html_becomes_portable_text_and_its_pictures_become_media() {
        var written = anArticle().withoutBody().with("bodyHtml", """
                        <div><p onclick="x()">Mở <b>đầu</b>.</p><script>alert(1)</script>
                        <figure><img src="https://a.example/1.jpg" alt="Đê"><figcaption>Đê biển</figcaption></figure>
                        <p><a href="javascript:x">Kết</a></p></div>
                        """).published();
        assertThat(written.json().at("/media/0/caption").textValue()).isEqualTo("Đê biển");
        assertThat(written.json().at("/media/0/asset/url").textValue()).isEqualTo("https://a.example/1.jpg");
        assertThat(written.json().at("/body/1/_key")).isEqualTo(written.json().at("/media/0/key"));
        var html = asReader().get(written.path() + "?body=html,markdown,text");
        html.then()
                .body("body", nullValue())
                .body("bodyHtml", containsString("<strong>đầu</strong>"))
                .body("bodyMarkdown", containsString("**đầu**"))
                .body("bodyText", containsString("Mở đầu."));
        assertThat(html.<String>path("bodyHtml"))
                .contains("<figcaption>Đê biển")
                .doesNotContain("script")
                .doesNotContain("onclick");
    }

    @Test
    void a_listed_picture_keeps_its_own_caption_when_html_shows_it() {
        var written = anArticle()
                .withoutBody()
                .with("media", List.of(media("de", "https://a.example/1.jpg", "Của người viết")))
                .with(
                        "bodyHtml",
                        "<p>a</p><figure><img src='https://a.example/1.jpg'><figcaption>Của HTML</figcaption></figure>")
                .draft();
        assertThat(written.json().get("media")).hasSize(1);
        assertThat(written.json().at("/media/0/caption").textValue()).isEqualTo("Của người viết");
        assertThat(written.json().at("/body/1/_key").textValue()).isEqualTo("de");
    }

    @Test
    void markdown_becomes_portable_text() {
        var written = anArticle()
                .withoutBody()
                .with("bodyMarkdown", "## Mục\n\nĐoạn *nghiêng*.\n\n![Phà](https://a.example/p.jpg \"Bến phà\")")
                .draft();
        assertThat(written.json().at("/body/0/style").textValue()).isEqualTo("h2");
        assertThat(written.json().at("/media/0/caption").textValue()).isEqualTo("Bến phà");
    }

    @Test
    void nodes_of_the_writers_own_come_back_untouched() {
        var poll = "{\"_type\":\"poll\",\"z\":1.50,\"a\":{\"c\":[1,null,true],\"b\":\"Có\"}}";
        var section = Newsroom.aSection("Mục");
        var answer = sending(asEditor(), "{\"title\":\"T\",\"section\":\"" + section + "\",\"body\":[" + poll + "]}")
                .post("/articles");
        answer.then().statusCode(201);
        assertThat(answer.asString()).contains("\"body\":[" + poll + "]");
        var id = answer.path("id");
        assertThat(asEditor().get("/articles/" + id).asString()).contains("\"body\":[" + poll + "]");
        assertThat(asEditor().get("/articles/" + id + "?fields=body").asString())
                .isEqualTo("{\"body\":[" + poll + "]}");
    }

    @Test
    void a_patch_changes_what_it_names_and_removes_what_it_nulls() {
        var written = anArticle().with("lead", "Sapo").with("bylineText", "Lan").draft();
        asEditor()
                .header("If-Match", written.etag())
                .contentType(MERGE_PATCH)
                .body("{\"lead\": null, \"title\": \"Tựa mới\"}")
                .patch(written.path())
                .then()
                .statusCode(200)
                .body("title", equalTo("Tựa mới"))
                .body("lead", nullValue())
                .body("bylineText", equalTo("Lan"))
                .body("version", equalTo(2))
                .body("slug", equalTo(written.slug()));
        asEditor()
                .header("If-Match", "*")
                .contentType(MERGE_PATCH)
                .body("{\"bodyMarkdown\": \"**đậm**\"}")
                .patch(written.path())
                .then()
                .statusCode(200)
                .body("body[0].children[0].text", equalTo("đậm"));
    }

    @Test
    void what_was_read_can_be_sent_back_with_changes() {
        Newsroom.aSection("Tin tức");
        Newsroom.aSection("Phường", "tin-tuc");
        Newsroom.aTag("Lũ");
        Newsroom.aContributor("Minh An");
        Newsroom.create("/media", Map.of("url", "https://anh.example/1.jpg", "caption", "Chú thích của ảnh"));
        var written = anArticle()
                .in("phuong")
                .with("tags", List.of("lu"))
                .with("bylines", List.of(Map.of("contributor", "minh-an")))
                .with("media", List.of(Map.of("key", "a", "asset", Map.of("url", "https://anh.example/1.jpg"))))
                .published();
        var read = Json.read(asEditor().get(written.path() + "?version=draft").asString());
        put(written, read).then().statusCode(200);
        var first = Json.read(asEditor().get(written.path() + "/revisions/1").asString());
        var again = Json.read(asEditor().get(written.path() + "/revisions/2").asString());
        var content = (ObjectNode) again.get("content");
        // it was published meanwhile
        content.remove("publishedAt");
        assertThat(content).isEqualTo(first.get("content"));

        var changed = (ObjectNode)
                Json.read(asEditor().get(written.path() + "?version=draft").asString());
        changed.put("title", "Mới");
        ((ObjectNode) changed.at("/media/0")).put("credit", "Ảnh: Thu Hà");
        put(written, changed)
                .then()
                .statusCode(200)
                .body("title", equalTo("Mới"))
                .body("section.slug", equalTo("phuong"))
                .body("tags.slug", equalTo(List.of("lu")))
                .body("media[0].credit", equalTo("Ảnh: Thu Hà"));
        asEditor()
                .get(written.path() + "/revisions/3")
                .then()
                .body("content.bylineText", nullValue())
                .body("content.media[0].caption", nullValue());
    }

    @Test
    void what_is_read_only_cannot_be_changed_by_sending_something_else() {
        var written = anArticle().draft();
        var read = (ObjectNode) Json.read(asEditor().get(written.path()).asString());
        read.put("id", 7)
                .put("status", "published")
                .put("createdAt", "1999-12-31T00:00:00Z")
                .put("nobody", 1);
        put(written, read)
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItems("/id", "/status", "/createdAt", "/nobody"))
                .body("errors.find { it.pointer == '/id' }.code", equalTo("read-only"));
        asEditor().get(written.path()).then().body("version", equalTo(1));
    }

    @Test
    void the_text_of_a_body_can_be_sent_back_but_not_changed() {
        var written = anArticle().draft();
        var path = written.path() + "?body=portable-text,text";
        var read = (ObjectNode) Json.read(asEditor().get(path).asString());
        put(written, read).then().statusCode(200).body("bodyText", nullValue());
        put(written, read.put("bodyText", "Khác"))
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItems("/bodyText"))
                .body("errors.code", hasItems("read-only"));
    }

    private static Response put(Newsroom.Written article, JsonNode json) {
        return sending(asEditor().header("If-Match", "*"), json.toString()).put(article.path());
    }

    @Test
    void every_save_appends_a_revision_that_can_be_read_and_restored() {
        var written = anArticle().titled("Bản một").draft();
        for (var title : List.of("Bản hai", "Bản ba")) {
            asEditor()
                    .header("If-Match", "*")
                    .contentType(MERGE_PATCH)
                    .body(Json.write(Map.of("title", title)))
                    .patch(written.path())
                    .then()
                    .statusCode(200);
        }
        asEditor()
                .get(written.path() + "/revisions")
                .then()
                .statusCode(200)
                .body("items.number", equalTo(List.of(3, 2, 1)))
                .body("items.title", equalTo(List.of("Bản ba", "Bản hai", "Bản một")));
        asEditor()
                .get(written.path() + "/revisions/1")
                .then()
                .statusCode(200)
                .body("content.title", equalTo("Bản một"))
                .body("content.body[0]._type", equalTo("block"));
        asEditor().get(written.path() + "/revisions/4").then().statusCode(404);
        asEditor()
                .post(written.path() + "/revisions/1/restore")
                .then()
                .statusCode(428)
                .body("currentVersion", equalTo(3));
        asEditor()
                .header("If-Match", "\"2\"")
                .post(written.path() + "/revisions/1/restore")
                .then()
                .statusCode(412);
        asEditor()
                .header("If-Match", "*")
                .post(written.path() + "/revisions/1/restore")
                .then()
                .statusCode(200)
                .body("title", equalTo("Bản một"))
                .body("version", equalTo(4));
        asEditor().get(written.path() + "/revisions?count=exact").then().body("page.total", equalTo(4));
        asReader().get(written.path() + "/revisions").then().statusCode(401);
    }

    @Test
    void slugs_are_unique_in_a_locale_and_an_old_one_leads_to_the_present_one() {
        var first = anArticle().titled("Đảng ủy các xã Dân Chủ").published();
        assertThat(first.slug()).isEqualTo("dang-uy-cac-xa-dan-chu");
        assertThat(anArticle().titled("Đảng ủy các xã Dân Chủ").draft().slug()).isEqualTo("dang-uy-cac-xa-dan-chu-2");
        assertThat(anArticle()
                        .titled("Đảng ủy các xã Dân Chủ")
                        .with("locale", "en")
                        .draft()
                        .slug())
                .isEqualTo("dang-uy-cac-xa-dan-chu");
        sending(asEditor(), anArticle().with("slug", "dang-uy-cac-xa-dan-chu").content())
                .post("/articles")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/slug-taken"));

        asEditor()
                .header("If-Match", "*")
                .contentType(MERGE_PATCH)
                .body("{\"slug\": \"hop-dang-uy\"}")
                .patch(first.path() + "?publish=true")
                .then()
                .statusCode(200);
        asReader().get("/articles/by-slug/hop-dang-uy").then().statusCode(200).body("id", equalTo((int) first.id()));
        asReader()
                .redirects()
                .follow(false)
                .get("/articles/by-slug/dang-uy-cac-xa-dan-chu?body=html")
                .then()
                .statusCode(308)
                .header("Location", equalTo("/api/v1/articles/by-slug/hop-dang-uy?body=html&locale=vi"));
        asReader()
                .get("/articles/by-slug/dang-uy-cac-xa-dan-chu")
                .then()
                .statusCode(200)
                .body("id", equalTo((int) first.id()));
    }

    @Test
    void what_has_a_name_without_letters_has_the_slug_of_its_kind() {
        assertThat(anArticle().titled("🎉🎉").draft().slug()).matches("article(-\\d+)?");
        assertThat(anArticle().titled("?!").draft().slug()).matches("article-\\d+");
        assertThat(Newsroom.aTag("🏆")).matches("tag(-\\d+)?");
        assertThat(Newsroom.aSection("⚽")).matches("section(-\\d+)?");
    }

    @Test
    void a_new_article_may_take_a_slug_that_was_left() {
        var moved = anArticle().titled("Cũ").with("slug", "cho-noi").published();
        asEditor()
                .header("If-Match", "*")
                .contentType(MERGE_PATCH)
                .body("{\"slug\": \"cho-noi-cu\"}")
                .patch(moved.path() + "?publish=true")
                .then()
                .statusCode(200);
        var newcomer = anArticle().titled("Mới").with("slug", "cho-noi").published();
        asReader().get("/articles/by-slug/cho-noi").then().body("id", equalTo((int) newcomer.id()));
    }

    @Test
    void what_was_imported_can_be_edited_afterwards() {
        var section = Newsroom.aSection("Mục");
        for (var html : List.of(
                "<p>x</p>".repeat(9000),
                "<p>a</p><img src='https://a.example/1.jpg' alt='" + "x".repeat(3000) + "'>",
                "<p>a</p><img src='https://a.example/" + "x".repeat(2500) + ".jpg'>")) {
            sending(
                            asEditor(),
                            anArticle()
                                    .in(section)
                                    .withoutBody()
                                    .with("bodyHtml", html)
                                    .content())
                    .post("/articles")
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", equalTo(List.of("/bodyHtml")));
        }
        var written = anArticle()
                .in(section)
                .withoutBody()
                .with(
                        "bodyHtml",
                        "<p>a</p><img src=\"/a'b.jpg\"><img src='/c&lt;d\\e.jpg'><img src='HTTP://A.example/f.jpg'>")
                .draft();
        asEditor()
                .header("If-Match", "*")
                .contentType(MERGE_PATCH)
                .body("{\"lead\": \"x\"}")
                .patch(written.path())
                .then()
                .statusCode(200)
                .body("media.asset.url", equalTo(List.of("/a'b.jpg", "/c%3Cd/e.jpg", "HTTP://A.example/f.jpg")));
    }

    @Test
    void pictures_that_cannot_be_taken_are_told_and_not_dropped() {
        sending(
                        asEditor(),
                        anArticle()
                                .withoutBody()
                                .with("bodyHtml", "<p>a</p><img src='anh/a.jpg'><img src='data:image/gif;base64,R0'>")
                                .content())
                .post("/articles")
                .then()
                .statusCode(400)
                .body("errors.code", equalTo(List.of("unusable-picture", "unusable-picture")))
                .body("errors[0].message", containsString("anh/a.jpg"))
                .body("errors[1].message", containsString("data:image/gif"));
        sending(
                        asEditor(),
                        anArticle()
                                .withoutBody()
                                .with("media", List.of(media("hall", "https://a.example/1.jpg", "c")))
                                .with(
                                        "bodyHtml",
                                        "<figure data-key='hall'><img src='https://a.example/2.jpg'></figure>")
                                .content())
                .post("/articles")
                .then()
                .statusCode(400)
                .body("errors.code", equalTo(List.of("contradiction")));
    }

    @Test
    void a_patch_of_the_html_changes_the_captions_in_it() {
        var written = anArticle()
                .withoutBody()
                .with("bodyHtml", "<figure><img src='https://a.example/1.jpg'><figcaption>Hai</figcaption></figure>")
                .draft();
        asEditor()
                .header("If-Match", "*")
                .contentType(MERGE_PATCH)
                .body(Json.write(Map.of(
                        "bodyHtml", "<figure><img src='https://a.example/1.jpg'><figcaption>Ba</figcaption></figure>")))
                .patch(written.path())
                .then()
                .statusCode(200)
                .body("media.caption", equalTo(List.of("Ba")));
    }

    @Test
    void a_revision_is_restored_with_those_it_meant_whatever_they_are_called_now() {
        var section = Newsroom.create("/sections", Map.of("name", "Thời sự"));
        var contributor = Newsroom.create("/contributors", Map.of("name", "Minh An"));
        var written = anArticle()
                .in("thoi-su")
                .with("bylines", List.of(Map.of("contributor", "minh-an")))
                .draft();
        sending(asEditor().header("If-Match", "*"), Map.of("name", "Tin nhanh", "slug", "tin-nhanh"))
                .put("/sections/" + section.path("id"))
                .then()
                .statusCode(200);
        sending(asEditor().header("If-Match", "*"), Map.of("name", "Lê Minh An", "slug", "le-minh-an"))
                .put("/contributors/" + contributor.path("id"))
                .then()
                .statusCode(200);
        Newsroom.create("/contributors", Map.of("name", "Người lạ", "slug", "minh-an"));
        asEditor()
                .header("If-Match", "*")
                .post(written.path() + "/revisions/1/restore")
                .then()
                .statusCode(200)
                .body("section.slug", equalTo("tin-nhanh"))
                .body("bylines[0].contributor.slug", equalTo("le-minh-an"));
    }

    @Test
    void restoring_a_revision_does_not_move_the_publication() {
        var written = anArticle().dated("2100-01-01T00:00:00+07:00").draft();
        written.move("publish", Map.of("publishAt", "2021-10-11T07:28:00+07:00"));
        asEditor()
                .header("If-Match", "*")
                .post(written.path() + "/revisions/1/restore")
                .then()
                .statusCode(200)
                .body("status", equalTo("published"))
                .body("publishedAt", equalTo("2021-10-11T07:28:00.000000+07:00"));
    }

    @Test
    void a_draft_cannot_hide_where_a_published_article_was() {
        var published = anArticle().with("slug", "cho-noi").published();
        rename(published, "cho-noi-cai-rang");
        var draft = anArticle().with("slug", "cho-noi").draft();
        rename(draft, "khac");
        asReader().get("/articles/by-slug/cho-noi").then().statusCode(200).body("id", equalTo((int) published.id()));
    }

    private static void rename(Newsroom.Written article, String slug) {
        Newsroom.patch(article.path(), Map.of("slug", slug));
    }

    @Test
    void a_time_is_kept_to_the_microsecond() {
        var written = anArticle().dated("2021-10-11T00:28:00.1234569Z").draft().json();
        assertThat(written.get("publishedAt").textValue()).isEqualTo("2021-10-11T07:28:00.123456+07:00");
        sending(asEditor(), anArticle().dated("2021-10-11").content())
                .post("/articles")
                .then()
                .statusCode(400)
                .body("errors.pointer", equalTo(List.of("/publishedAt")));
    }

    @Test
    void a_locale_is_written_in_its_canonical_form() {
        sending(asEditor(), anArticle().with("locale", "en-gb").content())
                .post("/articles")
                .then()
                .statusCode(400)
                .body("errors[0].message", equalTo("must be in canonical form: en-GB"));
        anArticle().with("locale", "en-GB").draft();
    }

    @Test
    void tags_bylines_and_media_change_places_and_keep_their_order() {
        for (var tag : List.of("A", "B", "C")) {
            Newsroom.aTag(tag);
        }
        var section = Newsroom.aSection("Mục");
        var article = anArticle().in(section).draft();
        for (var order :
                List.of(List.of("a", "b", "c"), List.of("c", "a", "b"), List.of("b", "c"), List.of("c", "b", "a"))) {
            sending(
                            asEditor().header("If-Match", "*"),
                            anArticle()
                                    .in(section)
                                    .with("tags", order)
                                    .with(
                                            "bylines",
                                            order.stream()
                                                    .map(name -> Map.of("name", name))
                                                    .toList())
                                    .with(
                                            "media",
                                            order.stream()
                                                    .map(key -> media(key, "https://a.example/" + key + ".jpg", key))
                                                    .toList())
                                    .content())
                    .put(article.path())
                    .then()
                    .statusCode(200)
                    .body("tags.slug", equalTo(order))
                    .body("bylines.name", equalTo(order))
                    .body("media.key", equalTo(order));
        }
    }
}
