package bantin.changes;

import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Concurrently.await;
import static bantin.testsupport.Newsroom.aSection;
import static bantin.testsupport.Newsroom.anArticle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import bantin.testsupport.Concurrently;
import bantin.testsupport.Json;
import bantin.testsupport.Newsroom;
import bantin.testsupport.Sql;
import bantin.testsupport.TestClock;
import com.fasterxml.jackson.databind.JsonNode;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients that follow the change log see every change, in commit order. */
@QuarkusTest
class ChangesTest {

    @Inject
    AgroalDataSource database;

    @Inject
    MeterRegistry metrics;

    private static String now() {
        return asReader().get("/changes?since=now").path("page.nextCursor");
    }

    private static JsonNode page(String since, int limit) {
        var answer = asReader().get("/changes?limit=" + limit + "&since=" + since);
        answer.then().statusCode(200);
        return Json.read(answer.asString());
    }

    /** All changes since then, like {@code article 42 updated}. */
    private static List<String> changesSince(String since) {
        var changes = new ArrayList<String>();
        for (var at = since; ; ) {
            var page = page(at, 3);
            page.get("items").forEach(change -> changes.add(text(change)));
            at = page.get("page").get("nextCursor").textValue();
            if (!page.get("page").get("hasMore").booleanValue()) {
                return changes;
            }
        }
    }

    private static String text(JsonNode change) {
        return change.get("type").textValue() + " " + change.get("id") + " "
                + change.get("event").textValue() + (change.get("deleted").booleanValue() ? ", gone" : "");
    }

    @Test
    void a_page_is_not_stored_but_can_be_validated_and_compressed() {
        for (int i = 0; i < 20; i++) {
            anArticle().published();
        }
        var page = asReader().header("Accept-Encoding", "gzip").get("/changes");
        page.then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .header("Content-Encoding", equalTo("gzip"));
        asReader()
                .header("If-None-Match", page.header("ETag"))
                .get("/changes")
                .then()
                .statusCode(304);
    }

    @Test
    void the_life_of_an_article_is_told_as_far_as_readers_see_it() {
        var section = aSection("Mục");
        var since = now();
        var article = anArticle().in(section).draft();
        edit(article);
        assertThat(changesSince(since)).isEmpty();
        var name = "article " + article.id();

        article.move("publish", Map.of());
        edit(article);
        article.move("withdraw", Map.of("reason", "Nhầm."));
        article.move("restore", null);
        edit(article);
        article.move("publish", Map.of());
        article.move("unpublish", null);
        article.move("publish", Map.of());
        asEditor().delete(article.path()).then().statusCode(204);
        article.move("restore", null);

        assertThat(changesSince(since))
                .containsExactly(
                        name + " published",
                        name + " updated",
                        name + " withdrawn, gone",
                        name + " published",
                        name + " unpublished, gone",
                        name + " published",
                        name + " deleted, gone");
    }

    private static void edit(Newsroom.Written article) {
        Newsroom.patch(article.path(), Map.of("lead", "Sapo " + System.nanoTime()));
    }

    @Test
    void what_comes_due_is_told_once_with_nobody_writing_anything() {
        TestClock.stopAt(Instant.parse("2026-03-01T08:00:00Z"));
        var section = aSection("Mục");
        var since = now();
        var later = anArticle().in(section).scheduledFor("2026-03-01T10:00:00Z");
        var sooner = anArticle().in(section).scheduledFor("2026-03-01T09:00:00Z");
        var never = anArticle().in(section).scheduledFor("2026-03-01T09:30:00Z");
        never.move("unpublish", null);
        assertThat(changesSince(since)).isEmpty();

        TestClock.stopAt(Instant.parse("2026-03-01T11:00:00Z"));
        Concurrently.run(8, number -> changesSince(since));
        assertThat(changesSince(since))
                .containsExactly("article " + sooner.id() + " published", "article " + later.id() + " published");
        assertThat(page(since, 1).get("items").get(0).get("occurredAt").textValue())
                .isEqualTo("2026-03-01T16:00:00.000000+07:00");
    }

