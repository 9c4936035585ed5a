package bantin.article;

import static bantin.testsupport.Api.asAdmin;
import static bantin.testsupport.Api.asAuthor;
import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Api.sending;
import static bantin.testsupport.Api.withKey;
import static bantin.testsupport.Newsroom.aContributor;
import static bantin.testsupport.Newsroom.aSection;
import static bantin.testsupport.Newsroom.aTag;
import static bantin.testsupport.Newsroom.anArticle;
import static bantin.testsupport.Newsroom.media;
import static bantin.testsupport.Newsroom.paragraph;
import static bantin.testsupport.Newsroom.picture;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import bantin.testsupport.Concurrently;
import bantin.testsupport.Json;
import bantin.testsupport.LogRecords;
import bantin.testsupport.Newsroom;
import bantin.testsupport.RawHttp;
import bantin.testsupport.Sql;
import bantin.testsupport.Statements;
import bantin.testsupport.TestClock;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A preview shows what is not public to the bearer of its token, and to nobody else. */
@QuarkusTest
class PreviewTest {

    private static final Instant BEGINNING = Instant.parse("2026-03-01T01:00:00Z");
    private static final Duration SMALLEST = Duration.ofNanos(1000);
    private static final int MANY = 50;

    @TestHTTPResource("/")
    URI server;

    @Inject
    PreviewMaintenance maintenance;

    private RawHttp http;

    @BeforeEach
    void begin() {
        TestClock.stopAt(BEGINNING);
        http = new RawHttp(server.getPort());
    }

    private static String previews(Newsroom.Written article) {
        return article.path() + "/previews";
    }

    private static Response create(Newsroom.Written article, Map<String, ?> request) {
        var created = sending(asEditor(), request).post(previews(article));
        created.then().statusCode(201);
        return created;
    }

    private static String token(Newsroom.Written article) {
        return token(article, Map.of());
    }

    private static String token(Newsroom.Written article, Map<String, ?> request) {
        return create(article, request).path("token");
    }

    private static Response read(Newsroom.Written article, String token) {
        return asReader().queryParam("preview", token).get(article.path());
    }

    private static void shows(String title, Newsroom.Written article, String token) {
        read(article, token).then().statusCode(200).body("title", equalTo(title));
    }

    private static void isUnknown(Newsroom.Written article, String token) {
        read(article, token).then().statusCode(404).body("type", equalTo("/problems/not-found"));
    }

    private String raw(String method, Newsroom.Written article, String query, String... headers) {
        return http.send(method, "/api/v1" + article.path() + query, headers);
    }

    private static String bodyOf(String response) {
        return response.split("\r\n\r\n", 2)[1];
    }

    /** A response without what is different for each request. */
    private static String comparable(String response) {
        return response.replaceAll("(?i)\\r\\n(date|content-length): [^\\r]*", "")
                .replaceAll("\"instance\":\"[^\"]*\"", "\"instance\":\"the same\"");
    }

    @Test
    void it_shows_a_draft_without_a_key_and_tells_nobody_to_keep_it() {
        var article = anArticle().titled("Chưa đăng").draft();
        var token = token(article);
        asReader().get(article.path()).then().statusCode(404);

        var shown = read(article, token);
        shown.then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .header("X-Robots-Tag", equalTo("noindex"))
                .header("ETag", nullValue())
                .header("Last-Modified", nullValue())
                .header("Cache-Tag", nullValue())
                .body("id", equalTo((int) article.id()))
                .body("status", equalTo("draft"))
                .body("version", equalTo(article.version()));
        assertThat(Json.read(shown.asString()).properties())
                .isSubsetOf(Json.read(asEditor().get(article.path()).asString()).properties());
        asReader()
                .queryParam("preview", token)
                .get("/articles/by-slug/" + article.slug())
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .header("X-Robots-Tag", equalTo("noindex"))
                .body("title", equalTo("Chưa đăng"));
        asReader().get(article.path()).then().statusCode(404);
        asReader().get("/articles/by-slug/" + article.slug()).then().statusCode(404);
    }

