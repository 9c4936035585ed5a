package bantin.article;

import static bantin.testsupport.Api.MERGE_PATCH;
import static bantin.testsupport.Api.asAdmin;
import static bantin.testsupport.Api.asAuthor;
import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Api.sending;
import static bantin.testsupport.Newsroom.aSection;
import static bantin.testsupport.Newsroom.aTag;
import static bantin.testsupport.Newsroom.anArticle;
import static bantin.testsupport.Newsroom.save;
import static bantin.testsupport.Newsroom.titles;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import bantin.testsupport.Newsroom;
import bantin.testsupport.Sql;
import bantin.testsupport.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Edits of a published article, which readers see when they are published. */
@QuarkusTest
class WorkingCopyTest {

    private static Response publish(Newsroom.Written article, Object request) {
        return sending(asEditor(), request).post(article.path() + "/publish");
    }

    private static Response draftOf(Newsroom.Written article) {
        return asEditor().get(article.path() + "?version=draft");
    }

    private static void assertRevisions(Newsroom.Written article, Integer live, int latest) {
        draftOf(article)
                .then()
                .statusCode(200)
                .body("liveRevision", equalTo(live))
                .body("latestRevision", equalTo(latest))
                .body("hasUnpublishedChanges", equalTo(live == null || live != latest));
    }

    @Test
    void readers_see_nothing_of_an_edit_until_it_is_published() {
        var article = anArticle().titled("Cầu cũ").published();
        var before = asReader().get(article.path());
        var list = asReader().get("/articles").asString();
        var saved = save(article.path(), Map.of("title", "Cầu mới", "lead", "Thông xe"));
        saved.then()
                .body("title", equalTo("Cầu mới"))
                .body("status", equalTo("published"))
                .body("liveRevision", equalTo(1))
                .body("latestRevision", equalTo(2))
                .body("hasUnpublishedChanges", equalTo(true));

        var after = asReader().get(article.path());
        assertThat(after.asString()).isEqualTo(before.asString());
        assertThat(after.header("ETag")).isEqualTo(before.header("ETag"));
        assertThat(after.header("Last-Modified")).isEqualTo(before.header("Last-Modified"));
        assertThat(asReader().get("/articles").asString()).isEqualTo(list);
        asReader()
                .header("If-None-Match", before.header("ETag"))
                .get(article.path())
                .then()
                .statusCode(304);
        asReader().get("/changes").then().body("items.findAll { it.type == 'article' }", hasSize(1));
        asEditor().get(article.path()).then().body("title", equalTo("Cầu cũ")).body("latestRevision", equalTo(2));
        draftOf(article).then().body("title", equalTo("Cầu mới")).body("lead", equalTo("Thông xe"));

        publish(article, Map.of())
                .then()
                .statusCode(200)
                .body("title", equalTo("Cầu mới"))
                .body("hasUnpublishedChanges", equalTo(false));
        asReader()
                .get(article.path())
                .then()
                .body("title", equalTo("Cầu mới"))
                .body("$", not(hasKey("latestRevision")));
        assertThat(titles(asReader().get("/articles"))).containsExactly("Cầu mới");
        assertRevisions(article, 2, 2);
    }

    @Test
    void a_save_may_be_published_at_once() {
        var article = anArticle().titled("Một").published();
        save(article.path(), Map.of("title", "Hai"));
        asEditor()
                .contentType(MERGE_PATCH)
                .header("If-Match", "*")
                .body("{\"lead\": \"Sapo\"}")
                .patch(article.path() + "?publish=true")
                .then()
                .statusCode(200)
                .body("hasUnpublishedChanges", equalTo(false));
        asReader().get(article.path()).then().body("title", equalTo("Hai")).body("lead", equalTo("Sapo"));
        assertRevisions(article, 3, 3);
    }

    @Test
    void an_earlier_revision_can_be_published_and_the_latest_is_kept() {
        var article = anArticle().titled("Một").published();
        save(article.path(), Map.of("title", "Hai"));
        publish(article, Map.of()).then().statusCode(200);
        var rolledBack = publish(article, Map.of("revision", 1));
        rolledBack
                .then()
                .statusCode(200)
                .body("title", equalTo("Một"))
                .body("liveRevision", equalTo(1))
                .body("latestRevision", equalTo(2));
        asReader().get(article.path()).then().body("title", equalTo("Một"));
        draftOf(article).then().body("title", equalTo("Hai"));
        publish(article, Map.of("revision", 1)).then().body("version", equalTo(rolledBack.path("version")));

        publish(article, Map.of()).then().statusCode(200);
        asReader().get(article.path()).then().body("title", equalTo("Hai"));
        assertRevisions(article, 2, 2);
        publish(article, Map.of("revision", 3)).then().statusCode(404);
        publish(article, Map.of("revision", 0)).then().statusCode(400);
    }

