package bantin.article;

import static bantin.testsupport.Api.asAuthor;
import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Api.sending;
import static bantin.testsupport.Newsroom.aSection;
import static bantin.testsupport.Newsroom.anArticle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import bantin.testsupport.Api;
import bantin.testsupport.Json;
import bantin.testsupport.Newsroom;
import bantin.testsupport.TestClock;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LifeCycleTest {

    @Test
    void a_draft_is_published_at_once() {
        TestClock.stopAt(Instant.parse("2026-03-01T01:00:00Z"));
        var draft = anArticle().draft();
        asReader().get(draft.path()).then().statusCode(404);
        var published = draft.move("publish", Map.of());
        assertThat(published.json().get("status").textValue()).isEqualTo("published");
        assertThat(published.json().get("publishedAt").textValue()).isEqualTo("2026-03-01T08:00:00.000000+07:00");
        assertThat(published.version()).isEqualTo(2);
        asReader().get(draft.path()).then().statusCode(200);
    }

    @Test
    void an_archive_keeps_its_dates() {
        var moved = anArticle().dated("2021-10-11T00:28:00Z").published();
        assertThat(moved.json().get("publishedAt").textValue()).isEqualTo("2021-10-11T07:28:00.000000+07:00");
        var backDated = anArticle().draft().move("publish", Map.of("publishAt", "1999-12-31T23:59:59+07:00"));
        assertThat(backDated.json().get("publishedAt").textValue()).isEqualTo("1999-12-31T23:59:59.000000+07:00");
    }

    @Test
    void an_import_keeps_all_times_that_readers_were_told() {
        TestClock.stopAt(Instant.parse("2026-03-01T01:00:00Z"));
        var content = anArticle().dated("2021-10-11T07:28:00+07:00").content();
        var path = "/articles?publish=true&firstPublishedAt=2021-10-10T23:00:00Z&modifiedAt=2022-01-02T03:04:05Z";
        var imported = Newsroom.create(path, content);
        assertThat(imported.<Integer>path("version")).isEqualTo(1);
        asReader()
                .get("/articles/" + imported.path("id"))
                .then()
                .body("publishedAt", equalTo("2021-10-11T07:28:00.000000+07:00"))
                .body("firstPublishedAt", equalTo("2021-10-11T06:00:00.000000+07:00"))
                .body("modifiedAt", equalTo("2022-01-02T10:04:05.000000+07:00"))
                .header("Last-Modified", equalTo("Sun, 02 Jan 2022 03:04:05 GMT"));
        for (var wrong : List.of(
                "firstPublishedAt=2021-10-10T23:00:00Z",
                "publish=true&firstPublishedAt=2021-10-11T00:28:01Z",
                "publish=true&firstPublishedAt=2026-03-01T01:00:01Z",
                "publish=true&modifiedAt=2021-10-11T00:27:59Z",
                "publish=true&modifiedAt=2026-03-01T01:00:01Z",
                "publish=true&modifiedAt=hôm+qua")) {
            sending(asEditor(), content).post("/articles?" + wrong).then().statusCode(400);
        }
    }

    @Test
    void a_schedule_comes_due_at_its_instant_with_nobody_doing_anything() {
        TestClock.stopAt(Instant.parse("2026-03-01T00:59:59.999999Z"));
        var scheduled = anArticle().scheduledFor("2026-03-01T08:00:00+07:00");
        assertThat(scheduled.json().get("status").textValue()).isEqualTo("scheduled");
        asReader().get(scheduled.path()).then().statusCode(404);
        asReader().get("/articles?count=exact").then().body("page.total", equalTo(0));
        asReader().post(scheduled.path() + "/views").then().statusCode(404);
        TestClock.advance(Duration.ofNanos(1000));
        asReader().get(scheduled.path()).then().statusCode(200).body("status", equalTo("published"));
        asReader().get("/articles?count=exact").then().body("page.total", equalTo(1));
        asReader().post(scheduled.path() + "/views").then().statusCode(200);
    }

    @Test
    void an_article_expires_at_its_instant_with_nobody_doing_anything() {
        TestClock.stopAt(Instant.parse("2026-03-01T01:00:00Z"));
        var article = anArticle()
                .with("expiresAt", "2026-03-01T09:00:00+07:00")
                .with("slug", "het-han")
                .with("media", List.of(Map.of("key", "a", "asset", Map.of("url", "https://anh.example/het-han.jpg"))))
                .published();
        var asset = article.json().at("/media/0/asset/id").asText();
        assertThat(article.json().get("expiresAt").textValue()).isEqualTo("2026-03-01T09:00:00.000000+07:00");
        TestClock.stopAt(Instant.parse("2026-03-01T01:59:59.999999Z"));
        asReader().get(article.path()).then().statusCode(200).body("status", equalTo("published"));
        asReader().get("/articles?count=exact").then().body("page.total", equalTo(1));
        asReader()
                .get("/articles")
                .then()
                .body("items.expiresAt", equalTo(List.of("2026-03-01T09:00:00.000000+07:00")));
        asReader().post(article.path() + "/views").then().statusCode(200);
        TestClock.advance(Duration.ofNanos(1000));
        for (var path : List.of(
                article.path(), "/articles/by-slug/het-han", "/media/" + asset, "/media/" + asset + "/captions")) {
            asReader().get(path).then().statusCode(404);
        }
        for (var list : List.of("/articles?count=exact", "/articles?count=exact&q=nội+dung")) {
            asReader().get(list).then().body("page.total", equalTo(0)).body("items", equalTo(List.of()));
        }
        asReader().get("/articles/most-viewed").then().body("items", equalTo(List.of()));
        asReader().post(article.path() + "/views").then().statusCode(404);
        asEditor().get(article.path()).then().statusCode(200).body("status", equalTo("expired"));
        asEditor().get("/articles?status=expired").then().body("items.id", equalTo(List.of((int) article.id())));
        asEditor().get("/articles?status=unpublished").then().body("items", equalTo(List.of()));
        asEditor()
                .get("/media/" + asset + "/captions")
                .then()
                .body("items.article.status", equalTo(List.of("expired")));
    }

    @Test
    void what_has_expired_comes_back_when_it_may_be_seen_longer() {
        TestClock.stopAt(Instant.parse("2026-03-01T01:00:00Z"));
        var article = anArticle().with("expiresAt", "2026-03-01T02:00:00Z").published();
        TestClock.advance(Duration.ofHours(2));
        sending(asEditor(), "{}")
                .post(article.path() + "/publish")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/illegal-transition"))
                .body("articleStatus", equalTo("expired"))
                .body("detail", containsString("expiresAt"));
        sending(asEditor(), Map.of("reason", "x"))
                .post(article.path() + "/withdraw")
                .then()
                .statusCode(409);
        Newsroom.patch(article.path(), Map.of("expiresAt", "2026-03-01T05:00:00Z"));
        asReader()
                .get(article.path())
                .then()
                .statusCode(200)
                .body("publishedAt", equalTo("2026-03-01T08:00:00.000000+07:00"));
        Newsroom.patch(article.path(), "{\"expiresAt\": null}");
        TestClock.advance(Duration.ofDays(365));
        asReader().get(article.path()).then().statusCode(200).body("expiresAt", nullValue());
        Newsroom.patch(article.path(), Map.of("expiresAt", "2026-03-01T05:00:00Z"));
        asReader().get(article.path()).then().statusCode(404);
        article.move("unpublish", null);
        asEditor().get(article.path()).then().body("status", equalTo("unpublished"));
    }

    @Test
    void an_earlier_revision_brings_no_earlier_end() {
        TestClock.stopAt(Instant.parse("2026-03-01T01:00:00Z"));
        var article = anArticle().with("expiresAt", "2026-03-01T02:00:00Z").published();
        Newsroom.patch(article.path(), Map.of("expiresAt", "2026-04-01T02:00:00Z"));
        TestClock.advance(Duration.ofDays(1));
        asEditor()
                .header("If-Match", "*")
                .post(article.path() + "/revisions/1/restore")
                .then()
                .statusCode(200);
        asReader()
                .get(article.path())
                .then()
                .statusCode(200)
                .body("expiresAt", equalTo("2026-04-01T09:00:00.000000+07:00"));
    }

    @Test
    void nothing_expires_before_it_is_published() {
        var content = Map.of(
                "title", "Hết trước khi đăng",
                "section", aSection("Mục"),
                "bodyMarkdown", "Chữ.",
                "publishedAt", "2026-03-01T02:00:00Z",
                "expiresAt", "2026-03-01T02:00:00Z");
        sending(asEditor(), content)
                .post("/articles")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/expiresAt"));
        TestClock.stopAt(Instant.parse("2026-03-01T01:00:00Z"));
        var draft = anArticle().with("expiresAt", "2026-03-01T03:00:00Z").draft();
        sending(asEditor(), Map.of("publishAt", "2026-03-01T03:00:00Z"))
                .post(draft.path() + "/publish")
                .then()
                .statusCode(409);
        draft.move("publish", Map.of("publishAt", "2026-03-01T02:00:00Z"));
        sending(asEditor(), Map.of("publishAt", "2026-03-01T03:30:00Z"))
                .post(draft.path() + "/publish")
                .then()
                .statusCode(409);
    }

    @Test
    void an_unpublished_article_is_not_there_and_comes_back_with_its_date() {
        var published = anArticle().dated("2021-10-11T07:28:00+07:00").published();
        var unpublished = published.move("unpublish", null);
        assertThat(unpublished.json().get("status").textValue()).isEqualTo("unpublished");
        asReader().get(published.path()).then().statusCode(404);
        published.move("publish", Map.of());
        asReader()
                .get(published.path())
                .then()
                .statusCode(200)
                .body("publishedAt", equalTo("2021-10-11T07:28:00.000000+07:00"));
    }

    @Test
    void a_withdrawn_article_is_gone_and_says_why() {
        var withdrawn = anArticle().withdrawn("Bài viết có số liệu chưa chính xác.");
        for (var path :
                List.of(withdrawn.path(), "/articles/by-slug/" + withdrawn.slug(), withdrawn.path() + "/views")) {
            asReader()
                    .get(path)
                    .then()
                    .statusCode(410)
                    .body("type", equalTo("/problems/withdrawn"))
                    .body("detail", equalTo("Bài viết có số liệu chưa chính xác."));
        }
        asReader().post(withdrawn.path() + "/views").then().statusCode(410);
        asEditor()
                .get(withdrawn.path())
                .then()
                .statusCode(200)
                .body("withdrawnReason", equalTo("Bài viết có số liệu chưa chính xác."));
        withdrawn.move("restore", null);
        asReader().get(withdrawn.path()).then().statusCode(404);
        withdrawn.move("publish", Map.of());
        asReader().get(withdrawn.path()).then().statusCode(200).body("withdrawnReason", nullValue());
    }

    @Test
    void a_withdrawal_needs_a_reason_and_something_public() {
        var published = anArticle().published();
        sending(asEditor(), "{}")
                .post(published.path() + "/withdraw")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/reason"));
        var draft = anArticle().draft();
        sending(asEditor(), Map.of("reason", "x"))
                .post(draft.path() + "/withdraw")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/illegal-transition"))
                .body("detail", containsString("publish"));
    }

    @Test
    void what_lies_in_the_trash_can_be_restored_to_the_desk() {
        var published = anArticle().published();
        asEditor().delete(published.path()).then().statusCode(204);
        asReader().get(published.path()).then().statusCode(404);
        asEditor().get(published.path()).then().statusCode(200).body("status", equalTo("trashed"));
        asEditor().delete(published.path()).then().statusCode(204);
        sending(asEditor(), "{}").post(published.path() + "/publish").then().statusCode(409);
        published.move("restore", null);
        asEditor().get(published.path()).then().body("status", equalTo("unpublished"));
    }

    @Test
    void the_trash_does_not_forget_a_withdrawal() {
        var withdrawn = anArticle().withdrawn("Sai số liệu.");
        asEditor().delete(withdrawn.path()).then().statusCode(204);
        asReader().get(withdrawn.path()).then().statusCode(404);
        withdrawn.move("restore", null);
        asReader().get(withdrawn.path()).then().statusCode(410).body("detail", equalTo("Sai số liệu."));
    }

    @Test
    void an_author_does_not_get_at_a_published_article_through_the_trash() {
        var article = anArticle().by(() -> asAuthor("Lan")).draft();
        article.move("publish", Map.of());
        asEditor().delete(article.path()).then().statusCode(204);
        asAuthor("Lan").post(article.path() + "/restore").then().statusCode(403);
        var draft = anArticle().by(() -> asAuthor("Lan")).draft();
        asAuthor("Lan").delete(draft.path()).then().statusCode(204);
        asAuthor("Lan").post(draft.path() + "/restore").then().statusCode(200).body("status", equalTo("draft"));
    }

    @Test
    void publishing_again_changes_no_plan_unless_it_says_so() {
        TestClock.stopAt(Instant.parse("2026-03-01T01:00:00Z"));
        var draft = anArticle().dated("2100-01-01T00:00:00Z").draft();
        var scheduled = draft.move("publish", Map.of());
        assertThat(scheduled.json().get("status").textValue()).isEqualTo("scheduled");
        TestClock.advance(Duration.ofMinutes(1));
        assertThat(draft.move("publish", null).json()).isEqualTo(scheduled.json());
        asReader().get(draft.path()).then().statusCode(404);

        var published = draft.move("publish", Map.of("now", true));
        assertThat(published.json().get("publishedAt").textValue()).startsWith("2026-03-01T08:01:00");
        TestClock.advance(Duration.ofDays(1));
        assertThat(draft.move("publish", Map.of("now", true)).json()).isEqualTo(published.json());
        assertThat(draft.move("publish", Map.of("now", false)).json()).isEqualTo(published.json());
        assertThat(draft.move("publish", null).json()).isEqualTo(published.json());
    }

    @Test
    void a_draft_that_was_written_with_a_time_can_be_published_now() {
        TestClock.stopAt(Instant.parse("2026-03-01T01:00:00Z"));
        var published = anArticle().dated("2021-10-11T07:28:00+07:00").draft().move("publish", Map.of("now", true));
        assertThat(published.json().get("publishedAt").textValue()).startsWith("2026-03-01T08:00:00");
        sending(asEditor(), Map.of("now", true, "publishAt", "2026-03-01T01:00:00Z"))
                .post(published.path() + "/publish")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/now"));
        sending(asEditor(), Map.of("now", "true"))
                .post(published.path() + "/publish")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/now"));
    }

    @Test
    void an_article_is_created_and_published_by_one_request() {
        TestClock.stopAt(Instant.parse("2026-03-01T01:00:00Z"));
        var created = sending(
                        asEditor(),
                        anArticle().with("tags", List.of(Newsroom.aTag("Lũ"))).content())
                .post("/articles?publish=true");
        created.then()
                .statusCode(201)
                .body("status", equalTo("published"))
                .body("version", equalTo(1))
                .body("publishedAt", startsWith("2026-03-01T08:00:00"));
        asReader().get("/articles?tag=lu").then().body("items.id", equalTo(List.of((Integer) created.path("id"))));
        asReader().get("/articles/" + created.path("id")).then().statusCode(200).body("version", equalTo(1));

        var archived = sending(
                        asEditor(),
                        anArticle().dated("2021-10-11T07:28:00+07:00").content())
                .post("/articles?publish=true");
        archived.then().statusCode(201).body("publishedAt", startsWith("2021-10-11T07:28:00"));
        var planned = sending(
                        asEditor(), anArticle().dated("2100-01-01T00:00:00Z").content())
                .post("/articles?publish=true");
        planned.then().statusCode(201).body("status", equalTo("scheduled"));
        sending(asEditor(), anArticle().content())
                .post("/articles?publish=false")
                .then()
                .body("status", equalTo("draft"));
        sending(asEditor(), anArticle().content())
                .post("/articles?publish=yes")
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("publish"));
    }

    @Test
    void an_edit_and_its_publication_are_one_save() {
        var draft = anArticle().with("slug", "cu").draft();
        var published = sending(
                        asEditor().header("If-Match", draft.etag()),
                        anArticle().titled("Mới").with("slug", "moi").content())
                .put(draft.path() + "?publish=true");
        published
                .then()
                .statusCode(200)
                .body("status", equalTo("published"))
                .body("title", equalTo("Mới"))
                .body("version", equalTo(2));
        asReader().get("/articles/by-slug/cu").then().statusCode(404);
        draft.move("unpublish", null);
        asEditor()
                .header("If-Match", "*")
                .contentType(Api.MERGE_PATCH)
                .body("{\"title\": \"Sửa\"}")
                .patch(draft.path() + "?publish=true")
                .then()
                .statusCode(200)
                .body("status", equalTo("published"))
                .body("version", equalTo(4));
        asReader().get(draft.path()).then().statusCode(200).body("title", equalTo("Sửa"));
        asEditor().delete(draft.path()).then().statusCode(204);
        asEditor()
                .header("If-Match", "*")
                .contentType(Api.MERGE_PATCH)
                .body("{\"title\": \"Trong thùng rác\"}")
                .patch(draft.path() + "?publish=true")
                .then()
                .statusCode(409);
        asEditor().get(draft.path()).then().body("title", equalTo("Sửa"));
    }

    @Test
    void only_editors_publish_what_they_save() {
        sending(asAuthor("Lan"), anArticle().content())
                .post("/articles?publish=true")
                .then()
                .statusCode(403);
        assertThat(Newsroom.titles(asEditor().get("/articles?status=draft"))).isEmpty();
        var draft = anArticle().by(() -> asAuthor("Lan")).draft();
        sending(asAuthor("Lan").header("If-Match", "*"), draftContent())
                .put(draft.path() + "?publish=true")
                .then()
                .statusCode(403);
        asEditor().get(draft.path()).then().body("version", equalTo(1));
    }

    @Test
    void readers_are_told_when_the_content_changed_and_not_when_it_was_saved() {
        TestClock.stopAt(Instant.parse("2026-03-01T01:00:00Z"));
        var draft = anArticle().dated("2021-10-11T07:28:00+07:00").draft();
        assertThat(draft.json().has("modifiedAt")).isFalse();
        assertThat(draft.json().has("firstPublishedAt")).isFalse();
        TestClock.advance(Duration.ofDays(1));
        draft.move("publish", null);
        var imported = Instant.parse("2021-10-11T00:28:00Z");
        assertTold(draft, imported, imported, imported);

        TestClock.advance(Duration.ofDays(1));
        Newsroom.patch(draft.path(), Map.of("expiresAt", "2100-01-01T00:00:00Z"));
        assertTold(draft, imported, imported, imported);
        Newsroom.patch(draft.path(), Map.of("lead", "Đính chính"));
        var edited = Instant.parse("2026-03-03T01:00:00Z");
        assertTold(draft, imported, imported, edited);

        TestClock.advance(Duration.ofDays(1));
        draft.move("unpublish", null);
        draft.move("publish", Map.of("publishAt", "2026-03-04T01:00:00Z"));
        var again = Instant.parse("2026-03-04T01:00:00Z");
        assertTold(draft, imported, again, again);
        draft.move("publish", Map.of("publishAt", "2021-10-11T07:28:00+07:00"));
        assertTold(draft, imported, imported, edited);
    }

    @Test
    void unpublished_changes_that_are_published_after_a_pause_are_dated() {
        TestClock.stopAt(Instant.parse("2026-03-01T01:00:00Z"));
        var article = anArticle().published();
        var published = Instant.parse("2026-03-01T01:00:00Z");
        TestClock.advance(Duration.ofDays(1));
        Newsroom.save(article.path(), Map.of("title", "Sửa"));
        TestClock.advance(Duration.ofDays(1));
        article.move("unpublish", null);
        article.move("publish", null);
        asReader().get(article.path()).then().body("title", equalTo("Sửa"));
        assertTold(article, published, published, Instant.parse("2026-03-03T01:00:00Z"));
    }

    @Test
    void a_publication_that_was_only_planned_was_none() {
        TestClock.stopAt(Instant.parse("2026-03-01T01:00:00Z"));
        var article = anArticle().scheduledFor("2026-03-02T01:00:00Z");
        assertThat(article.move("unpublish", null).json().has("firstPublishedAt"))
                .isFalse();
        article.move("publish", Map.of("publishAt", "2026-03-05T01:00:00Z"));
        article.move("publish", Map.of("publishAt", "2026-03-06T01:00:00Z"));
        Newsroom.patch(article.path(), Map.of("lead", "Sửa trước khi đăng"));
        TestClock.stopAt(Instant.parse("2026-03-07T01:00:00Z"));
        var due = Instant.parse("2026-03-06T01:00:00Z");
        assertTold(article, due, due, due);
    }

    private static void assertTold(
            Newsroom.Written article, Instant firstPublishedAt, Instant publishedAt, Instant modifiedAt) {
        var answer = asReader().get(article.path());
        for (var json : List.of(
                Json.read(answer.asString()),
                Json.read(asReader().get("/articles").asString()).at("/items/0"))) {
            assertThat(time(json, "firstPublishedAt")).isEqualTo(firstPublishedAt);
            assertThat(time(json, "publishedAt")).isEqualTo(publishedAt);
            assertThat(time(json, "modifiedAt")).isEqualTo(modifiedAt);
        }
        assertThat(DateTimeFormatter.RFC_1123_DATE_TIME.parse(answer.header("Last-Modified"), Instant::from))
                .isEqualTo(modifiedAt);
    }

    private static Instant time(JsonNode json, String property) {
        return OffsetDateTime.parse(json.get(property).textValue()).toInstant();
    }

    @Test
    void publishing_needs_no_body() {
        var draft = anArticle().draft();
        asEditor().post(draft.path() + "/publish").then().statusCode(200).body("status", equalTo("published"));
        asEditor()
                .contentType("text/plain")
                .body("x")
                .post(draft.path() + "/publish")
                .then()
                .statusCode(415);
    }

    @Test
    void each_step_may_name_the_version_it_was_decided_on() {
        var draft = anArticle().draft();
        sending(asEditor().header("If-Match", "\"9\""), "{}")
                .post(draft.path() + "/publish")
                .then()
                .statusCode(412);
        asEditor().header("If-Match", "\"9\"").delete(draft.path()).then().statusCode(412);
        sending(asEditor().header("If-Match", draft.etag()), "{}")
                .post(draft.path() + "/publish")
                .then()
                .statusCode(200);
    }

    @Test
    void an_author_works_on_own_drafts_and_publishes_nothing() {
        var draft = anArticle().by(() -> asAuthor("Lan")).draft();
        asAuthor("Lan").get(draft.path()).then().statusCode(200);
        asAuthor("Huệ").get(draft.path()).then().statusCode(404);
        sending(asAuthor("Lan").header("If-Match", "*"), draftContent())
                .put(draft.path())
                .then()
                .statusCode(200);
        sending(asAuthor("Huệ").header("If-Match", "*"), draftContent())
                .put(draft.path())
                .then()
                .statusCode(404);
        sending(asAuthor("Huệ"), "{}").post(draft.path() + "/publish").then().statusCode(404);
        sending(asAuthor("Lan"), "{}").post(draft.path() + "/publish").then().statusCode(403);
        sending(asEditor(), "{}").post(draft.path() + "/publish").then().statusCode(200);
        sending(asAuthor("Lan").header("If-Match", "*"), draftContent())
                .put(draft.path())
                .then()
                .statusCode(403);
        sending(asAuthor("Huệ").header("If-Match", "*"), draftContent())
                .put(draft.path())
                .then()
                .statusCode(403);
        asAuthor("Lan").delete(draft.path()).then().statusCode(403);
    }

    private static Map<String, Object> draftContent() {
        return anArticle().in(Newsroom.aSection("Mục")).content();
    }

    @Test
    void an_author_lists_own_drafts_only() {
        anArticle().titled("Của Lan").by(() -> asAuthor("Lan")).draft();
        anArticle().titled("Của Huệ").by(() -> asAuthor("Huệ")).draft();
        anArticle().titled("Của tòa soạn").draft();
        assertThat(Newsroom.titles(asAuthor("Lan").get("/articles?status=draft")))
                .containsExactly("Của Lan");
        assertThat(Newsroom.titles(asEditor().get("/articles?status=draft&sort=title")))
                .containsExactly("Của Huệ", "Của Lan", "Của tòa soạn");
    }
}
