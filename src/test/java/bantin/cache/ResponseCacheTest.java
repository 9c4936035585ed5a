package bantin.cache;

import static bantin.testsupport.Api.MERGE_PATCH;
import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Api.sending;
import static bantin.testsupport.Newsroom.anArticle;
import static bantin.testsupport.Newsroom.titles;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import bantin.testsupport.Concurrently;
import bantin.testsupport.Newsroom;
import bantin.testsupport.Sql;
import bantin.testsupport.Statements;
import bantin.testsupport.TestClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Public reads are served from the response cache, and are never stale. */
@QuarkusTest
class ResponseCacheTest {

    @TestHTTPResource("/api/v1")
    URI api;

    @Inject
    MeterRegistry metrics;

    private static long statementsFor(String path) {
        return Statements.of(() -> asReader().redirects().follow(false).get(path));
    }

    /** Soon, because a late notification of an earlier write may invalidate the first response. */
    private static void isCached(String path) {
        Concurrently.await(() -> statementsFor(path) == 0);
    }

    private static Newsroom.Written anArticleWithEverything() {
        Newsroom.aTag("Lũ");
        Newsroom.aContributor("Minh An");
        return anArticle()
                .in(Newsroom.aSection("Mục"))
                .with("slug", "tin")
                .with("tags", List.of("lu"))
                .with("bylines", List.of(Map.of("contributor", "minh-an")))
                .with("media", List.of(Map.of("key", "a", "asset", Map.of("url", "https://a.example/1.jpg"))))
                .withBodyOf(Newsroom.paragraph("Nội dung. ".repeat(200)), Newsroom.picture("a"))
                .published();
    }

    @Test
    void what_was_read_once_is_read_again_without_the_database() {
        var article = anArticleWithEverything();
        for (var path : List.of(
                article.path(),
                article.path() + "?body=html",
                article.path() + "?fields=title",
                "/articles/by-slug/tin",
                "/articles",
                "/articles?section=muc&count=exact",
                "/articles/most-viewed",
                "/articles/999999",
                "/articles/by-slug/khong-co")) {
            var first = asReader().get(path);
            isCached(path);
            var second = asReader().get(path);
            assertThat(second.asString()).isEqualTo(first.asString());
            assertThat(second.statusCode()).isEqualTo(first.statusCode());
            for (var name :
                    List.of("ETag", "Last-Modified", "Cache-Control", "Cache-Tag", "Vary", "Link", "Content-Type")) {
                assertThat(second.header(name)).as(path + " " + name).isEqualTo(first.header(name));
            }
        }
    }

    @Test
    void conditional_reads_heads_and_compressed_ones_come_from_the_same_answer() {
        var article = anArticleWithEverything();
        var whole = fetch("GET", article, Map.of());
        Concurrently.await(() -> Statements.of(() -> {
                    var compressed = fetch("GET", article, Map.of("Accept-Encoding", "br, gzip"));
                    assertThat(header(compressed, "Content-Encoding")).isEqualTo("gzip");
                    assertThat(header(compressed, "Vary")).contains("Accept-Encoding");
                    assertThat(unzipped(compressed.body())).isEqualTo(whole.body());
                    assertThat(header(compressed, "ETag")).as("other bytes").isNotEqualTo(header(whole, "ETag"));
                    for (var etag : List.of(header(whole, "ETag"), header(compressed, "ETag"))) {
                        var unchanged = fetch("GET", article, Map.of("If-None-Match", "\"x\", " + etag));
                        assertThat(unchanged.statusCode()).isEqualTo(304);
                        assertThat(unchanged.body()).isEmpty();
                        assertThat(header(unchanged, "ETag")).isEqualTo(header(whole, "ETag"));
                        assertThat(header(unchanged, "Cache-Tag")).isEqualTo(header(whole, "Cache-Tag"));
                    }
                    assertThat(fetch("GET", article, Map.of("If-None-Match", "\"x\""))
                                    .statusCode())
                            .isEqualTo(200);
                    var head = fetch("HEAD", article, Map.of());
                    assertThat(head.statusCode()).isEqualTo(200);
                    assertThat(head.body()).isEmpty();
                    assertThat(header(head, "ETag")).isEqualTo(header(whole, "ETag"));
                    assertThat(header(head, "Content-Length")).isEqualTo(String.valueOf(whole.body().length));
                    for (var other : List.of("identity", "gzip;q=0, identity", "br")) {
                        var plain = fetch("GET", article, Map.of("Accept-Encoding", other));
                        assertThat(plain.headers().firstValue("Content-Encoding"))
                                .as(other)
                                .isEmpty();
                        assertThat(plain.body()).isEqualTo(whole.body());
                    }
                })
                == 0);
        patchWith(article, header(fetch("GET", article, Map.of("Accept-Encoding", "gzip")), "ETag"));
    }