    @Test
    void what_is_not_published_can_be_published_as_it_was_earlier() {
        var draft = anArticle().titled("Một").draft();
        save(draft.path(), Map.of("title", "Hai"));
        publish(draft, Map.of("revision", 1)).then().statusCode(200);
        asReader().get(draft.path()).then().body("title", equalTo("Một"));
        draftOf(draft).then().body("title", equalTo("Hai"));
        assertRevisions(draft, 1, 2);
    }

    @Test
    void changes_can_be_discarded() {
        var article = anArticle().titled("Một").published();
        var before = asReader().get(article.path());
        save(article.path(), Map.of("title", "Hai", "slug", "hai"));
        asEditor()
                .post(article.path() + "/discard")
                .then()
                .statusCode(200)
                .body("title", equalTo("Một"))
                .body("hasUnpublishedChanges", equalTo(false))
                .body("latestRevision", equalTo(3));
        assertThat(asReader().get(article.path()).asString()).isEqualTo(before.asString());
        draftOf(article).then().body("title", equalTo("Một"));
        asEditor().get(article.path() + "/revisions").then().body("items.title", equalTo(List.of("Một", "Hai", "Một")));
        var again = asEditor().post(article.path() + "/discard");
        again.then().statusCode(200).body("latestRevision", equalTo(3));
        // what readers get is as good as the latest revision, which has the same content
        asEditor()
                .contentType(MERGE_PATCH)
                .header("If-Match", before.header("ETag"))
                .body("{\"title\": \"Ba\"}")
                .patch(article.path())
                .then()
                .statusCode(200);
        anArticle().with("slug", "hai").draft();
        asEditor().post(anArticle().draft().path() + "/discard").then().statusCode(409);
    }

    @Test
    void nobody_overwrites_a_working_copy_unseen() {
        var article = anArticle().titled("Một").published();
        var public1 = asEditor().get(article.path());
        save(article.path(), Map.of("title", "Hai"));
        for (var seen :
                List.of(public1, asEditor().get(article.path()), asReader().get(article.path()))) {
            asEditor()
                    .contentType(MERGE_PATCH)
                    .header("If-Match", seen.header("ETag"))
                    .body("{\"title\": \"Ba\"}")
                    .patch(article.path())
                    .then()
                    .statusCode(412);
        }
        var corrected =
                sending(asEditor(), Map.of("text", "Bản trước ghi nhầm.")).post(article.path() + "/corrections");
        corrected.then().statusCode(200).body("title", equalTo("Một"));
        publish(article, Map.of("revision", 1)).then().statusCode(200);
        var moved = publish(article, Map.of("publishAt", "2020-01-01T00:00:00Z", "revision", 1));
        moved.then().statusCode(200).body("title", equalTo("Một"));
        for (var seen : List.of(
                corrected, moved, asEditor().get(article.path()), asReader().get(article.path()))) {
            asEditor()
                    .header("If-Match", seen.header("ETag"))
                    .post(article.path() + "/publish")
                    .then()
                    .statusCode(412);
        }
        var draft = draftOf(article);
        asEditor()
                .contentType(MERGE_PATCH)
                .header("If-Match", draft.header("ETag"))
                .body("{\"title\": \"Ba\"}")
                .patch(article.path())
                .then()
                .statusCode(200)
                .body("title", equalTo("Ba"));
    }

    @Test
    void the_public_version_does_not_tell_how_often_it_was_saved() {
        var article = anArticle().published();
        int version = asReader().get(article.path()).path("version");
        for (int i = 0; i < 3; i++) {
            save(article.path(), Map.of("lead", "Lần " + i));
        }
        assertThat(asReader().get(article.path()).<Integer>path("version")).isEqualTo(version);
        assertThat(draftOf(article).<Integer>path("version")).isEqualTo(version + 3);
    }