    @Test
    void it_has_the_formats_and_properties_of_any_read() {
        var article = anArticle().withBodyOf(paragraph("Xin chào.")).draft();
        var token = token(article);
        asReader()
                .queryParam("preview", token)
                .queryParam("body", "html", "text", "markdown", "portable-text")
                .queryParam("include", "views")
                .get(article.path())
                .then()
                .statusCode(200)
                .body("bodyHtml", equalTo("<p>Xin chào.</p>"))
                .body("bodyText", equalTo("Xin chào."))
                .body("bodyMarkdown", containsString("Xin chào."))
                .body("body", hasSize(1))
                .body("views", equalTo(0));
        asReader()
                .queryParam("preview", token)
                .queryParam("fields", "title")
                .get(article.path())
                .then()
                .statusCode(200)
                .body("size()", equalTo(1));
        asReader()
                .queryParam("preview", token)
                .queryParam("body", "pdf")
                .get(article.path())
                .then()
                .statusCode(400);
    }

    @Test
    void a_conditional_read_never_gets_a_304() {
        var article = anArticle().draft();
        var query = "?preview=" + token(article);
        assertThat(RawHttp.status(raw("GET", article, query, "If-None-Match: *")))
                .isEqualTo(200);
        assertThat(RawHttp.status(raw("GET", article, query, "If-None-Match: " + article.etag())))
                .isEqualTo(200);
        var head = raw("HEAD", article, query, "If-None-Match: *");
        assertThat(RawHttp.status(head)).isEqualTo(200);
        assertThat(head).endsWith("\r\n\r\n").containsIgnoringCase("x-robots-tag: noindex");
    }

    @Test
    void without_a_revision_it_shows_the_latest_content_at_the_time_of_each_read() {
        var article = anArticle().titled("Một").draft();
        var token = token(article);
        Newsroom.patch(article.path(), Map.of("title", "Hai"));
        shows("Hai", article, token);
    }

    @Test
    void of_a_published_article_it_shows_the_working_copy_until_that_is_published() {
        var article = anArticle().titled("Đã đăng").published();
        var token = token(article);
        var live = token(article, Map.of("revision", 1));
        shows("Đã đăng", article, token);
        Newsroom.save(article.path(), Map.of("title", "Sửa", "slug", "sua"));
        read(article, token)
                .then()
                .statusCode(200)
                .body("title", equalTo("Sửa"))
                .body("slug", equalTo("sua"))
                .body("id", equalTo((int) article.id()))
                .body("status", equalTo("published"))
                .body("version", equalTo(article.version() + 1))
                .body("latestRevision", nullValue());
        asReader()
                .queryParam("preview", token)
                .get("/articles/by-slug/sua")
                .then()
                .statusCode(200)
                .body("title", equalTo("Sửa"));
        asReader()
                .queryParam("preview", token)
                .get("/articles/by-slug/" + article.slug())
                .then()
                .statusCode(404);
        asReader().get("/articles/by-slug/sua").then().statusCode(404);
        asReader().get(article.path()).then().body("title", equalTo("Đã đăng"));
        shows("Đã đăng", article, live);
        var asEditors =
                Json.read(asEditor().get(article.path() + "?version=draft").asString());
        assertThat(Json.read(read(article, token).asString()).properties()).isSubsetOf(asEditors.properties());
        article.move("publish", Map.of());
        shows("Sửa", article, token);
        shows("Đã đăng", article, live);
        asReader().get(article.path()).then().body("title", equalTo("Sửa"));
    }

    @Test
    void it_is_the_same_with_a_key() {
        var article = anArticle().draft();
        var token = token(article);
        assertThat(asAuthor("Người khác")
                        .queryParam("preview", token)
                        .get(article.path())
                        .asString())
                .isEqualTo(asEditor()
                        .queryParam("preview", token)
                        .get(article.path())
                        .asString())
                .isEqualTo(read(article, token).asString());
        isUnknown(article, token + "x");
        asEditor().queryParam("preview", "x").get(article.path()).then().statusCode(404);
        withKey("bt_x").queryParam("preview", token).get(article.path()).then().statusCode(401);
    }

    @Test
    void it_has_the_corrections_and_nothing_that_only_editors_see() {
        var article = anArticle().published();
        Newsroom.correct(article, "Sửa số liệu.");
        sending(asAdmin(), Map.of("reason", "Tòa án"))
                .put(article.path() + "/legal-hold")
                .then()
                .statusCode(200);
        for (var request : List.of(Map.<String, Object>of(), Map.<String, Object>of("revision", 1))) {
            read(article, token(article, request))
                    .then()
                    .statusCode(200)
                    .body("corrections.text", contains("Sửa số liệu."))
                    .body("legalHold", nullValue());
        }
    }

