package bantin.article;

import static bantin.testsupport.Api.MERGE_PATCH;
import static bantin.testsupport.Api.asAdmin;
import static bantin.testsupport.Api.asAuthor;
import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Api.sending;
import static bantin.testsupport.Api.withKey;
import static bantin.testsupport.Newsroom.anArticle;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import bantin.testsupport.Concurrently;
import bantin.testsupport.Newsroom;
import bantin.testsupport.Sql;
import bantin.testsupport.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that happens to an article is in its history: what, when, by whom and why. */
@QuarkusTest
class HistoryTest {

    private static final Instant BEGINNING = Instant.parse("2026-03-01T01:00:00Z");

    private static ValidatableResponse history(Newsroom.Written article) {
        return asEditor().get(article.path() + "/history").then().statusCode(200);
    }

    private static List<String> events(Newsroom.Written article) {
        return history(article).extract().path("items.event");
    }

    private static Response patch(Newsroom.Written article, Object change) {
        return patch(asEditor(), article, change);
    }

    private static Response patch(RequestSpecification as, Newsroom.Written article, Object change) {
        var answer = sending(as.header("If-Match", "*"), change)
                .contentType(MERGE_PATCH)
                .patch(article.path());
        answer.then().statusCode(200);
        return answer;
    }

    @Test
    void the_life_of_an_article_is_one_numbered_line() {
        TestClock.stopAt(BEGINNING);
        var article = anArticle().titled("Cũ").draft();
        TestClock.advance(Duration.ofMinutes(1));
        patch(article, Map.of("title", "Mới", "lead", "Sapo"));
        article.move("publish", Map.of("publishAt", "2026-04-01T06:00:00+07:00"));
        article.move("publish", Map.of("now", true));
        TestClock.advance(Duration.ofMinutes(1));
        article.move("withdraw", Map.of("reason", "Sai tên nhân chứng"));
        article.move("restore", null);
        sending(asEditor().header("If-Match", "*"), Map.of())
                .post(article.path() + "/revisions/1/restore")
                .then()
                .statusCode(200);
        article.move("publish", null);
        article.move("unpublish", null);
        asEditor().delete(article.path()).then().statusCode(204);
        article.move("restore", null);

        history(article)
                .body("items.number", contains(11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1))
                .body(
                        "items.event",
                        contains(
                                "restored",
                                "trashed",
                                "unpublished",
                                "published",
                                "reverted",
                                "restored",
                                "withdrawn",
                                "published",
                                "scheduled",
                                "saved",
                                "created"))
                .body("items[10].revision", equalTo(1))
                .body("items[10].changed", contains("title", "section", "locale", "slug", "body"))
                .body("items[10].at", equalTo("2026-03-01T08:00:00.000000+07:00"))
                .body("items[9].revision", equalTo(2))
                .body("items[9].changed", contains("title", "lead"))
                .body("items[9].at", equalTo("2026-03-01T08:01:00.000000+07:00"))
                .body("items[8].revision", equalTo(2))
                .body("items[8].publishedAt", equalTo("2026-04-01T06:00:00.000000+07:00"))
                .body("items[8].changed", nullValue())
                .body("items[7].revision", equalTo(2))
                .body("items[7].publishedAt", equalTo("2026-03-01T08:01:00.000000+07:00"))
                .body("items[6].reason", equalTo("Sai tên nhân chứng"))
                .body("items[4].revision", equalTo(3))
                .body("items[4].fromRevision", equalTo(1))
                .body("items[4].changed", contains("title", "lead"))
                .body("items[3].revision", equalTo(3));
    }

    @Test
    void work_on_a_published_article_is_in_its_history() {
        var article = anArticle().titled("Một").published();
        patch(article, Map.of("title", "Hai", "lead", "Sapo"));
        patch(article, Map.of("title", "Ba"));
        article.move("discard", null);
        article.move("discard", null);
        patch(article, Map.of("title", "Bốn"));
        article.move("publish", Map.of("revision", 2));
        article.move("publish", null);
        history(article)
                .body(
                        "items.event",
                        contains(
                                "published",
                                "published",
                                "saved",
                                "discarded",
                                "saved",
                                "saved",
                                "published",
                                "created"))
                .body("items.revision", contains(5, 2, 5, 4, 3, 2, 1, 1))
                .body("items[2].changed", contains("title"))
                .body("items[3].changed", contains("title", "lead"))
                .body("items[3].fromRevision", equalTo(1))
                .body("items[4].changed", contains("title"))
                .body("items[5].changed", contains("title", "lead"));
    }