    @Test
    void a_changed_slug_is_reserved_and_redirects_when_it_is_published() {
        var article = anArticle().with("slug", "cau-cu").published();
        save(article.path(), Map.of("slug", "cau-moi"));
        asReader().get("/articles/by-slug/cau-moi").then().statusCode(404);
        asEditor().get("/articles/by-slug/cau-moi").then().statusCode(404);
        asReader().get("/articles/by-slug/cau-cu").then().statusCode(200);
        asEditor()
                .get("/articles/by-slug/cau-moi?version=draft")
                .then()
                .statusCode(200)
                .body("slug", equalTo("cau-moi"));
        asEditor()
                .redirects()
                .follow(false)
                .get("/articles/by-slug/cau-cu?version=draft")
                .then()
                .statusCode(308)
                .header("Location", containsString("/articles/by-slug/cau-moi?version=draft"));
        sending(asEditor(), anArticle().with("slug", "cau-moi").content())
                .post("/articles")
                .then()
                .statusCode(409)
                .body("type", endsWith("slug-taken"))
                .body("id", equalTo((int) article.id()));
        sending(asAuthor("Nam"), anArticle().with("slug", "cau-moi").content())
                .post("/articles")
                .then()
                .statusCode(409)
                .body("$", not(hasKey("id")))
                .body("detail", not(containsString(String.valueOf(article.id()))));
        assertThat(anArticle().titled("Cầu mới").draft().slug()).isEqualTo("cau-moi-2");

        publish(article, Map.of()).then().statusCode(200);
        asReader().get("/articles/by-slug/cau-moi").then().statusCode(200);
        asReader()
                .redirects()
                .follow(false)
                .get("/articles/by-slug/cau-cu")
                .then()
                .statusCode(308);
    }

    @Test
    void a_working_copy_cannot_take_the_slug_of_another_article_or_working_copy() {
        anArticle().with("slug", "cho-noi").published();
        var other = anArticle().with("slug", "cho-dem").published();
        save(other.path(), Map.of("slug", "cho-phien"));
        var article = anArticle().published();
        for (var taken : List.of("cho-noi", "cho-dem", "cho-phien")) {
            asEditor()
                    .contentType(MERGE_PATCH)
                    .header("If-Match", "*")
                    .body(Map.of("slug", taken))
                    .patch(article.path())
                    .then()
                    .statusCode(409)
                    .body("type", endsWith("slug-taken"));
        }
        save(other.path(), Map.of("slug", "cho-dem"));
        save(article.path(), Map.of("slug", "cho-phien"));
    }

    @Test
    void lists_and_searches_have_the_version_that_is_asked_for() {
        var section = aSection("Cầu đường");
        var otherSection = aSection("Đô thị");
        var tag = aTag("cau-vuot");
        var article = anArticle().titled("Thuyền nan").in(section).published();
        var draft = anArticle().titled("Nháp").in(otherSection).draft();
        save(article.path(), Map.of("title", "Thuyền buồm", "section", otherSection, "tags", List.of(tag)));

        assertThat(titles(asReader().get("/articles"))).containsExactly("Thuyền nan");
        assertThat(titles(asEditor().get("/articles"))).containsExactly("Thuyền nan");
        assertThat(titles(asEditor().get("/articles?status=published,draft")))
                .containsExactlyInAnyOrder("Thuyền nan", "Nháp");
        for (var sort : List.of("-publishedAt", "publishedAt", "-updatedAt", "title", "-views")) {
            var latest = asEditor().get("/articles?version=draft&count=exact&sort=" + sort);
            assertThat(titles(latest)).as(sort).containsExactlyInAnyOrder("Thuyền buồm", "Nháp");
            latest.then()
                    .body("page.total", equalTo(2))
                    .body("items.find { it.title == 'Thuyền buồm' }.id", equalTo((int) article.id()))
                    .body("items.find { it.title == 'Thuyền buồm' }.status", equalTo("published"))
                    .body("items.find { it.title == 'Thuyền buồm' }.hasUnpublishedChanges", equalTo(true));
        }
        asEditor()
                .get("/articles?version=draft&sort=ids&ids=" + draft.id() + "," + article.id())
                .then()
                .body("items.title", equalTo(List.of("Nháp", "Thuyền buồm")));
        assertThat(titles(asEditor().get("/articles?version=draft&status=published")))
                .containsExactly("Thuyền buồm");
        assertThat(titles(asEditor().get("/articles?version=draft&section=" + otherSection)))
                .containsExactlyInAnyOrder("Thuyền buồm", "Nháp");
        assertThat(titles(asEditor().get("/articles?version=draft&tag=" + tag))).containsExactly("Thuyền buồm");
        assertThat(titles(asEditor().get("/articles?tag=" + tag))).isEmpty();
        asReader().get("/articles?section=" + section).then().body("items", hasSize(1));

        for (var word : List.of("buồm", "nan")) {
            var isInDraft = word.equals("buồm");
            asReader().get("/articles?q=" + word).then().body("items", hasSize(isInDraft ? 0 : 1));
            asEditor().get("/articles?q=" + word).then().body("items", hasSize(isInDraft ? 0 : 1));
            asEditor().get("/articles?version=draft&q=" + word).then().body("items", hasSize(isInDraft ? 1 : 0));
        }
        var quiet = anArticle().titled("Yên").published();
        for (var query : List.of("", "&status=published,draft", "&sort=title", "&q=thuyền+or+nháp+or+yên")) {
            var list = "/articles?version=draft" + query + "&hasUnpublishedChanges=";
            assertThat(titles(asEditor().get(list + true))).containsExactlyInAnyOrder("Thuyền buồm", "Nháp");
            assertThat(titles(asEditor().get(list + false))).containsExactly("Yên");
        }
        asEditor().get("/articles?hasUnpublishedChanges=true").then().statusCode(400);
        asEditor().delete(quiet.path()).then().statusCode(204);
        asEditor()
                .get("/articles?version=draft&facets=section")
                .then()
                .body("facets.section.find { it.value == '" + otherSection + "' }.count", equalTo(2));
    }

