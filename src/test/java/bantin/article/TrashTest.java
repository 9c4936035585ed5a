package bantin.article;

import static bantin.testsupport.Api.asAdmin;
import static bantin.testsupport.Api.asAuthor;
import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Api.sending;
import static bantin.testsupport.Concurrently.await;
import static bantin.testsupport.Newsroom.aContributor;
import static bantin.testsupport.Newsroom.aSection;
import static bantin.testsupport.Newsroom.aTag;
import static bantin.testsupport.Newsroom.anArticle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import bantin.article.ArticleEvent.ArticlePurged;
import bantin.testsupport.Api;
import bantin.testsupport.Concurrently;
import bantin.testsupport.Json;
import bantin.testsupport.Newsroom;
import bantin.testsupport.Newsroom.Draft;
import bantin.testsupport.Newsroom.Written;
import bantin.testsupport.Sql;
import bantin.testsupport.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Articles are purged after the retention, or at once by an admin, and then nothing of them is left. */
@QuarkusTest
class TrashTest {

    private static final Instant BEGINNING = Instant.parse("2100-03-01T01:00:00Z");
    private static final Duration RETENTION = Duration.ofDays(30);

    @Inject
    TrashMaintenance maintenance;

    @Inject
    Purges purges;

    @ApplicationScoped
    static class Purges {

        private final AtomicInteger number = new AtomicInteger();

        void purged(@Observes(during = TransactionPhase.AFTER_SUCCESS) ArticlePurged event) {
            number.incrementAndGet();
        }

        int seen() {
            return number.get();
        }
    }

    private static Response purge(Written article) {
        return asAdmin().delete(article.path() + "?purge=true");
    }

    private static void trash(Written article) {
        asEditor().delete(article.path()).then().statusCode(204);
    }

    private static int status(RequestSpecification as, String path) {
        return as.redirects().follow(false).get(path).statusCode();
    }

    private static String now() {
        return asReader().get("/changes?since=now").path("page.nextCursor");
    }

    private static List<String> changesSince(String since) {
        var changes = new ArrayList<String>();
        Json.read(asReader().get("/changes?limit=100&since=" + since).asString())
                .get("items")
                .forEach(change -> changes.add(change.get("type").textValue() + " " + change.get("id") + " "
                        + change.get("event").textValue()));
        return changes;
    }

    @Test
    void what_was_in_the_trash_for_the_retention_is_purged_and_nothing_sooner() {
        TestClock.stopAt(BEGINNING);
        var article = anArticle().trashed();
        var draft = anArticle().draft();
        TestClock.advance(RETENTION.minusNanos(1000));
        maintenance.purgeExpired();
        asEditor().get(article.path()).then().statusCode(200).body("status", equalTo("trashed"));
        TestClock.advance(Duration.ofNanos(1000));
        maintenance.purgeExpired();
        asAdmin().get(article.path()).then().statusCode(404);
        asEditor().get(draft.path()).then().statusCode(200);
    }

    @Test
    void an_edit_in_the_trash_does_not_extend_the_time() {
        TestClock.stopAt(BEGINNING);
        var article = anArticle().trashed();
        TestClock.advance(RETENTION.minusDays(1));
        Newsroom.patch(article.path(), Map.of("title", "Sửa trong thùng rác"));
        trash(article);
        TestClock.advance(Duration.ofDays(1));
        maintenance.purgeExpired();
        asEditor().get(article.path()).then().statusCode(404);
    }

    @Test
    void what_was_restored_is_kept_and_its_time_in_the_trash_begins_anew() {
        TestClock.stopAt(BEGINNING);
        var article = anArticle().trashed();
        TestClock.advance(RETENTION.minusDays(1));
        article.move("restore", null);
        TestClock.advance(Duration.ofDays(2));
        maintenance.purgeExpired();
        trash(article);
        TestClock.advance(RETENTION.minusDays(1));
        maintenance.purgeExpired();
        asEditor().get(article.path()).then().statusCode(200).body("status", equalTo("trashed"));
    }