    @Test
    void an_expiry_is_told_once_it_has_come() {
        TestClock.stopAt(Instant.parse("2026-03-01T08:00:00Z"));
        var section = aSection("Mục");
        var since = now();
        var article = anArticle()
                .in(section)
                .with("expiresAt", "2026-03-01T10:00:00Z")
                .scheduledFor("2026-03-01T09:00:00Z");
        var name = "article " + article.id();
        TestClock.stopAt(Instant.parse("2026-03-01T11:00:00Z"));
        Concurrently.run(8, number -> changesSince(since));
        assertThat(changesSince(since)).containsExactly(name + " published", name + " unpublished, gone");
        // a due change that nobody requested comes before later changes
        Newsroom.patch(article.path(), Map.of("expiresAt", "2026-03-01T12:00:00Z"));
        TestClock.stopAt(Instant.parse("2026-03-01T13:00:00Z"));
        asEditor().delete(article.path()).then().statusCode(204);
        assertThat(changesSince(since)).hasSize(4).endsWith(name + " published", name + " unpublished, gone");
    }

    @Test
    void an_edit_after_it_came_due_is_told_after_its_publication() {
        TestClock.stopAt(Instant.parse("2026-03-01T08:00:00Z"));
        var section = aSection("Mục");
        var since = now();
        var article = anArticle().in(section).scheduledFor("2026-03-01T09:00:00Z");
        var name = "article " + article.id();
        TestClock.stopAt(Instant.parse("2026-03-01T10:00:00Z"));
        edit(article);
        // scheduled again: hidden until then
        article.move("publish", Map.of("publishAt", "2026-03-01T12:00:00Z"));
        assertThat(changesSince(since))
                .containsExactly(name + " published", name + " updated", name + " unpublished, gone");
        TestClock.stopAt(Instant.parse("2026-03-01T12:00:00Z"));
        assertThat(changesSince(since)).endsWith(name + " published").hasSize(4);
    }

    @Test
    void sections_are_told_of() {
        var since = now();
        var created = Newsroom.create("/sections", Map.of("name", "Tên"));
        var at = "/sections/" + created.path("id");
        Newsroom.patch(at, Map.of("name", "Tên mới"));
        asEditor().delete(at).then().statusCode(204);
        var name = "section " + created.path("id");
        assertThat(changesSince(since)).containsExactly(name + " created", name + " updated", name + " deleted, gone");
    }

    @ParameterizedTest
    @CsvSource({"/tags, tags", "/contributors, bylines"})
    void tags_and_contributors_are_told_of_from_when_readers_see_them(String path, String property) {
        TestClock.stopAt(Instant.parse("2026-03-01T08:00:00Z"));
        var section = aSection("Mục");
        var hidden = Newsroom.create(path, Map.of("name", "Ẩn"));
        var shown = Newsroom.create(path, Map.of("name", "Hiện"));
        var due = Newsroom.create(path, Map.of("name", "Sắp hiện"));
        var kind = path.substring(1, path.length() - 1) + " ";
        var since = now();
        anArticle().in(section).with(property, use(path, hidden)).draft();
        var article = anArticle().in(section).with(property, use(path, shown)).published();
        anArticle().in(section).with(property, use(path, shown)).published();
        var scheduled = anArticle().in(section).with(property, use(path, due)).scheduledFor("2026-03-01T09:00:00Z");
        for (var each : List.of(hidden, shown, due)) {
            Newsroom.patch(path + "/" + each.path("id"), Map.of("name", "Tên mới"));
        }
        assertThat(changesSince(since))
                .hasSize(4)
                .startsWith("article " + article.id() + " published", kind + shown.path("id") + " created")
                .endsWith(kind + shown.path("id") + " updated");
        since = now();
        TestClock.stopAt(Instant.parse("2026-03-01T09:00:00Z"));
        assertThat(changesSince(since))
                .containsExactly("article " + scheduled.id() + " published", kind + due.path("id") + " created");

        since = now();
        Newsroom.patch(scheduled.path(), Map.of(property, use(path, hidden)));
        assertThat(changesSince(since))
                .containsExactly("article " + scheduled.id() + " updated", kind + hidden.path("id") + " created");
        since = now();
        var unseen = Newsroom.create(path, Map.of("name", "Không thấy"));
        for (var each : List.of(due, unseen)) {
            asEditor().delete(path + "/" + each.path("id")).then().statusCode(204);
        }
        assertThat(changesSince(since)).containsExactly(kind + due.path("id") + " deleted, gone");
    }

    private static List<Object> use(String path, Response it) {
        String slug = it.path("slug");
        return List.of(path.equals("/tags") ? slug : Map.of("contributor", slug));
    }