    @Test
    void who_may_read_the_latest_revision() {
        var article = anArticle().by(() -> asAuthor("Lan")).draft();
        publish(article, Map.of()).then().statusCode(200);
        save(article.path(), Map.of("title", "Sửa"));
        for (var path : List.of(
                article.path() + "?version=draft",
                "/articles?version=draft",
                "/articles/by-slug/" + article.slug() + "?version=draft")) {
            asReader().get(path).then().statusCode(401);
        }
        asAuthor("Lan").get(article.path() + "?version=draft").then().body("title", equalTo("Sửa"));
        asAuthor("Nam").get(article.path() + "?version=draft").then().statusCode(404);
        asAuthor("Nam").get(article.path()).then().statusCode(200).body("$", not(hasKey("latestRevision")));
        asAuthor("Nam").get("/articles").then().body("items[0]", not(hasKey("hasUnpublishedChanges")));
        asAuthor("Lan").get(article.path()).then().body("latestRevision", equalTo(2));
        assertThat(titles(asAuthor("Lan").get("/articles?version=draft"))).containsExactly("Sửa");
        assertThat(titles(asAuthor("Nam").get("/articles?version=draft"))).isEmpty();
        asReader().get(article.path() + "?version=published").then().statusCode(200);
        asReader().get(article.path() + "?version=latest").then().statusCode(400);
        var draft = anArticle().draft();
        asEditor().get(draft.path()).then().statusCode(200);
        asEditor().get(draft.path() + "?version=published").then().statusCode(404);
        asEditor()
                .get(anArticle().withdrawn("Sai").path() + "?version=published")
                .then()
                .statusCode(410);
    }

    @Test
    void an_article_that_is_taken_back_has_its_latest_content() {
        for (var verb : List.of("unpublish", "withdraw", "DELETE")) {
            var article = anArticle()
                    .titled("Cũ")
                    .with("slug", "cu-" + verb.toLowerCase())
                    .published();
            save(article.path(), Map.of("title", "Mới", "slug", "moi-" + verb.toLowerCase()));
            if (verb.equals("DELETE")) {
                asEditor().delete(article.path()).then().statusCode(204);
            } else {
                sending(asEditor(), verb.equals("withdraw") ? "{\"reason\": \"Sai\"}" : "{}")
                        .post(article.path() + "/" + verb)
                        .then()
                        .statusCode(200);
            }
            asEditor()
                    .get(article.path())
                    .then()
                    .body("title", equalTo("Mới"))
                    .body("liveRevision", nullValue())
                    .body("latestRevision", equalTo(2));
            asReader()
                    .redirects()
                    .follow(false)
                    .get("/articles/by-slug/cu-" + verb.toLowerCase())
                    .then()
                    .statusCode(verb.equals("withdraw") ? 410 : 404);
            assertThat(titles(asReader().get("/articles"))).isEmpty();
        }
    }