    @Test
    void one_run_purges_more_than_one_batch() {
        TestClock.stopAt(BEGINNING);
        var section = aSection("Mục");
        var kept = anArticle().in(section).published();
        Concurrently.run(4, thread -> {
            for (int i = 0; i <= TrashMaintenance.ARTICLES_AT_ONCE / 2; i++) {
                anArticle().in(section).trashed();
            }
            return null;
        });
        assertThat(articles()).isGreaterThan(2 * TrashMaintenance.ARTICLES_AT_ONCE);
        TestClock.advance(RETENTION);
        maintenance.purgeExpired();
        assertThat(articles()).isOne();
        asReader().get(kept.path()).then().statusCode(200);
    }

    private static long articles() {
        return Sql.one("select count(*) from article", Long.class);
    }

    @Test
    void of_several_nodes_one_purges_an_article() {
        TestClock.stopAt(BEGINNING);
        var section = aSection("Mục");
        Stream.generate(() -> anArticle().in(section)).limit(10).forEach(Draft::trashed);
        TestClock.advance(RETENTION);
        var before = purges.seen();
        Concurrently.run(4, node -> {
            maintenance.purgeExpired();
            return null;
        });
        assertThat(articles()).isZero();
        assertThat(purges.seen() - before).isEqualTo(10);
    }

    @Test
    void an_article_that_cannot_be_purged_does_not_keep_the_others_and_is_tried_again() {
        TestClock.stopAt(BEGINNING);
        var stuck = anArticle().trashed();
        var other = anArticle().trashed();
        TestClock.advance(RETENTION);
        Sql.execute(
                "create table holds_an_article as select id as held from article where id = " + stuck.id(),
                "alter table holds_an_article add foreign key (held) references article");
        try {
            maintenance.purgeExpired();
            asEditor().get(stuck.path()).then().statusCode(200);
            asEditor().get(other.path()).then().statusCode(404);
        } finally {
            Sql.execute("drop table holds_an_article");
        }
        maintenance.purgeExpired();
        asEditor().get(stuck.path()).then().statusCode(404);
    }

    @Test
    void a_retention_of_less_than_a_day_is_refused_at_the_start() {
        var check = new TrashConfigCheck();
        assertThatCode(() -> check.check(null, () -> Duration.ofDays(1))).doesNotThrowAnyException();
        assertThatThrownBy(() -> check.check(null, () -> Duration.ofSeconds(30)))
                .hasMessage("bantin.trash.retention must be at least one day.");
    }

    /** A public article that has a row in every table that can have one. */
    private static Written anArticleOfEverything() {
        var article = anArticle()
                .titled("Cầu Rạch Miễu thông xe")
                .with("slug", "cau-rach-mieu")
                .with("tags", List.of(aTag("Cầu đường")))
                .with("bylines", List.of(Map.of("contributor", aContributor("Minh An"))))
                .with("media", List.of(Newsroom.media("a", "https://anh.example/cau.jpg", "Cây cầu")))
                .with("expiresAt", "2101-01-01T00:00:00Z")
                .withBodyOf(Newsroom.picture("a"))
                .published();
        TestClock.advance(Duration.ofMinutes(1));
        Newsroom.patch(article.path(), Map.of("slug", "cau-moi"));
        asReader()
                .header("Visitor-Id", "khach")
                .post(article.path() + "/views")
                .then()
                .statusCode(200)
                .body("counted", equalTo(true));
        Newsroom.correct(article, "Cầu dài 8 km, không phải 80 km.");
        return article;
    }