    @Test
    void saving_and_publishing_at_once_are_two_entries() {
        var created = Newsroom.create(
                "/articles?publish=true&message=Nóng", anArticle().content());
        asEditor()
                .get("/articles/" + created.path("id") + "/history")
                .then()
                .body("items.event", contains("published", "created"))
                .body("items.message", contains("Nóng", "Nóng"));
    }

    @Test
    void every_entry_says_who_and_why() {
        var key =
                sending(asAdmin(), Map.of("name", "Bàn đêm", "role", "editor")).post("/keys");
        var article = anArticle().draft();
        sending(withKey(key.path("secret")).header("If-Match", "*"), Map.of("title", "Tiêu đề"))
                .contentType(MERGE_PATCH)
                .queryParam("message", "Sửa tiêu đề")
                .queryParam("person", "Minh An")
                .patch(article.path())
                .then()
                .statusCode(200);

        history(article)
                .body("items[0].by.keyId", equalTo(key.<Integer>path("id")))
                .body("items[0].by.keyName", equalTo("Bàn đêm"))
                .body("items[0].by.person", equalTo("Minh An"))
                .body("items[0].message", equalTo("Sửa tiêu đề"))
                .body("items[1].by.keyName", equalTo("Biên tập"))
                .body("items[1].by.person", nullValue())
                .body("items[1].message", nullValue());
        asEditor()
                .get(article.path() + "/revisions")
                .then()
                .body("items[0].by.keyName", equalTo("Bàn đêm"))
                .body("items[0].by.person", equalTo("Minh An"))
                .body("items[0].message", equalTo("Sửa tiêu đề"))
                .body("items[0].changed", contains("title"));
        asEditor()
                .get(article.path() + "/revisions/2")
                .then()
                .body("by.person", equalTo("Minh An"))
                .body("message", equalTo("Sửa tiêu đề"))
                .body("changed", contains("title"))
                .body("content.title", equalTo("Tiêu đề"));
        asEditor()
                .get(article.path() + "/revisions/1/compare/2")
                .then()
                .body("from.message", nullValue())
                .body("to.message", equalTo("Sửa tiêu đề"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"publish", "unpublish", "withdraw", "restore", "discard", "delete", "put", "revert"})
    void every_write_takes_a_note(String verb) {
        var draft = anArticle();
        var article =
                switch (verb) {
                    case "unpublish", "withdraw", "discard" -> draft.published();
                    case "restore" -> draft.trashed();
                    default -> draft.draft();
                };
        if (verb.equals("discard")) {
            patch(article, Map.of("title", "Khác"));
        }
        var note = asEditor()
                .header("If-Match", "*")
                .queryParam("message", "Vì sao")
                .queryParam("person", "Thu Hà");
        var answer =
                switch (verb) {
                    case "delete" -> note.delete(article.path());
                    case "put" -> sending(note, draft.content()).put(article.path());
                    case "revert" -> note.post(article.path() + "/revisions/1/restore");
                    case "withdraw" -> sending(note, Map.of("reason", "Sai")).post(article.path() + "/withdraw");
                    default -> note.post(article.path() + "/" + verb);
                };
        assertThat(answer.statusCode()).isLessThan(300);
        history(article).body("items[0].message", equalTo("Vì sao")).body("items[0].by.person", equalTo("Thu Hà"));
    }

    @Test
    void a_note_is_checked_before_anything_is_written() {
        var article = anArticle().draft();
        for (var note : List.of(
                Map.of("message", "x".repeat(501)),
                Map.of("person", "x".repeat(201)),
                Map.of("message", " "),
                Map.of("message", "Dòng một\nDòng hai"),
                Map.of("person", "An\u0000"),
                Map.of("person", "An\u001b[31m"))) {
            var name = note.keySet().iterator().next();
            for (var verb : List.of("/publish", "/revisions/1/restore")) {
                asEditor()
                        .header("If-Match", "*")
                        .queryParams(note)
                        .post(article.path() + verb)
                        .then()
                        .statusCode(400)
                        .body("errors.parameter", contains(name));
            }
            asEditor().queryParams(note).delete(article.path()).then().statusCode(400);
            sending(asEditor().header("If-Match", "*").queryParams(note), Map.of("title", "Khác"))
                    .contentType(MERGE_PATCH)
                    .patch(article.path())
                    .then()
                    .statusCode(400);
        }
        assertThat(events(article)).containsExactly("created");
        var longest = "ế".repeat(500);
        asEditor()
                .queryParam("message", longest)
                .queryParam("person", "e\u0302\u0301".repeat(200))
                .post(article.path() + "/publish")
                .then()
                .statusCode(200);
        history(article)
                .body("items[0].message", equalTo(longest))
                .body("items[0].by.person", equalTo("ế".repeat(200)));
    }

    @Test
    void a_request_that_changes_nothing_leaves_no_entry() {
        var article = anArticle().published();
        article.move("publish", Map.of());
        article.move("publish", Map.of("now", true));
        asEditor().post(article.path() + "/restore").then().statusCode(409);
        patch(article, Map.of("title", "Tiêu đề"));
        sending(asEditor().header("If-Match", "\"1\""), Map.of("title", "Khác"))
                .contentType(MERGE_PATCH)
                .patch(article.path())
                .then()
                .statusCode(412);
        for (int i = 0; i < 2; i++) {
            asEditor()
                    .header("Idempotency-Key", "unpublish-" + article.id())
                    .post(article.path() + "/unpublish")
                    .then()
                    .statusCode(200);
        }
        for (int i = 0; i < 2; i++) {
            asEditor().delete(article.path()).then().statusCode(204);
        }
        assertThat(events(article)).containsExactly("trashed", "unpublished", "saved", "published", "created");
    }

    @Test
    void a_save_of_the_same_content_changed_nothing_of_it() {
        var article = anArticle().draft();
        patch(article, Map.of());
        history(article).body("items[0].event", equalTo("saved")).body("items[0].changed", empty());
    }

    @Test
    void what_is_not_in_the_request_is_no_change() {
        var article = anArticle()
                .with("media", List.of(Newsroom.media("m", "https://anh.example/1.jpg", "Nước")))
                .with("bylines", List.of(Map.of("name", "Minh An")))
                .published();
        patch(article, Map.of("bodyHtml", "<p>Khác.</p>", "media", List.of()));
        history(article).body("items[0].changed", contains("media", "body"));
        patch(article, Map.of("bylines", List.of(), "publishedAt", "2020-01-01T00:00:00Z"));
        history(article).body("items[0].changed", contains("bylines", "publishedAt"));
    }

    @Test
    void a_name_that_changes_elsewhere_is_no_change_of_the_article() {
        var tag = Newsroom.aTag("Lũ");
        var article = anArticle().with("tags", List.of(tag)).draft();
        var id = asEditor().get("/tags/by-slug/" + tag).then().extract().path("id");
        Newsroom.patch("/tags/" + id, Map.of("slug", "lu-lut"));
        patch(article, Map.of("lead", "Sapo"));
        history(article).body("items[0].changed", contains("lead"));
    }

    @Test
    void it_is_read_in_pages_and_numbers_have_no_gaps() {
        var article = anArticle().draft();
        for (int i = 0; i < 6; i++) {
            patch(article, Map.of("title", "Lần " + i));
        }
        var first = asEditor().get(article.path() + "/history?limit=4&count=exact");
        first.then().body("items.number", contains(7, 6, 5, 4)).body("page.total", equalTo(7));
        asEditor()
                .get(article.path() + "/history?limit=4&cursor=" + first.path("page.nextCursor"))
                .then()
                .body("items.number", contains(3, 2, 1))
                .body("page.hasMore", equalTo(false));
        asEditor()
                .get(article.path() + "/history?limit=1&fields=number,by.keyName")
                .then()
                .body("items[0]", equalTo(Map.of("number", 7, "by", Map.of("keyName", "Biên tập"))));
    }

    @Test
    void writers_at_once_get_numbers_without_gaps() {
        var article = anArticle().draft();
        Concurrently.run(6, writer -> {
            for (int i = 0; i < 5; i++) {
                patch(article, Map.of("title", "Bản " + i + " của " + writer));
            }
            return writer;
        });
        List<Integer> numbers =
                asEditor().get(article.path() + "/history?limit=100").path("items.number");
        var expected = IntStream.rangeClosed(1, 31).boxed().toList();
        assertThat(numbers).hasSize(31);
        Collections.reverse(numbers);
        assertThat(numbers).isEqualTo(expected);
        assertThat(asEditor().get(article.path() + "/history?limit=100").<List<Integer>>path("items.revision"))
                .doesNotHaveDuplicates();
    }

    @Test
    void every_version_has_one_entry_whichever_verbs_race() {
        var article = anArticle().draft();
        Concurrently.run(4, writer -> {
            for (int i = 0; i < 4; i++) {
                patch(article, Map.of("title", "Bản %d của %d".formatted(i, writer)));
                for (var verb : List.of("publish", "discard", "unpublish", "restore")) {
                    var answer = asEditor().post(article.path() + "/" + verb);
                    assertThat(answer.statusCode()).isIn(200, 409);
                }
                asEditor().delete(article.path()).then().statusCode(204);
            }
            return writer;
        });
        int version = asEditor().get(article.path() + "?version=draft").path("version");
        var inOrder = Sql.one(
                "select string_agg(number::text, ' ' order by number) from article_history where article_id = "
                        + article.id(),
                String.class);
        assertThat(inOrder)
                .isEqualTo(IntStream.rangeClosed(1, version)
                        .mapToObj(String::valueOf)
                        .collect(joining(" ")));
    }

    @Test
    void the_history_of_an_article_is_for_those_who_may_edit_it() {
        var own = anArticle().by(() -> asAuthor("Phóng viên")).draft();
        asAuthor("Phóng viên")
                .get(own.path() + "/history")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].by.keyName", equalTo("Phóng viên"));
        asAuthor("người lạ").get(own.path() + "/history").then().statusCode(404);
        asReader().get(own.path() + "/history").then().statusCode(401);
        asEditor().get("/articles/999999999/history").then().statusCode(404);
        own.move("publish", null);
        asAuthor("Phóng viên").get(own.path() + "/history").then().statusCode(403);
    }