    @Test
    void it_is_a_version_of_its_own() {
        var article = anArticle().draft();
        var token = token(article);
        for (var version : List.of("draft", "published")) {
            for (var path : List.of(article.path(), "/articles/by-slug/" + article.slug())) {
                asReader()
                        .queryParam("preview", token)
                        .queryParam("version", version)
                        .get(path)
                        .then()
                        .statusCode(400)
                        .body("errors[0].parameter", equalTo("preview"));
            }
        }
    }

    @Test
    void with_a_revision_it_shows_that_one() {
        var article = anArticle().titled("Một").with("lead", "Dẫn").draft();
        Newsroom.patch(article.path(), Map.of("title", "Hai", "slug", "hai"));
        var token = token(article, Map.of("revision", 1));
        Newsroom.patch(article.path(), Map.of("title", "Ba"));
        read(article, token)
                .then()
                .statusCode(200)
                .body("title", equalTo("Một"))
                .body("lead", equalTo("Dẫn"))
                .body("slug", equalTo(article.slug()))
                .body("version", equalTo(article.version() + 2));
        asReader()
                .queryParam("preview", token)
                .get("/articles/by-slug/" + article.slug())
                .then()
                .statusCode(200)
                .body("title", equalTo("Một"));
        shows("Hai", article, token(article, Map.of("revision", 2)));
    }

    /** Everything that an article can show: with the parts that it names, and texts of its own. */
    private static Newsroom.Written aFullArticle() {
        return anArticle()
                .in(aSection("Quận", aSection("Tin tức")))
                .with("tags", List.of(aTag("Thẻ A"), aTag("Thẻ B")))
                .with(
                        "bylines",
                        List.of(
                                Map.of("contributor", aContributor("Minh An")),
                                Map.of("contributor", aContributor("Thu Hà"), "name", "Hà", "role", "photographer"),
                                Map.of("name", "Khách")))
                .with(
                        "media",
                        List.of(
                                media("a", "https://anh.example.org/a.jpg", "Chú thích"),
                                Map.of("key", "b", "asset", Map.of("url", "https://anh.example.org/b.jpg"))))
                .withBodyOf(paragraph("Xin chào."), picture("a"), picture("b"))
                .draft();
    }

    private static Map<String, Object> withoutParts() {
        var change = new LinkedHashMap<String, Object>();
        change.put("section", aSection("Khác"));
        change.put("tags", List.of());
        change.put("bylines", List.of());
        change.put("media", List.of());
        change.put("body", List.of(paragraph("Hết.")));
        return change;
    }

    @Test
    void a_revision_is_shown_as_the_article_would_be_with_the_names_of_today() {
        var article = aFullArticle();
        var asset = article.json().at("/media/1/asset/id").asLong();
        Newsroom.patch("/media/" + asset, Map.of("caption", "Của ảnh", "alt", "Mô tả", "width", 1200, "height", 800));
        Newsroom.patch("/tags/" + article.json().at("/tags/0/id").asLong(), Map.of("name", "Thẻ mới", "slug", "moi"));
        Newsroom.patch(
                "/contributors/"
                        + article.json().at("/bylines/0/contributor/id").asLong(),
                Map.of("name", "Minh Anh", "slug", "minh-anh"));
        Newsroom.patch("/sections/" + article.json().at("/section/id").asLong(), Map.of("slug", "quan-moi"));
        var formats = "?body=html,text,markdown,portable-text";
        var before = Json.read(asEditor().get(article.path() + formats).asString());
        Newsroom.patch(article.path(), withoutParts());

        var shown = asReader()
                .queryParam("preview", token(article, Map.of("revision", 1)))
                .get(article.path() + formats);
        shown.then()
                .statusCode(200)
                .body("section.slug", equalTo("quan-moi"))
                .body("section.parent.name", equalTo("Tin tức"))
                .body("tags.slug", contains("moi", "the-b"))
                .body("bylines.name", contains("Minh Anh", "Hà", "Khách"))
                .body("bylineText", equalTo("Minh Anh, Hà, Khách"))
                .body("media[0].caption", equalTo("Chú thích"))
                .body("media[1].caption", equalTo("Của ảnh"))
                .body("media[1].asset.width", equalTo(1200))
                .body("leadPicture.key", equalTo("a"))
                .body("bodyHtml", containsString("https://anh.example.org/b.jpg"));
        var after = Json.read(shown.asString());
        for (var name : List.of(
                "locale",
                "slug",
                "title",
                "section",
                "tags",
                "bylines",
                "bylineText",
                "leadPicture",
                "media",
                "body",
                "bodyHtml",
                "bodyMarkdown",
                "bodyText")) {
            assertThat(after.get(name)).as(name).isEqualTo(before.get(name));
        }
    }