    @Test
    void a_public_article_that_is_purged_is_gone_on_every_path_at_once() {
        TestClock.stopAt(BEGINNING);
        var article = anArticleOfEverything();
        var asset = article.json().at("/media/0/asset/id").asText();
        var pages = List.of(
                article.path(),
                article.path() + "?body=html&include=views",
                "/articles/by-slug/cau-moi",
                "/articles/by-slug/cau-rach-mieu",
                article.path() + "/related",
                article.path() + "/views",
                "/media/" + asset,
                "/media/" + asset + "/captions");
        var lists = List.of(
                "/articles",
                "/articles?sort=title",
                "/articles?sort=-views",
                "/articles?tag=cau-duong",
                "/articles?contributor=minh-an",
                "/articles?ids=" + article.id(),
                "/articles?q=rạch+miễu",
                "/articles/most-viewed?window=all",
                "/suggest?kind=article&q=cau+rach",
                "/views?articles=" + article.id());
        Newsroom.waitUntilRanked();
        // each is in the response cache now
        pages.forEach(path -> assertThat(status(asReader(), path)).as(path).isIn(200, 308));
        lists.forEach(path -> asReader().get(path).then().body("items", not(empty())));
        var since = now();

        purge(article).then().statusCode(204);

        pages.forEach(path -> assertThat(status(asReader(), path)).as(path).isEqualTo(404));
        lists.forEach(path -> asReader().get(path).then().statusCode(200).body("items", empty()));
        assertThat(asReader().head(article.path()).statusCode()).isEqualTo(404);
        asReader().get("/articles?count=exact&q=rạch+miễu").then().body("page.total", equalTo(0));
        asReader().post(article.path() + "/views").then().statusCode(404);
        sending(asReader(), Map.of("views", List.of(Map.of("articleId", article.id()))))
                .post("/views")
                .then()
                .statusCode(200)
                .body("results[0].errors", notNullValue());
        for (var path : List.of(
                article.path(),
                "/articles/by-slug/cau-moi",
                "/articles/by-slug/cau-rach-mieu",
                article.path() + "/revisions",
                article.path() + "/revisions/1")) {
            for (Supplier<RequestSpecification> as :
                    List.<Supplier<RequestSpecification>>of(() -> asAuthor("Lan"), Api::asEditor, Api::asAdmin)) {
                assertThat(status(as.get(), path)).as(path).isEqualTo(404);
            }
        }
        asEditor().post(article.path() + "/restore").then().statusCode(404);
        assertThat(changesSince(since)).containsExactly("article " + article.id() + " deleted");
    }

    @Test
    void what_another_node_purges_is_gone_within_a_second() {
        TestClock.stopAt(BEGINNING);
        var article = anArticleOfEverything();
        var paths = List.of(article.path(), "/articles/by-slug/cau-moi", "/articles/by-slug/cau-rach-mieu");
        paths.forEach(path -> assertThat(status(asReader(), path)).as(path).isIn(200, 308));
        asReader().get("/articles").then().body("items", not(empty()));

        Sql.execute("delete from article where id = " + article.id());

        await(
                Duration.ofSeconds(1),
                () -> paths.stream().allMatch(path -> status(asReader(), path) == 404)
                        && Newsroom.titles(asReader().get("/articles")).isEmpty());
    }

    @Test
    void a_purge_leaves_no_row_of_the_article() {
        TestClock.stopAt(BEGINNING);
        var article = anArticleOfEverything();
        var other = anArticle().published();
        assertThat(tablesWith(article))
                .contains(
                        "article",
                        "article_search",
                        "article_tag",
                        "byline",
                        "correction",
                        "media_caption",
                        "revision",
                        "scheduled_change",
                        "slug_redirect",
                        "suggestion",
                        "view_count",
                        "view_hour",
                        "view_visitor");
        var ofOther = tablesWith(other);
        purge(article).then().statusCode(204);
        assertThat(tablesWith(article)).isEmpty();
        assertThat(tablesWith(other)).isEqualTo(ofOther);
    }

    @Test
    void the_job_leaves_no_row_either() {
        TestClock.stopAt(BEGINNING);
        var article = anArticleOfEverything();
        trash(article);
        TestClock.advance(RETENTION);
        maintenance.purgeExpired();
        assertThat(tablesWith(article)).isEmpty();
    }