    @Test
    void a_scheduled_article_appears_with_the_revision_that_was_scheduled() {
        TestClock.stopAt(Instant.parse("2026-03-01T01:00:00Z"));
        var article = anArticle().titled("Như đã duyệt").scheduledFor("2026-03-01T02:00:00Z");
        save(article.path(), Map.of("title", "Chưa duyệt"));
        TestClock.stopAt(Instant.parse("2026-03-01T02:00:00Z"));
        asReader().get(article.path()).then().statusCode(200).body("title", equalTo("Như đã duyệt"));
        draftOf(article).then().body("title", equalTo("Chưa duyệt")).body("status", equalTo("published"));
    }

    @Test
    void another_revision_of_a_public_article_cannot_hide_it() {
        TestClock.stopAt(Instant.parse("2026-03-01T01:00:00Z"));
        var article = anArticle().titled("Một").published();
        save(article.path(), Map.of("title", "Hai"));
        publish(article, Map.of("publishAt", "2026-03-02T01:00:00Z"))
                .then()
                .statusCode(409)
                .body("detail", containsString("would hide it"));
        asReader().get(article.path()).then().statusCode(200).body("title", equalTo("Một"));
        assertRevisions(article, 1, 2);
    }

    @Test
    void the_row_of_a_working_copy_is_no_article() {
        var article = anArticle()
                .with("media", List.of(Newsroom.media("a", "https://anh.example/ban-lam-viec.jpg", "Cầu")))
                .published();
        var asset = article.json().at("/media/0/asset/id").asText();
        save(article.path(), Map.of("title", "Hai"));
        var row = Sql.one("select id from article where copy_of = " + article.id(), Long.class);
        for (var path : Stream.of("", "?version=draft", "/views", "/revisions", "/lease", "/related")
                .map(each -> "/articles/" + row + each)
                .toList()) {
            asEditor().get(path).then().statusCode(404);
            asReader()
                    .get(path.replace("?version=draft", ""))
                    .then()
                    .statusCode(path.matches(".*(revisions|lease)") ? 401 : 404);
        }
        for (var verb : List.of("publish", "unpublish", "discard", "restore")) {
            asEditor().post("/articles/" + row + "/" + verb).then().statusCode(404);
        }
        asEditor().delete("/articles/" + row).then().statusCode(404);
        asReader().post("/articles/" + row + "/views").then().statusCode(404);
        asEditor().get("/views?articles=" + row).then().body("items", empty());
        asEditor().get("/articles?version=draft&ids=" + row).then().body("items", empty());
        asEditor().get("/articles?status=draft&ids=" + row).then().body("items", empty());
        asEditor().get("/media/" + asset + "/captions").then().body("items.article.id", equalTo(List.of((int)
                article.id())));
        save(article.path(), Map.of("media", List.of(), "body", List.of()));
        asEditor().get("/media/" + asset + "/captions").then().body("items", hasSize(1));
        asEditor()
                .delete("/sections/" + article.json().at("/section/id"))
                .then()
                .statusCode(409)
                .body("detail", containsString("1 article"));
    }

    @Test
    void an_expiry_that_cannot_be_published_does_not_prevent_that_an_article_is_taken_back() {
        TestClock.stopAt(Instant.parse("2026-03-01T01:00:00Z"));
        for (var verb : List.of("unpublish", "withdraw", "DELETE")) {
            var draft = anArticle().titled("Một").draft();
            save(draft.path(), Map.of("title", "Hai"));
            publish(draft, Map.of("revision", 1)).then().statusCode(200);
            asEditor()
                    .contentType(MERGE_PATCH)
                    .header("If-Match", "*")
                    .body("{\"expiresAt\": \"2020-01-01T00:00:00Z\"}")
                    .patch(draft.path())
                    .then()
                    .statusCode(400);
            asEditor()
                    .contentType(MERGE_PATCH)
                    .header("If-Match", "*")
                    .body("{\"publishedAt\": \"2019-01-01T00:00:00Z\", \"expiresAt\": \"2020-01-01T00:00:00Z\"}")
                    .patch(draft.path())
                    .then()
                    .statusCode(200);
            if (verb.equals("DELETE")) {
                asEditor().delete(draft.path()).then().statusCode(204);
            } else {
                sending(asEditor(), verb.equals("withdraw") ? "{\"reason\": \"Sai\"}" : "{}")
                        .post(draft.path() + "/" + verb)
                        .then()
                        .statusCode(200);
            }
        }
    }