    @Test
    void what_was_deleted_is_left_out() {
        var article = aFullArticle();
        Newsroom.patch(article.path(), withoutParts());
        for (var part : List.of(
                "/tags/" + article.json().at("/tags/0/id").asLong(),
                "/contributors/"
                        + article.json().at("/bylines/0/contributor/id").asLong(),
                "/contributors/"
                        + article.json().at("/bylines/1/contributor/id").asLong(),
                "/media/" + article.json().at("/media/0/asset/id").asLong(),
                "/sections/" + article.json().at("/section/id").asLong())) {
            asEditor().delete(part).then().statusCode(204);
        }
        asReader()
                .queryParam("preview", token(article, Map.of("revision", 1)))
                .get(article.path() + "?body=html,text,markdown,portable-text")
                .then()
                .statusCode(200)
                .body("title", equalTo(article.json().get("title").asText()))
                .body("section.name", equalTo("Khác"))
                .body("tags.name", contains("Thẻ B"))
                .body("bylines.name", contains("Hà", "Khách"))
                .body("bylines.contributor", contains(nullValue(), nullValue()))
                .body("media.key", contains("b"))
                .body("body", hasSize(3))
                .body("bodyHtml", not(containsString("a.jpg")))
                .body("bodyText", containsString("Xin chào."));
        asEditor()
                .header("If-Match", "*")
                .post(article.path() + "/revisions/1/restore")
                .then()
                .statusCode(409);
    }

    @Test
    void it_takes_the_same_number_of_statements_whatever_it_shows() {
        assertThat(statementsOf(MANY)).isEqualTo(statementsOf(1)).isLessThanOrEqualTo(7);
    }

    private static long statementsOf(int parts) {
        var article = anArticle()
                .with("tags", parts(parts, i -> aTag("Thẻ " + parts + " " + i)))
                .with("bylines", parts(parts, i -> Map.of("contributor", aContributor("Người " + parts + " " + i))))
                .with(
                        "media",
                        parts(parts, i -> media("k" + i, "https://anh.example.org/" + parts + i + ".jpg", "Ảnh")))
                .draft();
        var latest = token(article);
        var revision = token(article, Map.of("revision", 1));
        assertThat(Statements.of(() -> read(article, latest).then().statusCode(200)))
                .isEqualTo(2);
        return Statements.of(
                () -> read(article, revision).then().statusCode(200).body("tags", hasSize(parts)));
    }

    private static List<Object> parts(int count, IntFunction<Object> part) {
        return IntStream.range(0, count).mapToObj(part).toList();
    }

    @Test
    void it_expires_at_its_instant() {
        var article = anArticle().titled("Tin").draft();
        var token = token(article, Map.of("expiresAt", "2026-03-01T08:30:00+07:00"));
        TestClock.stopAt(BEGINNING.plus(Duration.ofMinutes(30)).minus(SMALLEST));
        shows("Tin", article, token);
        asEditor().get(previews(article)).then().body("items", hasSize(1));
        TestClock.advance(SMALLEST);
        isUnknown(article, token);
        asEditor().get(previews(article)).then().body("items", empty());
        maintenance.deleteExpired();
        assertThat(Sql.one("select count(*) from preview", Long.class)).isZero();
    }

    @Test
    void it_expires_after_a_week_unless_its_creator_says_otherwise_and_after_a_month_at_most() {
        var article = anArticle().draft();
        create(article, Map.of()).then().body("expiresAt", equalTo("2026-03-08T08:00:00.000000+07:00"));
        create(article, Map.of("expiresAt", "2026-03-31T01:00:00Z")).then().statusCode(201);
        for (var time : List.of("2026-03-31T01:00:00.000001Z", "9999-12-31T23:59:59Z", "2026-03-01T01:00:00Z")) {
            sending(asEditor(), Map.of("expiresAt", time))
                    .post(previews(article))
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", equalTo("/expiresAt"));
        }
        sending(asEditor(), Map.of("revision", 2))
                .post(previews(article))
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/revision"));
    }