    /** All tables that mention the article, but for the change log, which tells that it was deleted. */
    private static TreeSet<String> tablesWith(Written article) {
        var tables = new TreeSet<String>();
        var columns = Sql.one("""
                select string_agg(table_name || ' ' || column_name, ',')
                  from information_schema.columns
                 where table_schema = current_schema() and table_name <> 'change_log'
                   and (column_name in ('article_id', 'entity_id') or (table_name, column_name) = ('article', 'id'))
                """, String.class);
        for (var column : columns.split(",")) {
            var table = column.split(" ")[0];
            var name = column.split(" ")[1];
            var condition = name.equals("entity_id") ? " and kind = 'article'" : "";
            var rows = Sql.one(
                    "select count(*) from " + table + " where " + name + " = " + article.id() + condition, Long.class);
            if (rows > 0) {
                tables.add(table);
            }
        }
        return tables;
    }

    enum Unseen {
        DRAFT(Draft::draft),
        SCHEDULED(draft -> draft.scheduledFor("2200-01-01T00:00:00Z")),
        UNPUBLISHED(Draft::unpublished),
        WITHDRAWN(draft -> draft.withdrawn("Sai.")),
        EXPIRED(draft -> draft.with("expiresAt", "2100-03-01T02:00:00Z").published()),
        TRASHED_DRAFT(Draft::trashed),
        TRASHED(draft -> {
            var article = draft.published();
            trash(article);
            return article;
        });

        private final Function<Draft, Written> write;

        Unseen(Function<Draft, Written> write) {
            this.write = write;
        }
    }

    @ParameterizedTest
    @EnumSource
    void of_what_readers_did_not_see_a_purge_tells_nothing(Unseen unseen) {
        TestClock.stopAt(BEGINNING);
        var article = unseen.write.apply(anArticle().with("slug", "khong-ai-thay"));
        TestClock.advance(Duration.ofDays(1));
        // records what has come due
        asReader().get("/changes");
        var since = now();
        purge(article).then().statusCode(204);
        assertThat(changesSince(since)).isEmpty();
        for (var path : List.of(article.path(), "/articles/by-slug/khong-ai-thay")) {
            assertThat(status(asReader(), path)).isEqualTo(404);
            assertThat(status(asEditor(), path)).isEqualTo(404);
        }
        assertThat(tablesWith(article)).isEmpty();
        TestClock.stopAt(Instant.parse("2200-01-02T00:00:00Z"));
        assertThat(changesSince(since)).isEmpty();
    }