    @Test
    void a_publication_that_was_put_off_stays_put_off() {
        TestClock.stopAt(Instant.parse("2026-03-01T01:00:00Z"));
        var article = anArticle().scheduledFor("2026-03-01T02:00:00Z");
        save(article.path(), Map.of("title", "Hai"));
        publish(article, Map.of("revision", 1, "publishAt", "2026-03-01T11:00:00Z"))
                .then()
                .statusCode(200);
        publish(article, Map.of())
                .then()
                .statusCode(200)
                .body("title", equalTo("Hai"))
                .body("publishedAt", equalTo("2026-03-01T18:00:00.000000+07:00"));
    }

    @Test
    void what_was_updated_after_a_time_is_listed_as_it_is_shown() {
        TestClock.stopAt(Instant.parse("2026-03-01T01:00:00Z"));
        var article = anArticle().published();
        save(article.path(), Map.of("title", "Hai"));
        TestClock.stopAt(Instant.parse("2026-03-01T02:00:00Z"));
        sending(asEditor(), Map.of("text", "Bản trước ghi nhầm.")).post(article.path() + "/corrections");
        draftOf(article).then().body("updatedAt", equalTo("2026-03-01T09:00:00.000000+07:00"));
        assertThat(titles(asEditor().get("/articles?version=draft&updatedAfter=2026-03-01T01:59:00Z")))
                .containsExactly("Hai");
    }

    @Test
    void a_restored_revision_goes_to_the_working_copy() {
        var article = anArticle().titled("Một").published();
        save(article.path(), Map.of("title", "Hai"));
        publish(article, Map.of()).then().statusCode(200);
        asEditor()
                .header("If-Match", "*")
                .post(article.path() + "/revisions/1/restore")
                .then()
                .statusCode(200)
                .body("title", equalTo("Một"))
                .body("hasUnpublishedChanges", equalTo(true));
        asReader().get(article.path()).then().body("title", equalTo("Hai"));
        assertRevisions(article, 2, 3);
    }

    @Test
    void the_time_of_a_change_is_that_of_its_publication() {
        TestClock.stopAt(Instant.parse("2026-03-01T01:00:00Z"));
        var article = anArticle().titled("Một").published();
        TestClock.stopAt(Instant.parse("2026-03-01T02:00:00Z"));
        save(article.path(), Map.of("title", "Hai"));
        asReader().get(article.path()).then().body("modifiedAt", equalTo("2026-03-01T08:00:00.000000+07:00"));
        TestClock.stopAt(Instant.parse("2026-03-01T03:00:00Z"));
        publish(article, Map.of()).then().statusCode(200);
        asReader()
                .get(article.path())
                .then()
                .body("modifiedAt", equalTo("2026-03-01T10:00:00.000000+07:00"))
                .body("publishedAt", equalTo("2026-03-01T08:00:00.000000+07:00"));
        asReader()
                .get("/changes")
                .then()
                .body("items.findAll { it.type == 'article' }.event", equalTo(List.of("published", "updated")));
    }

    @Test
    void a_purged_article_leaves_no_working_copy() {
        var article = anArticle().titled("Một").published();
        save(article.path(), Map.of("title", "Hai", "slug", "hai"));
        asAdmin().delete(article.path() + "?purge=true").then().statusCode(204);
        asEditor().get("/articles?version=draft").then().body("items", empty());
        anArticle().with("slug", "hai").draft();
    }

    @Test
    void a_working_copy_without_a_time_is_listed_at_the_publication_of_its_article() {
        TestClock.stopAt(Instant.parse("2026-03-01T01:00:00Z"));
        var article = anArticle().titled("Một").draft();
        save(article.path(), Map.of("title", "Hai"));
        TestClock.stopAt(Instant.parse("2026-03-01T02:00:00Z"));
        anArticle().titled("Mới").draft();
        TestClock.stopAt(Instant.parse("2026-03-01T03:00:00Z"));
        publish(article, Map.of("revision", 1)).then().statusCode(200);
        assertThat(titles(asEditor().get("/articles?version=draft"))).containsExactly("Hai", "Mới");
    }
}