    @Test
    void a_revoked_preview_shows_nothing_and_the_others_go_on() {
        var article = anArticle().titled("Tin").draft();
        var revoked = create(article, Map.of());
        var other = token(article);
        shows("Tin", article, revoked.path("token"));
        var path = previews(article) + "/" + revoked.path("id");
        asEditor().delete(path).then().statusCode(204);
        isUnknown(article, revoked.path("token"));
        shows("Tin", article, other);
        asEditor().get(path).then().statusCode(404);
        asEditor().delete(path).then().statusCode(404);
    }

    @Test
    void it_is_revoked_only_at_its_own_article() {
        var article = anArticle().titled("Tin").draft();
        var preview = create(article, Map.of());
        var elsewhere = previews(anArticle().draft()) + "/" + preview.path("id");
        asEditor().get(elsewhere).then().statusCode(404);
        asEditor().delete(elsewhere).then().statusCode(404);
        shows("Tin", article, preview.path("token"));
    }

    @Test
    void revoking_a_key_revokes_its_previews() {
        var article = anArticle().titled("Tin").draft();
        var key = sending(asAdmin(), Map.of("name", "Tạm", "role", "editor")).post("/keys");
        var token = withKey(key.path("secret"))
                .post(previews(article))
                .then()
                .statusCode(201)
                .extract()
                .<String>path("token");
        shows("Tin", article, token);
        asAdmin().delete("/keys/" + key.path("id")).then().statusCode(204);
        isUnknown(article, token);
        asEditor().get(previews(article)).then().body("items", empty());
    }

    @Test
    void what_is_wrong_with_a_token_cannot_be_told_from_an_unknown_article() {
        var article = anArticle().draft();
        var other = anArticle().draft();
        var token = token(article);
        var revoked = create(article, Map.of());
        asEditor().delete(previews(article) + "/" + revoked.path("id")).then().statusCode(204);
        var expired =
                token(article, Map.of("expiresAt", BEGINNING.plusSeconds(1).toString()));
        TestClock.advance(Duration.ofSeconds(1));
        var last = token.charAt(token.length() - 1);
        var number = token.split("_")[1];
        var wrong = new LinkedHashSet<>(List.of(
                "x",
                "0",
                "pv_",
                "pv_1_",
                revoked.<String>path("token"),
                expired,
                token(other),
                token.substring(0, token.length() - 1) + (last == 'A' ? 'B' : 'A'),
                token.substring(0, token.length() - 1),
                token + "A",
                token.toUpperCase(),
                token.replace("pv_" + number, "pv_0" + number),
                token.replace("pv_" + number, "pv_999999999999999999"),
                token.replace("pv_" + number, "pv_99999999999999999999"),
                "pv_0_" + "A".repeat(43),
                "pv_" + number + "_" + "A".repeat(43),
                "%20" + token,
                token + "%20",
                token + "%01",
                "%C4%91" + token,
                "a".repeat(3000)));
        var unknown = comparable(raw("GET", unknownLike(article), "?preview=" + token));
        assertThat(RawHttp.status(unknown)).isEqualTo(404);
        var unknownHead = comparable(raw("HEAD", unknownLike(article), "?preview=" + token));
        for (var each : wrong) {
            for (var headers : List.of(
                    new String[0],
                    new String[] {"If-None-Match: *"},
                    new String[] {"Accept-Encoding: gzip"},
                    new String[] {"If-None-Match: " + article.etag()})) {
                var query = "?preview=" + each;
                assertThat(comparable(raw("GET", article, query, headers)))
                        .as(each)
                        .isEqualTo(unknown);
                assertThat(comparable(raw("HEAD", article, query, headers)))
                        .as(each)
                        .isEqualTo(unknownHead);
            }
            assertThat(Statements.of(() -> raw("GET", article, "?preview=" + each)))
                    .as(each)
                    .isOne();
            var bySlug = http.send("GET", "/api/v1/articles/by-slug/" + article.slug() + "?preview=" + each);
            assertThat(comparable(bySlug)).as(each).isEqualTo(unknown);
        }
        assertThat(Statements.of(() -> raw("GET", unknownLike(article), "?preview=" + token)))
                .isOne();
        assertThat(RawHttp.status(raw("GET", article, "?preview=" + token))).isEqualTo(200);
    }