    /** The ETag of a compressed response can be used for an edit, too. */
    private static void patchWith(Newsroom.Written article, String etag) {
        asEditor()
                .header("If-Match", etag)
                .contentType(MERGE_PATCH)
                .body("{\"lead\": \"Sapo\"}")
                .patch(article.path())
                .then()
                .statusCode(200);
    }

    /** Without the headers that RestAssured adds. */
    private HttpResponse<byte[]> fetch(String method, Newsroom.Written article, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(api + article.path()))
                .method(method, HttpRequest.BodyPublishers.noBody());
        headers.forEach(request::header);
        try {
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .build()
                    .send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow();
    }

    private static byte[] unzipped(byte[] body) {
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return gzip.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_change_of_an_article_is_seen_at_once_wherever_it_is_shown() {
        var article = anArticleWithEverything();
        for (var path : List.of(article.path(), "/articles/by-slug/tin", "/articles?section=muc")) {
            asReader().get(path).then().statusCode(200);
        }
        patch(article, "{\"title\": \"Tên mới\"}");
        for (var path : List.of(article.path(), "/articles/by-slug/tin")) {
            asReader().get(path).then().body("title", equalTo("Tên mới"));
        }
        assertThat(titles(asReader().get("/articles?section=muc"))).containsExactly("Tên mới");
        article.move("unpublish", null);
        for (var path : List.of(article.path(), "/articles/by-slug/tin")) {
            asReader().get(path).then().statusCode(404);
        }
        assertThat(titles(asReader().get("/articles?section=muc"))).isEmpty();
        article.move("publish", Map.of());
        asReader().get(article.path()).then().statusCode(200);
        article.move("withdraw", Map.of("reason", "Sai"));
        asReader().get("/articles/by-slug/tin").then().statusCode(410).body("detail", equalTo("Sai"));
        isCached("/articles/by-slug/tin");
        asEditor().delete(article.path()).then().statusCode(204);
        asReader().get("/articles/by-slug/tin").then().statusCode(404);
    }

    @Test
    void a_change_of_an_article_leaves_others_cached() {
        var article = anArticle().published();
        var other = anArticle().titled("Tin khác").published();
        var changes = new AtomicInteger();
        // once more, in case the notification of the other write was late
        Concurrently.await(() -> {
            asReader().get(other.path()).then().statusCode(200);
            patch(article, "{\"title\": \"Tên thứ " + changes.incrementAndGet() + "\"}");
            return statementsFor(other.path()) == 0;
        });
    }

    /** An article stays cached until something changes that it shows. */
    @Test
    void a_change_of_what_an_article_does_not_show_leaves_it_cached() {
        var article = anArticleWithEverything();
        var other = anArticle()
                .with("tags", List.of(Newsroom.aTag("Hạn")))
                .with("bylines", List.of(Map.of("contributor", Newsroom.aContributor("Thu Hà"))))
                .with("media", List.of(Map.of("key", "b", "asset", Map.of("url", "https://a.example/2.jpg"))))
                .withBodyOf(Newsroom.picture("b"))
                .published();
        var changes = new AtomicInteger();
        for (var path : List.of(article.path(), "/articles/by-slug/tin", article.path() + "?body=html")) {
            // once more, in case the notification of an earlier write was late
            Concurrently.await(() -> {
                asReader().get(path).then().statusCode(200);
                var name = Map.of("name", "Tên thứ " + changes.incrementAndGet());
                Newsroom.patch("/sections/" + other.json().at("/section/id").asLong(), name);
                Newsroom.patch("/tags/" + other.json().at("/tags/0/id").asLong(), name);
                Newsroom.patch(
                        "/contributors/"
                                + other.json().at("/bylines/0/contributor/id").asLong(),
                        name);
                Newsroom.patch(
                        "/media/" + other.json().at("/media/0/asset/id").asLong(), Map.of("caption", name.get("name")));
                Newsroom.aSection("Mục thứ " + changes.get());
                anArticle().published().move("unpublish", null);
                anArticle().draft();
                other.move("publish", Map.of("publishAt", "2024-05-10T02:00:00Z"));
                other.move("unpublish", null);
                return statementsFor(path) == 0;
            });
        }
    }

    @Test
    void drafts_leave_lists_cached() {
        anArticle().published();
        var draft = anArticle().draft();
        Concurrently.await(() -> {
            asReader().get("/articles").then().statusCode(200);
            patch(draft, "{\"title\": \"Nháp\"}");
            anArticle().in(draft.json().at("/section/slug").asText()).draft();
            return statementsFor("/articles") == 0;
        });
    }

    @Test
    void a_new_section_tag_or_contributor_is_seen_in_lists_at_once() {
        for (var create :
                List.<Function<String, String>>of(Newsroom::aSection, Newsroom::aTag, Newsroom::aContributor)) {
            asReader().get("/suggest?q=moi+nhat").then().statusCode(200);
            var slug = create.apply("Mới nhất");
            assertThat(asReader().get("/suggest?q=moi+nhat").<List<String>>path("items.slug"))
                    .contains(slug);
        }
    }

    @Test
    void a_change_of_what_an_article_shows_is_seen_at_once() {
        var article = anArticleWithEverything();
        var asset = article.json().at("/media/0/asset/id").asLong();
        shown(article, "section.name", "Mục");
        Newsroom.patch("/sections/" + article.json().at("/section/id").asLong(), "{\"name\": \"Mục mới\"}");
        shown(article, "section.name", "Mục mới");
        Newsroom.patch("/tags/" + article.json().at("/tags/0/id").asLong(), "{\"name\": \"Lũ lớn\"}");
        shown(article, "tags[0].name", "Lũ lớn");
        Newsroom.patch(
                "/contributors/"
                        + article.json().at("/bylines/0/contributor/id").asLong(),
                "{\"name\": \"Minh Anh\"}");
        shown(article, "bylines[0].name", "Minh Anh");
        Newsroom.patch("/media/" + asset, "{\"caption\": \"Chú thích của tệp\"}");
        shown(article, "media[0].caption", "Chú thích của tệp");
    }

    private static void shown(Newsroom.Written article, String property, String value) {
        for (var path : List.of(article.path(), "/articles/by-slug/tin")) {
            asReader().get(path).then().body(property, equalTo(value));
        }
        asReader().get("/articles?include=media").then().body("items[0]." + property, equalTo(value));
    }

    private static void patch(Newsroom.Written article, String patch) {
        Newsroom.patch(article.path(), patch);
    }

    /** The process that sends notifications to this node is stopped meanwhile. */
    @Test
    void what_this_node_deletes_is_gone_at_once_though_nothing_is_heard() throws Exception {
        var tag = Newsroom.aTagOfThePast("Nhãn");
        int id = asReader().get("/tags").path("items[0].id");
        asReader().get("/suggest?q=nhan").then().body("items.slug", equalTo(List.of(tag)));
        isCached("/suggest?q=nhan");
        var listening = listeningProcess();
        signal("STOP", listening);
        try {
            asEditor().delete("/tags/" + id).then().statusCode(204);
            asReader().get("/suggest?q=nhan").then().body("items", empty());
        } finally {
            signal("CONT", listening);
        }
    }

    private static String listeningProcess() {
        return Sql.one(
                "select pid::text from pg_stat_activity where application_name = 'bantin notifications' limit 1",
                String.class);
    }

    private static void signal(String signal, String process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + signal, process).start().waitFor())
                .isZero();
    }

    @Test
    void a_slug_that_changes_hands_leads_to_its_new_holder() {
        var first = anArticle().with("slug", "mot").published();
        asReader().get("/articles/by-slug/hai").then().statusCode(404);
        asReader().get("/articles/by-slug/mot").then().body("id", equalTo((int) first.id()));
        patch(first, "{\"slug\": \"hai\"}");
        asReader().get("/articles/by-slug/hai").then().statusCode(200);
        asReader()
                .redirects()
                .follow(false)
                .get("/articles/by-slug/mot")
                .then()
                .statusCode(308)
                .header("Location", containsString("/by-slug/hai"));
        isCached("/articles/by-slug/mot");
        patch(first, "{\"slug\": \"ba\"}");
        asReader()
                .redirects()
                .follow(false)
                .get("/articles/by-slug/mot")
                .then()
                .header("Location", containsString("/by-slug/ba"));
        var second = anArticle().with("slug", "mot").published();
        asReader().get("/articles/by-slug/mot").then().body("id", equalTo((int) second.id()));
    }

    @Test
    void what_comes_due_appears_at_its_instant_with_nobody_writing_anything() {
        TestClock.stopAt(Instant.parse("2024-05-10T02:00:00Z"));
        anArticle().titled("Đã đăng").published();
        var article = anArticle().titled("Hẹn giờ").with("slug", "hen").scheduledFor("2024-05-10T03:00:00Z");
        for (var before : List.of(Duration.ZERO, Duration.ofMinutes(59).plusSeconds(59))) {
            TestClock.stopAt(Instant.parse("2024-05-10T02:00:00Z").plus(before));
            asReader().get(article.path()).then().statusCode(404);
            asReader().get("/articles/by-slug/hen").then().statusCode(404);
            assertThat(titles(asReader().get("/articles"))).containsExactly("Đã đăng");
            isCached("/articles");
        }
        TestClock.advance(Duration.ofSeconds(1));
        asReader().get(article.path()).then().statusCode(200);
        asReader().get("/articles/by-slug/hen").then().statusCode(200);
        assertThat(titles(asReader().get("/articles"))).containsExactly("Hẹn giờ", "Đã đăng");
        isCached("/articles");
    }

    @Test
    void what_expires_is_gone_at_its_instant_with_nobody_writing_anything() {
        TestClock.stopAt(Instant.parse("2024-05-10T02:00:00Z"));
        anArticle().titled("Ở lại").published();
        var article = anArticle()
                .titled("Ra đi")
                .with("slug", "ra-di")
                .with("expiresAt", "2024-05-10T03:00:00Z")
                .published();
        for (var before : List.of(Duration.ZERO, Duration.ofMinutes(59).plusSeconds(59))) {
            TestClock.stopAt(Instant.parse("2024-05-10T02:00:00Z").plus(before));
            asReader().get(article.path()).then().statusCode(200);
            asReader().get("/articles/by-slug/ra-di").then().statusCode(200);
            assertThat(titles(asReader().get("/articles"))).containsExactly("Ra đi", "Ở lại");
            assertThat(titles(asReader().get("/articles?q=ra+di"))).containsExactly("Ra đi");
            for (var path : List.of("/articles", "/articles?q=ra+di", article.path())) {
                isCached(path);
            }
        }
        TestClock.advance(Duration.ofSeconds(1));
        asReader().get(article.path()).then().statusCode(404);
        asReader().get("/articles/by-slug/ra-di").then().statusCode(404);
        assertThat(titles(asReader().get("/articles"))).containsExactly("Ở lại");
        assertThat(titles(asReader().get("/articles?q=ra+di"))).isEmpty();
        isCached("/articles");
    }

    @Test
    void counts_of_views_are_repeated_for_a_second_at_most() {
        TestClock.stopAt(Instant.parse("2024-05-10T02:00:00Z"));
        var article = anArticle().published();
        var path = article.path() + "?include=views";
        asReader().get(path).then().body("views", equalTo(0));
        asReader().post(article.path() + "/views").then().statusCode(200);
        TestClock.advance(Duration.ofSeconds(1));
        asReader().get(path).then().body("views", equalTo(1));
        asReader().get("/articles?include=views").then().body("items.views", contains(1));
    }

    @Test
    void a_list_in_the_order_of_views_follows_them_though_it_does_not_show_them() {
        TestClock.stopAt(Instant.parse("2024-05-10T02:00:00Z"));
        var first = anArticle().titled("Một").published();
        var second = anArticle().titled("Hai").published();
        asReader().post(first.path() + "/views").then().statusCode(200);
        Newsroom.waitUntilRanked();
        assertThat(titles(asReader().get("/articles?sort=-views"))).containsExactly("Một", "Hai");
        for (int i = 0; i < 2; i++) {
            asReader().post(second.path() + "/views").then().statusCode(200);
        }
        Newsroom.waitUntilRanked();
        TestClock.advance(Duration.ofSeconds(1));
        assertThat(titles(asReader().get("/articles?sort=-views"))).containsExactly("Hai", "Một");
    }

    @Test
    void requests_with_a_key_neither_use_nor_fill_the_cache() {
        var draft = anArticle().titled("Nháp").with("slug", "nhap").draft();
        for (var path : List.of(draft.path(), "/articles/by-slug/nhap")) {
            asEditor().get(path).then().statusCode(200);
            asReader().get(path).then().statusCode(404);
            asEditor().get(path).then().statusCode(200).header("Cache-Control", containsString("private"));
            asReader().get(path).then().statusCode(404);
        }
        asEditor().get("/articles?status=draft").then().body("items.title", contains("Nháp"));
        asReader().get("/articles").then().body("items", empty());
        asReader().get("/articles?status=draft").then().statusCode(401);
    }

    @Test
    void what_many_ask_for_at_once_is_made_once() {
        var article = anArticleWithEverything();
        // once more, in case the notification of the write was late
        Concurrently.await(() -> {
            patch(article, "{\"lead\": \"Sapo\"}");
            return Statements.of(() -> assertThat(Concurrently.run(
                                    16, thread -> asReader().get(article.path()).asString()))
                            .allMatch(answer ->
                                    answer.equals(asReader().get(article.path()).asString())))
                    == 1;
        });
    }

    @Test
    void readers_who_ask_all_the_while_never_see_an_older_version_than_was_acknowledged() {
        var article = anArticle().titled("0").published();
        var acknowledged = new AtomicInteger(article.version());
        Concurrently.run(6, thread -> {
            for (int i = 0; i < 60; i++) {
                if (thread == 0) {
                    var answer = asEditor()
                            .header("If-Match", "*")
                            .contentType(MERGE_PATCH)
                            .body("{\"title\": \"" + i + "\"}")
                            .patch(article.path() + "?publish=true");
                    acknowledged.set(answer.then().statusCode(200).extract().path("version"));
                } else {
                    var atLeast = acknowledged.get();
                    var path = thread % 2 == 0 ? article.path() : "/articles/by-slug/" + article.slug();
                    assertThat(version(asReader().get(path))).isGreaterThanOrEqualTo(atLeast);
                    assertThat(asReader().get("/articles").<List<Integer>>path("items.version"))
                            .allMatch(version -> version >= atLeast);
                }
            }
            return null;
        });
    }

    private static int version(Response answer) {
        return answer.then().statusCode(200).extract().path("version");
    }

    private static void askForWhatNeverWas() {
        for (int i = 0; i < 5; i++) {
            for (var path : List.of(
                    "/articles/" + (800_000 + i),
                    "/articles/" + (800_000 + i) + "?body=html",
                    "/articles/by-slug/khong-co-" + i,
                    "/articles/by-slug/khong-co-" + i + "?fields=id")) {
                asReader()
                        .get(path)
                        .then()
                        .statusCode(404)
                        .contentType("application/problem+json")
                        .body("type", equalTo("/problems/not-found"))
                        .body("detail", equalTo("The article does not exist, or is not visible to you."))
                        .body("instance", equalTo("/api/v1" + path.replaceFirst("\\?.*", "")));
            }
        }
    }

    @Test
    void what_never_was_costs_no_question_to_the_database() {
        // the existence filter is loaded in the background, and the cache is not used while a heartbeat is late
        // for a moment
        Concurrently.await(() -> Statements.of(ResponseCacheTest::askForWhatNeverWas) == 0);
        asReader().get("/articles/by-slug/moi-tinh").then().statusCode(404);
        var article = anArticle().with("slug", "moi-tinh").published();
        asReader().get("/articles/by-slug/moi-tinh").then().statusCode(200);
        asReader().get(article.path()).then().statusCode(200);
    }

    @Test
    void the_first_answer_is_as_compressed_and_as_conditional_as_those_after_it() {
        var article = anArticleWithEverything();
        for (int time = 0; time < 2; time++) {
            Newsroom.patch("/sections/" + article.json().at("/section/id"), "{\"position\": " + time + "}");
            var first = fetch("GET", article, Map.of("Accept-Encoding", "gzip"));
            assertThat(header(first, "Content-Encoding")).isEqualTo("gzip");
            assertThat(header(first, "ETag")).endsWith("-gzip\"");
            Newsroom.patch("/sections/" + article.json().at("/section/id"), "{\"position\": " + (time + 5) + "}");
            assertThat(fetch("GET", article, Map.of("If-None-Match", header(first, "ETag")))
                            .statusCode())
                    .isEqualTo(304);
            assertThat(unzipped(first.body()))
                    .isEqualTo(fetch("GET", article, Map.of()).body());
        }
    }

    @Test
    void a_small_answer_stays_plain() {
        var article = anArticle().published();
        for (int time = 0; time < 2; time++) {
            var answer = fetch("GET", article, Map.of("Accept-Encoding", "gzip"));
            assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
            assertThat(header(answer, "ETag")).doesNotContain("gzip");
        }
    }

    @Test
    void addresses_in_a_thousand_spellings_neither_exceed_the_maximum_size_nor_evict_what_is_read() {
        var long_ = Newsroom.paragraph("Nội dung dài. ".repeat(10_000));
        var section = Newsroom.aSection("Mục");
        for (int i = 0; i < 3; i++) {
            anArticle().in(section).withBodyOf(long_).published();
        }
        var useful = anArticle().in(section).published();
        // each about 600 kB, 120 MB together; meanwhile other reads go on
        for (int i = 0; i < 200; i++) {
            asReader()
                    .get("/articles?include=body&publishedBefore="
                            + Instant.parse("2030-01-01T00:00:00Z").plusSeconds(i))
                    .then()
                    .statusCode(200);
            asReader().get(useful.path());
        }
        assertThat(statementsFor(useful.path())).isZero();
        assertThat(metrics.get("bantin.cache.size").gauge().value()).isBetween(1e6, 64 * 1024 * 1024.0);
        assertThat(metrics.get("cache.size").tag("cache", "responses").gauge().value())
                .isPositive();
        assertThat(metrics.get("cache.evictions")
                        .tag("cache", "responses")
                        .functionCounter()
                        .count())
                .isPositive();
    }

    @Test
    void hits_and_misses_are_those_of_public_reads_and_a_stale_entry_is_a_miss() {
        var article = anArticle().published();
        // The node's own notification of the publication may arrive after the first read, and invalidate it.
        Concurrently.await(() -> {
            var hits = gets("hit");
            var misses = gets("miss");
            asReader().get(article.path());
            asReader().basePath("").get("/q/health/live");
            return gets("hit") == hits + 1 && gets("miss") == misses;
        });
        var hits = gets("hit");
        var misses = gets("miss");
        Newsroom.patch(article.path(), Map.of("lead", "Sapo mới"));
        asReader().get(article.path());
        assertThat(gets("hit")).isEqualTo(hits);
        assertThat(gets("miss")).isEqualTo(misses + 1);
    }

    private double gets(String result) {
        return metrics.get("cache.gets")
                .tags("cache", "responses", "result", result)
                .functionCounter()
                .count();
    }

    @Test
    void what_cannot_be_asked_is_refused_as_before() {
        asReader().get("/articles?sotr=title").then().statusCode(400);
        asReader().get("/articles?sotr=title").then().statusCode(400);
        asReader().accept("text/html").get("/articles").then().statusCode(406);
        sending(asEditor(), "{}").post("/articles").then().statusCode(400);
    }
}