    @Test
    void an_asset_is_told_of_while_something_public_shows_it() {
        var hidden = anArticleWithPicture("https://a.example/1.jpg").draft();
        var shown = anArticleWithPicture("https://a.example/2.jpg").published();
        var since = now();
        long hiddenAsset = asset(hidden);
        long shownAsset = asset(shown);
        caption(hiddenAsset);
        caption(shownAsset);
        assertThat(changesSince(since)).containsExactly("media " + shownAsset + " updated");

        since = now();
        withoutPicture(hidden);
        withoutPicture(shown);
        asEditor().delete("/media/" + hiddenAsset).then().statusCode(204);
        asEditor().delete("/media/" + shownAsset).then().statusCode(204);
        assertThat(changesSince(since))
                .containsExactly("article " + shown.id() + " updated", "media " + shownAsset + " deleted, gone");
    }

    private static Newsroom.Draft anArticleWithPicture(String url) {
        return anArticle()
                .with("media", List.of(Newsroom.media("a", url, "Chú thích")))
                .withBodyOf(Newsroom.picture("a"));
    }

    private static long asset(Newsroom.Written article) {
        return article.json().at("/media/0/asset/id").longValue();
    }

    private static void caption(long asset) {
        Newsroom.patch("/media/" + asset, Map.of("caption", "Chú thích mới"));
    }

    private static void withoutPicture(Newsroom.Written article) {
        Newsroom.patch(article.path(), Map.of("media", List.of(), "body", List.of()));
    }

    @Test
    void a_follower_begins_anywhere_and_is_refused_where_nothing_was() {
        aSection("Một");
        aSection("Hai");
        var all = asReader().get("/changes");
        all.then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .header("Link", containsString("rel=\"next\""))
                .body("items.type", equalTo(List.of("section", "section")))
                .body("page.hasMore", equalTo(false));
        String end = all.path("page.nextCursor");
        asReader().get("/changes?since=" + end).then().body("items", empty()).body("page.nextCursor", equalTo(end));
        asReader().get("/changes?since=now").then().body("items", empty()).body("page.nextCursor", equalTo(end));
        for (var wrong : List.of(
                "since=" + (Long.parseLong(end) + 1),
                "since=-1",
                "since=2026-03-01T08:00:00Z",
                "limit=0",
                "limit=101",
                "wait=61",
                "wait=x",
                "cursor=1")) {
            asReader()
                    .get("/changes?" + wrong)
                    .then()
                    .statusCode(400)
                    .body("errors[0].parameter", equalTo(wrong.substring(0, wrong.indexOf('='))));
        }
    }

    /** The response to a request that has reached the server. If it is empty, the request did not wait. */
    private CompletableFuture<Response> changesAfter(String since) {
        var active = metrics.get("http.server.active.requests").gauge();
        var before = active.value();
        var waiting = CompletableFuture.supplyAsync(() -> asReader().get("/changes?wait=60&since=" + since));
        await(() -> active.value() > before);
        return waiting;
    }

    @Test
    void who_waits_is_answered_as_soon_as_there_is_something() throws Exception {
        var section = aSection("Mục");
        var since = now();
        var waiting = changesAfter(since);
        var article = anArticle().in(section).published();
        waiting.get(10, TimeUnit.SECONDS).then().statusCode(200).body("items.id", equalTo(List.of((int) article.id())));
        // without a change: an empty page with a cursor for the next request
        var end = now();
        asReader()
                .get("/changes?wait=1&since=" + end)
                .then()
                .statusCode(200)
                .body("items", empty())
                .body("page.nextCursor", equalTo(end));
    }

    @Test
    void who_waits_hears_of_what_comes_due() throws Exception {
        TestClock.stopAt(Instant.parse("2026-03-01T08:00:00Z"));
        var article = anArticle().scheduledFor("2026-03-01T09:00:00Z");
        var since = now();
        var waiting = changesAfter(since);
        TestClock.advance(Duration.ofHours(1));
        waiting.get(10, TimeUnit.SECONDS).then().body("items.id", equalTo(List.of((int) article.id())));
    }

    @Test
    void a_thousand_who_wait_hold_no_thread() throws Exception {
        var since = now();
        var waiting = new ArrayList<CompletableFuture<Void>>();
        for (int i = 0; i < 1000; i++) {
            waiting.add(
                    waits.after(Long.parseLong(since), Duration.ofSeconds(60)).toCompletableFuture());
        }
        // other requests are answered meanwhile
        aSection("Một");
        for (var each : waiting) {
            each.get(10, TimeUnit.SECONDS);
        }
    }