    @Test
    void only_an_admin_purges() {
        var draft = anArticle().by(() -> asAuthor("Lan")).draft();
        asReader().delete(draft.path() + "?purge=true").then().statusCode(401);
        asAuthor("Lan").delete(draft.path() + "?purge=true").then().statusCode(403);
        asAuthor("Huệ").delete(draft.path() + "?purge=true").then().statusCode(403);
        asEditor()
                .delete(draft.path() + "?purge=true")
                .then()
                .statusCode(403)
                .body("detail", containsString("'admin'"));
        asAdmin()
                .delete(draft.path() + "?purge=maybe")
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("purge"));
        asEditor().get(draft.path()).then().statusCode(200).body("version", equalTo(1));
        asEditor().delete(draft.path() + "?purge=false").then().statusCode(204);
        asEditor().get(draft.path()).then().statusCode(200).body("status", equalTo("trashed"));
        purge(draft).then().statusCode(204);
        purge(draft).then().statusCode(404);
        asEditor().delete(draft.path() + "?purge=true").then().statusCode(403);
    }

    @Test
    void a_purge_may_name_the_version_it_was_decided_on() {
        var article = anArticle().published();
        asAdmin()
                .header("If-Match", "\"9\"")
                .delete(article.path() + "?purge=true")
                .then()
                .statusCode(412)
                .body("currentVersion", equalTo(article.version()));
        asReader().get(article.path()).then().statusCode(200);
        asAdmin()
                .header("If-Match", article.etag())
                .delete(article.path() + "?purge=true")
                .then()
                .statusCode(204);
    }

    @Test
    void the_slugs_of_a_purged_article_are_free() {
        var article = anArticle().with("slug", "mot").published();
        Newsroom.patch(article.path(), Map.of("slug", "hai"));
        purge(article).then().statusCode(204);
        for (var slug : List.of("mot", "hai")) {
            assertThat(status(asReader(), "/articles/by-slug/" + slug)).isEqualTo(404);
            var next = anArticle().with("slug", slug).published();
            asReader().get("/articles/by-slug/" + slug).then().statusCode(200).body("id", equalTo((int) next.id()));
        }
    }

    @Test
    void who_may_see_the_article_in_the_trash_that_has_a_slug_is_told_which_one_it_is() {
        var holder = anArticle().with("slug", "giu-cho").trashed();
        var id = (int) holder.id();
        var content = anArticle().with("slug", "giu-cho").content();
        var named = allOf(
                containsString("article " + id),
                containsString("'trashed'"),
                containsString("DELETE /api/v1/articles/" + id + "?purge=true"));
        sending(asEditor(), content)
                .post("/articles")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/slug-taken"))
                .body("id", equalTo(id))
                .body("articleStatus", equalTo("trashed"))
                .body("detail", named);
        sending(asEditor(), content)
                .post("/articles?publish=true")
                .then()
                .statusCode(409)
                .body("id", equalTo(id));
        var other = anArticle().draft();
        sending(asEditor().header("If-Match", "*"), content)
                .put(other.path())
                .then()
                .statusCode(409)
                .body("id", equalTo(id));
        asEditor()
                .header("If-Match", "*")
                .contentType(Api.MERGE_PATCH)
                .body("{\"slug\": \"giu-cho\"}")
                .patch(other.path())
                .then()
                .statusCode(409)
                .body("detail", named);
        sending(asAuthor("Lan"), content)
                .post("/articles")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/slug-taken"))
                .body("id", nullValue())
                .body("articleStatus", nullValue())
                .body("detail", equalTo("Another article has the slug 'giu-cho'."));
        asEditor().get(other.path()).then().body("version", equalTo(1));

        Newsroom.patch(holder.path(), Map.of("slug", "cho-khac"));
        Newsroom.create("/articles", content);
        var freed = anArticle().with("slug", "cho-khac");
        purge(holder).then().statusCode(204);
        freed.draft();
    }

    @Test
    void an_author_is_told_of_its_own_article_in_the_trash() {
        var holder =
                anArticle().with("slug", "cua-lan").by(() -> asAuthor("Lan")).draft();
        trash(holder);
        sending(asAuthor("Lan"), anArticle().with("slug", "cua-lan").content())
                .post("/articles")
                .then()
                .statusCode(409)
                .body("id", equalTo((int) holder.id()))
                .body("articleStatus", equalTo("trashed"));
    }

    @Test
    void a_restored_revision_may_want_a_slug_that_lies_in_the_trash() {
        var article = anArticle().with("slug", "cu").draft();
        Newsroom.patch(article.path(), Map.of("slug", "moi"));
        var holder = anArticle().with("slug", "cu").trashed();
        asEditor()
                .header("If-Match", "*")
                .post(article.path() + "/revisions/1/restore")
                .then()
                .statusCode(409)
                .body("id", equalTo((int) holder.id()))
                .body("articleStatus", equalTo("trashed"));
    }

    @Test
    void a_view_that_waits_for_a_purge_is_answered_like_one_that_comes_after_it() throws SQLException {
        var article = anArticle().published();
        try (var connection = Sql.connect()) {
            connection.setAutoCommit(false);
            Sql.execute(connection, "delete from article where id = " + article.id());
            var view = CompletableFuture.supplyAsync(
                    () -> asReader().post(article.path() + "/views").statusCode());
            await(() -> Sql.one(
                            "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                                    + " and query like '%view_count%'",
                            Long.class)
                    > 0);
            connection.commit();
            connection.setAutoCommit(true);
            assertThat(view.join()).isEqualTo(404);
        }
        asReader().post(anArticle().published().path() + "/views").then().statusCode(200);
    }
}