    @Test
    void purging_an_article_deletes_its_history() {
        var article = anArticle().published();
        asAdmin().delete(article.path() + "?purge=true").then().statusCode(204);
        assertThat(Sql.one("select count(*) from article_history where article_id = " + article.id(), Long.class))
                .isZero();
    }

    @Test
    void a_revision_knows_the_version_of_the_article() {
        var article = anArticle().draft();
        patch(article, Map.of("title", "Hai"));
        article.move("publish", null);
        patch(article, Map.of("title", "Ba"));
        assertThat(Sql.one(
                        "select string_agg(version::text, ' ' order by number) from revision where article_id = "
                                + article.id(),
                        String.class))
                .isEqualTo("1 2 4");
        asEditor().get(article.path() + "?version=draft").then().body("version", equalTo(4));
    }

    @Test
    void the_migration_gives_articles_a_history_and_versions_as_far_as_they_are_known() throws Exception {
        var onlySaved = anArticle().draft();
        patch(onlySaved, Map.of("title", "Hai"));
        var savedLast = anArticle().unpublished();
        patch(savedLast, Map.of("title", "Hai"));
        patch(savedLast, Map.of("title", "Ba"));
        var publishedLast = anArticle().draft();
        patch(publishedLast, Map.of("title", "Hai"));
        publishedLast.move("publish", null);
        try (var connection = Sql.connect()) {
            connection.setAutoCommit(false);
            Sql.execute(
                    connection,
                    "drop table article_history",
                    "alter table revision drop column version",
                    Files.readString(Path.of("src/main/resources/db/migration/V18__article_history.sql")));
            var versions = "select string_agg(coalesce(version::text, '-'), ' ' order by number) from revision"
                    + " where article_id = ";
            assertThat(Sql.one(connection, versions + onlySaved.id(), String.class))
                    .isEqualTo("1 2");
            assertThat(Sql.one(connection, versions + savedLast.id(), String.class))
                    .isEqualTo("1 - 5");
            assertThat(Sql.one(connection, versions + publishedLast.id(), String.class))
                    .isEqualTo("1 -");
            assertThat(Sql.one(
                            connection,
                            "select string_agg(number || ' ' || event || ' ' || revision, ', ' order by number)"
                                    + " from article_history where key_id is not null and article_id = "
                                    + savedLast.id(),
                            String.class))
                    .isEqualTo("1 created 1, 2 saved 2, 3 saved 3");
            connection.rollback();
        }
    }

    @Test
    void the_notes_are_in_the_description_of_every_write() {
        asReader()
                .basePath("")
                .get("/q/openapi?format=json")
                .then()
                .body("paths.'/api/v1/articles/{id}/publish'.post.parameters.name", hasItems("message", "person"))
                .body("paths.'/api/v1/articles/{id}'.patch.parameters.name", hasItems("message", "person", "publish"));
    }
}