    private static Newsroom.Written unknownLike(Newsroom.Written article) {
        return new Newsroom.Written(Json.read("{\"id\": 999999999, \"slug\": \"khong-co\"}"), article.etag());
    }

    @Test
    void a_token_opens_nothing_but_its_article() {
        var article = anArticle().titled("Bí mật").draft();
        var id = article.id();
        var other = anArticle().titled("Cũng bí mật").draft();
        var token = token(article);
        isUnknown(other, token);
        asReader()
                .queryParam("preview", token)
                .get("/articles/by-slug/" + other.slug())
                .then()
                .statusCode(404);
        asReader()
                .queryParam("preview", token)
                .get("/articles/by-slug/" + article.slug() + "?locale=en")
                .then()
                .statusCode(404);
        for (var path : List.of(
                "/articles",
                "/articles?ids=" + id,
                "/articles/most-viewed",
                "/changes",
                "/suggest?q=bi",
                article.path() + "/related",
                article.path() + "/views")) {
            asReader().queryParam("preview", token).get(path).then().statusCode(400);
        }
        asReader()
                .queryParam("preview", token)
                .post(article.path() + "/views")
                .then()
                .statusCode(404);
        for (var path : List.of(
                article.path() + "/revisions",
                article.path() + "/revisions/1",
                article.path() + "/lease",
                previews(article))) {
            asReader().queryParam("preview", token).get(path).then().statusCode(401);
        }
        asReader().queryParam("preview", token).delete(article.path()).then().statusCode(401);
        asReader()
                .queryParam("preview", token)
                .post(article.path() + "/publish")
                .then()
                .statusCode(401);
        withKey(token).get(article.path()).then().statusCode(401);
        withKey(token).get("/articles?preview=" + token).then().statusCode(401);
        asReader().get("/articles?ids=" + id).then().body("items", empty());
    }

    /** The framework decodes the names of parameters, ignores their case, and takes semicolons for separators. */
    @Test
    void nothing_is_cached_however_the_parameter_is_spelled() {
        var article = anArticle().titled("Chưa đăng").draft();
        var preview = create(article, Map.of());
        String token = preview.path("token");
        var good = List.of(
                "?preview=" + token,
                "?%70review=" + token,
                "?p%72%65view=" + token.replace("_", "%5F"),
                "?body=html&preview=" + token,
                "?preview=" + token + "&body=html",
                "?body=html;preview=" + token);
        for (var query : good) {
            for (int time = 0; time < 2; time++) {
                var answer = raw("GET", article, query);
                assertThat(RawHttp.status(answer)).as(query).isEqualTo(200);
                assertThat(answer).containsIgnoringCase("cache-control: no-store");
            }
        }
        var bad = List.of(
                "?preview=",
                "?preview",
                "?preview=&preview=" + token,
                "?preview=" + token + "&preview=" + token,
                "?preview=" + token + "&%70review=x",
                "?PREVIEW=" + token,
                "?preview=" + token + "&Preview=" + token,
                "?preview[]=" + token,
                "?xpreview=" + token);
        for (var query : bad) {
            var answer = raw("GET", article, query.replace("[]", "%5B%5D"));
            assertThat(RawHttp.status(answer)).as(query).isEqualTo(400);
            assertThat(bodyOf(answer)).as(query).doesNotContain(token);
        }
        Newsroom.patch(article.path(), Map.of("title", "Đổi"));
        good.forEach(query -> assertThat(Json.read(
                                new String(bodyOf(raw("GET", article, query)).getBytes(ISO_8859_1), UTF_8))
                        .get("title")
                        .asText())
                .isEqualTo("Đổi"));
        asEditor().delete(previews(article) + "/" + preview.path("id")).then().statusCode(204);
        good.forEach(query ->
                assertThat(RawHttp.status(raw("GET", article, query))).as(query).isEqualTo(404));
        assertThat(RawHttp.status(raw("GET", article, ""))).isEqualTo(404);
    }