    @Inject
    ChangeLongPoll waits;

    @Test
    void what_is_committed_later_is_told_later_though_it_was_begun_before() throws SQLException {
        var first = anArticle().published();
        var second = anArticle().published();
        var since = now();
        try (var slow = database.getConnection()) {
            slow.setAutoCommit(false);
            touch(slow, first.id());
            try (var quick = database.getConnection()) {
                touch(quick, second.id());
            }
            assertThat(changesSince(since)).containsExactly("article " + second.id() + " updated");
            since = now();
            slow.commit();
        }
        assertThat(changesSince(since)).containsExactly("article " + first.id() + " updated");
    }

    @Test
    void a_change_is_not_seen_before_one_with_a_lower_number() throws Exception {
        var slow = anArticle().published();
        var quick = anArticle().published();
        var since = now();
        try (var connection = database.getConnection()) {
            // half a second passes between its sequence number and its commit
            Sql.execute(connection, "create table slow_commit (seconds float)");
            Sql.execute(connection, """
                    create function sleep() returns trigger language plpgsql as
                    $$ begin perform pg_sleep(new.seconds); return null; end $$
                    """);
            Sql.execute(connection, """
                    create constraint trigger slow_commit after insert on slow_commit
                    deferrable initially deferred for each row execute function sleep()
                    """);
            connection.setAutoCommit(false);
            touch(connection, slow.id());
            Sql.execute(connection, "insert into slow_commit values (0.5)");
            var committing = CompletableFuture.runAsync(() -> commit(connection));
            await(() -> Sql.one(
                    "select exists (select from pg_stat_activity where wait_event = 'PgSleep')", Boolean.class));
            var told = new ArrayList<String>();
            try (var another = database.getConnection()) {
                touch(another, quick.id());
            }
            var page = page(since, 100);
            page.get("items").forEach(change -> told.add(text(change)));
            committing.get(10, TimeUnit.SECONDS);
            told.addAll(changesSince(page.at("/page/nextCursor").textValue()));
            assertThat(told).containsExactly("article " + slow.id() + " updated", "article " + quick.id() + " updated");
            Sql.execute(connection, "drop table slow_commit");
            Sql.execute(connection, "drop function sleep");
            connection.commit();
        }
    }

    private static void commit(Connection connection) {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void touch(Connection connection, long article) throws SQLException {
        try (var update = connection.prepareStatement(
                "update article set version = version + 1, updated_at = clock_timestamp() where id = ?")) {
            update.setLong(1, article);
            update.executeUpdate();
        }
    }

    @Test
    void a_follower_misses_nothing_however_many_write_at_once() {
        int writers = 8;
        int writesEach = 150;
        var section = aSection("Mục");
        var articles = Concurrently.run(
                writers, number -> anArticle().in(section).published().id());
        var since = now();
        var writing = new AtomicInteger(writers);
        var told = Concurrently.run(
                writers + 2,
                number ->
                        number < writers ? writeOften(articles, number, writesEach, writing) : follow(since, writing));
        var followers = told.subList(writers, writers + 2);
        assertThat(followers.get(0)).hasSize(writers * writesEach).isEqualTo(followers.get(1));
        assertThat(followers.get(0)).isEqualTo(follow(since, writing));
        for (long article : articles) {
            assertThat(followers.get(0))
                    .filteredOn(text -> text.equals("article " + article + " updated"))
                    .hasSize(writesEach);
        }
    }

    /** Transactions of various lengths. Some are rolled back and leave a gap in the sequence. */
    private List<String> writeOften(List<Long> articles, int writer, int times, AtomicInteger writing) {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < times; i++) {
                touch(connection, articles.get(writer));
                if (i % 7 == writer % 7) {
                    connection.rollback();
                    touch(connection, articles.get(writer));
                }
                if (i % 5 == 0) {
                    Thread.sleep(writer);
                }
                connection.commit();
            }
            return List.of();
        } catch (SQLException | InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            writing.decrementAndGet();
        }
    }

    private static List<String> follow(String since, AtomicInteger writing) {
        var told = new ArrayList<String>();
        var at = since;
        while (true) {
            var nobodyWrites = writing.get() == 0;
            var page = page(at, 100);
            page.get("items").forEach(change -> told.add(text(change)));
            at = page.get("page").get("nextCursor").textValue();
            if (nobodyWrites && page.get("items").isEmpty()) {
                return told;
            }
        }
    }
}