    @Test
    void reads_of_a_preview_are_not_coalesced_with_others() {
        var article = anArticle().titled("Tin").draft();
        var token = token(article);
        assertThat(Concurrently.run(
                        16,
                        i -> i % 2 == 0
                                ? read(article, token).statusCode()
                                : asReader().get(article.path()).statusCode()))
                .isEqualTo(IntStream.range(0, 16)
                        .mapToObj(i -> i % 2 == 0 ? 200 : 404)
                        .toList());
    }

    @Test
    void the_public_article_is_answered_as_ever() {
        var article = anArticle().titled("Đã đăng").published();
        var first = raw("GET", article, "");
        var before = raw("GET", article, "");
        assertThat(bodyOf(first)).isEqualTo(bodyOf(before));
        assertThat(before).containsIgnoringCase("etag: ").containsIgnoringCase("cache-tag: ");
        var token = token(article);
        shows("Đã đăng", article, token);
        read(article, token + "x").then().statusCode(404);
        assertThat(comparable(raw("GET", article, ""))).isEqualTo(comparable(before));
    }

    @Test
    void of_a_withdrawn_article_it_goes_on() {
        var article = anArticle().titled("Sai").withdrawn("Đã gỡ");
        asReader().get(article.path()).then().statusCode(410);
        shows("Sai", article, token(article));
    }

    @Test
    void in_the_trash_an_article_has_no_previews() {
        var article = anArticle().titled("Tin").draft();
        var token = token(article);
        var ofRevision = token(article, Map.of("revision", 1));
        asEditor().delete(article.path()).then().statusCode(204);
        isUnknown(article, token);
        isUnknown(article, ofRevision);
        asEditor()
                .post(previews(article))
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/conflict"))
                .body("detail", containsString("trash"));
        article.move("restore", null);
        shows("Tin", article, token);
    }

    @Test
    void purging_an_article_purges_its_previews() {
        var article = anArticle().draft();
        var token = token(article);
        token(article, Map.of("revision", 1));
        asAdmin().delete(article.path() + "?purge=true").then().statusCode(204);
        assertThat(Sql.one("select count(*) from preview", Long.class)).isZero();
        isUnknown(article, token);
    }

    @Test
    void who_may_edit_an_article_creates_lists_and_revokes_its_previews() {
        var article = anArticle().by(() -> asAuthor("Phóng viên")).titled("Tin").draft();
        var created = sending(asAuthor("Phóng viên"), Map.of("note", "Cho Hà")).post(previews(article));
        created.then()
                .statusCode(201)
                .header("Cache-Control", equalTo("no-store"))
                .header("Location", endsWith(previews(article) + "/" + created.path("id")))
                .body("note", equalTo("Cho Hà"))
                .body("createdAt", equalTo("2026-03-01T08:00:00.000000+07:00"))
                .body("keyId", notNullValue());
        shows("Tin", article, created.path("token"));
        var list = asEditor().get(previews(article));
        list.then().statusCode(200).body("items.id", contains(created.<Integer>path("id")));
        assertThat(list.asString()).doesNotContain("pv_");
        var shown = asAdmin().get(previews(article) + "/" + created.path("id"));
        shown.then().statusCode(200).body("note", equalTo("Cho Hà"));
        assertThat(shown.asString()).doesNotContain("pv_");
        for (Supplier<Response> attempt : List.<Supplier<Response>>of(
                () -> asAuthor("Người khác").post(previews(article)),
                () -> asAuthor("Người khác").get(previews(article)),
                () -> asAuthor("Người khác").get(previews(article) + "/" + created.path("id")),
                () -> asAuthor("Người khác").delete(previews(article) + "/" + created.path("id")))) {
            attempt.get().then().statusCode(404);
        }
        asReader().post(previews(article)).then().statusCode(401);
        asAuthor("Phóng viên")
                .delete(previews(article) + "/" + created.path("id"))
                .then()
                .statusCode(204);
    }

    @Test
    void the_token_is_shown_once_and_stored_nowhere() {
        var article = anArticle().draft();
        var request = Map.of("note", "Một lần");
        var first = sending(asEditor().header("Idempotency-Key", "preview-1"), request)
                .post(previews(article));
        var again = sending(asEditor().header("Idempotency-Key", "preview-1"), request)
                .post(previews(article));
        again.then()
                .statusCode(201)
                .body("id", equalTo(first.path("id")))
                .body("note", equalTo("Một lần"))
                .body("token", nullValue())
                .body("url", nullValue());
        var signature = first.<String>path("token").split("_", 3)[2];
        for (var table : List.of("preview", "preview_secret", "idempotency_record")) {
            assertThat(Sql.one("select string_agg(cast(t as text), ' ') from " + table + " t", String.class))
                    .doesNotContain(signature);
        }
    }

    @Test
    void the_first_previews_agree_on_one_secret() {
        var articles = IntStream.range(0, 8).mapToObj(i -> anArticle().draft()).toList();
        assertThat(Sql.one("select count(*) from preview_secret", Long.class)).isZero();
        var tokens = Concurrently.run(8, i -> token(articles.get(i)));
        for (int i = 0; i < 8; i++) {
            read(articles.get(i), tokens.get(i)).then().statusCode(200);
        }
        assertThat(Sql.one("select count(*) from preview_secret", Long.class)).isOne();
    }

    @Test
    void without_the_secret_no_token_is_valid() {
        var article = anArticle().titled("Tin").draft();
        var token = token(article);
        Sql.execute("delete from preview_secret");
        isUnknown(article, token);
        var next = token(article);
        shows("Tin", article, next);
        isUnknown(article, token);
    }

    @Test
    void a_row_that_was_changed_has_another_token() {
        var article = anArticle().titled("Tin").draft();
        var other = anArticle().draft();
        var token = token(article);
        Sql.execute("update preview set expires_at = expires_at + interval '1 microsecond'");
        isUnknown(article, token);
        Sql.execute("update preview set expires_at = expires_at - interval '1 microsecond'");
        shows("Tin", article, token);
        Sql.execute("update preview set article_id = " + other.id());
        isUnknown(other, token);
    }

    @Test
    void the_url_is_that_of_the_api_or_of_the_front_end() {
        var article = anArticle().titled("Tin").draft();
        var created = create(article, Map.of());
        String url = created.path("url");
        assertThat(url)
                .isEqualTo("http://localhost:" + server.getPort() + "/api/v1" + article.path() + "?preview="
                        + created.path("token"));
        assertThat(PreviewResource.url("https://bao.example/xem/{id}?token={token}", 42, "pv_7_x"))
                .isEqualTo("https://bao.example/xem/42?token=pv_7_x");
    }

    @Test
    void a_wrong_setting_is_found_at_the_start() {
        var week = Duration.ofDays(7);
        check(week, week, "https://bao.example/{id}?token={token}#x");
        check(week, week, "http://localhost:3000/{token}");
        check(week, week, null);
        for (var url : List.of(
                "https://bao.example/{id}",
                "bao.example/{token}",
                "/xem/{token}",
                "javascript:alert('{token}')",
                "https://bao.example/{slug}/{token}",
                "https://bao.example/ {token}")) {
            assertThatThrownBy(() -> check(week, week, url)).as(url).hasMessageContaining("bantin.site.preview-url");
        }
        for (var wrong : List.of(
                List.of(Duration.ZERO, week),
                List.of(week.plusSeconds(1), week),
                List.of(week, Duration.ofDays(366)))) {
            assertThatThrownBy(() -> check(wrong.get(0), wrong.get(1), null))
                    .hasMessageContaining("bantin.preview.lifetime");
        }
    }

    private static void check(Duration lifetime, Duration maxLifetime, String url) {
        new PreviewConfigCheck().check(null, new PreviewConfig() {
            @Override
            public Duration lifetime() {
                return lifetime;
            }

            @Override
            public Duration maxLifetime() {
                return maxLifetime;
            }

            @Override
            public Optional<String> url() {
                return Optional.ofNullable(url);
            }
        });
    }

    @Test
    void the_token_is_in_no_log_and_no_metric() {
        var article = anArticle().draft();
        var token = token(article);
        try (var log = new LogRecords()) {
            read(article, token).then().statusCode(200);
            read(article, token + "x").then().statusCode(404);
            Sql.execute("alter table preview_secret rename to preview_secret_away");
            try {
                read(article, token).then().statusCode(500);
            } finally {
                Sql.execute("alter table preview_secret_away rename to preview_secret");
            }
            assertThat(log.alarming()).isNotEmpty().noneMatch(entry -> entry.contains(token.split("_", 3)[2]));
        }
        assertThat(http.send("GET", "/q/metrics"))
                .contains("http_server_requests")
                .doesNotContain("pv_");
    }
}
