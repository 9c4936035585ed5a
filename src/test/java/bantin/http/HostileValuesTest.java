package bantin.http;

import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Newsroom.anArticle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import bantin.testsupport.Api;
import bantin.testsupport.HostileInput;
import bantin.testsupport.Json;
import bantin.testsupport.Newsroom;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No value in any property, parameter or path leads to a 5xx response. */
@QuarkusTest
class HostileValuesTest {

    /** JSON values, with sizes and numbers at and beyond limits. */
    private static final List<String> VALUES = Stream.concat(
                    HostileInput.JSON.stream(),
                    Stream.of(
                            "-9223372036854775809",
                            "9".repeat(1000),
                            "1e309",
                            "-1e9999999999",
                            "1e2147483647",
                            "1e2147483648",
                            "1e-2147483648",
                            "1e-2147483647",
                            "0e2147483647",
                            "0." + "0".repeat(900) + "1",
                            "\"\\uffff\"",
                            "\"a" + "-a".repeat(20_000) + "\"",
                            "\"" + "a-".repeat(20_000) + "\"",
                            "\"" + "x".repeat(40_000) + "\"",
                            "\"" + "-".repeat(40_000) + "\"",
                            "\"" + "\\u0301\\u0327".repeat(20_000) + "\"",
                            "\"vi" + "-ab".repeat(10_000) + "\"",
                            "\"https://" + "a/".repeat(20_000) + "\"",
                            "\"%00\"",
                            "\"${jndi:ldap://x}\"",
                            "\"0021-10-11T07:28:00+07:00\"",
                            "\"10000-01-01T00:00:00Z\"",
                            "\"-0001-01-01T00:00:00Z\"",
                            "\"2021-10-11T07:28:00." + "1".repeat(10_000) + "Z\"",
                            "[" + "{},".repeat(5_000) + "{}]",
                            "[" + "\"a\",".repeat(5_000) + "\"a\"]",
                            "{\"" + "n".repeat(256) + "\":1}",
                            "[".repeat(60) + "]".repeat(60)))
            .toList();

    private static void isNoFailure(Response answer, String what) {
        assertThat(answer.statusCode()).as(what).isLessThan(500);
        if (answer.statusCode() >= 400) {
            assertThat(answer.contentType()).as(what).startsWith("application/problem+json");
            assertThat(answer.asByteArray().length).as(what).isLessThan(100_000);
        }
    }

    private static String beginning(String value) {
        return value.substring(0, Math.min(value.length(), 60));
    }

    private static Response send(String method, String path, String body) {
        return asEditor()
                .header("If-Match", "*")
                .contentType(method.equals("PATCH") ? Api.MERGE_PATCH : "application/json")
                .body(body)
                .request(method, path);
    }

    /** The body with another JSON value for one property. */
    private static String with(Map<String, ?> content, String property, String value) {
        var others = new LinkedHashMap<String, Object>(content);
        others.remove(property);
        var json = Json.write(others);
        return json.substring(0, json.length() - 1) + (others.isEmpty() ? "" : ",") + Json.write(property) + ":" + value
                + "}";
    }

    @Test
    void in_every_property_of_what_is_created() {
        var article = anArticle().content();
        var targets = Map.<String, Map<String, ?>>of(
                "/articles",
                article,
                "/sections",
                Map.of("name", "Mục"),
                "/tags",
                Map.of("name", "Thẻ"),
                "/contributors",
                Map.of("name", "Người"),
                "/media",
                Map.of("url", "https://anh.example/1.jpg"));
        var properties = Map.of(
                "/articles",
                Set.of(
                        "title",
                        "lead",
                        "section",
                        "tags",
                        "locale",
                        "slug",
                        "bylines",
                        "bylineText",
                        "media",
                        "body",
                        "bodyHtml",
                        "bodyMarkdown",
                        "publishedAt",
                        "expiresAt"),
                "/sections",
                Set.of("name", "slug", "description", "parent", "position"),
                "/tags",
                Set.of("name", "slug"),
                "/contributors",
                Set.of("name", "slug", "kind", "bio"),
                "/media",
                Set.of("url", "kind", "caption", "credit", "alt", "width", "height"));
        targets.forEach((path, content) -> {
            for (var property : properties.get(path)) {
                for (var value : VALUES) {
                    isNoFailure(
                            send("POST", path, with(content, property, value)),
                            path + " " + property + " " + beginning(value));
                }
            }
        });
    }

    @Test
    void in_what_stands_inside_lists() {
        var article = anArticle().content();
        for (var value : VALUES) {
            for (var inside : List.of(
                    with(article, "tags", "[" + value + "]"),
                    with(article, "bylines", "[{\"contributor\":" + value + "}]"),
                    with(article, "bylines", "[{\"name\":" + value + ",\"role\":" + value + "}]"),
                    with(article, "media", "[{\"key\":" + value + ",\"asset\":{\"url\":" + value + "}}]"),
                    with(article, "media", "[{\"key\":\"a\",\"asset\":{\"id\":" + value + "}}]"),
                    with(article, "body", "[{\"_type\":" + value + ",\"_key\":" + value + "}]"),
                    with(article, "body", "[{\"_type\":\"block\",\"level\":" + value + ",\"style\":" + value + "}]"),
                    with(
                            article,
                            "body",
                            "[{\"_type\":\"block\",\"markDefs\":" + value + ",\"children\":[{\"_type\":\"span\","
                                    + "\"text\":" + value + ",\"marks\":" + value + "}]}]"),
                    with(article, "body", "[{\"_type\":\"rieng\",\"x\":" + value + "}]"))) {
                isNoFailure(send("POST", "/articles", inside), inside.substring(0, Math.min(inside.length(), 300)));
            }
        }
    }

    @Test
    void in_patches_and_steps_and_views() {
        for (var property : List.of("title", "slug", "locale", "tags", "media", "body", "publishedAt")) {
            var draft = anArticle().draft().path();
            for (var value : VALUES) {
                isNoFailure(send("PATCH", draft, with(Map.of(), property, value)), property + beginning(value));
            }
        }
        var article = anArticle().published();
        for (var value : VALUES) {
            var what = beginning(value);
            isNoFailure(send("POST", article.path() + "/publish", with(Map.of(), "publishAt", value)), what);
            isNoFailure(send("POST", article.path() + "/withdraw", with(Map.of(), "reason", value)), what);
            isNoFailure(send("PUT", article.path() + "/views", with(Map.of(), "total", value)), what);
            for (var property : List.of("name", "seconds", "takeOver")) {
                isNoFailure(send("PUT", article.path() + "/lease", with(Map.of(), property, value)), property + what);
            }
            for (var property : List.of("revision", "expiresAt", "note")) {
                isNoFailure(
                        send("POST", article.path() + "/previews", with(Map.of(), property, value)), property + what);
            }
            for (var type : List.of("application/json", "text/plain")) {
                isNoFailure(
                        asReader()
                                .contentType(type)
                                .body(with(Map.of(), "visitor", value))
                                .post(article.path() + "/views"),
                        what);
            }
            for (var property : List.of("articleId", "count", "at", "visitor")) {
                isNoFailure(
                        asReader()
                                .contentType("application/json")
                                .body("{\"views\":[" + with(Map.of("articleId", article.id()), property, value) + "]}")
                                .post("/views"),
                        what);
            }
            isNoFailure(
                    asReader()
                            .contentType("application/json")
                            .body(with(Map.of(), "views", value))
                            .post("/views"),
                    what);
        }
    }

    @Test
    void in_every_parameter_and_path() {
        var values = List.of(
                "\0",
                "a\0b",
                "\ud7ff\uffff",
                "a" + "-a".repeat(1_000),
                "-".repeat(3_000),
                "\u0301\u0327".repeat(150),
                "vi" + "-ab".repeat(900),
                ",".repeat(1_000),
                "a,".repeat(800),
                "1,".repeat(800),
                "0021-10-11T07:28:00Z",
                "0001-01-01T00:00:00Z",
                "9999-12-31T23:59:59Z",
                "99999999999999999999",
                "-1",
                "1e9",
                "'",
                "\"",
                "\\",
                "%",
                "%zz",
                "(((((",
                "or or or -",
                "\"a".repeat(100),
                "[".repeat(1_000),
                "eyJhIjoxfQ",
                "W1siYSJdLCJcdWQ4MDAiLDFd");
        var id = anArticle().published().id();
        var parameters = Map.of(
                "/articles",
                List.of(
                        "q",
                        "section",
                        "tag",
                        "contributor",
                        "locale",
                        "status",
                        "publishedAfter",
                        "publishedBefore",
                        "updatedAfter",
                        "ids",
                        "include",
                        "facets",
                        "sort",
                        "limit",
                        "cursor",
                        "page",
                        "count",
                        "fields",
                        "khac"),
                "/articles/" + id,
                List.of("body", "include", "fields", "preview"),
                "/articles/" + id + "/related",
                List.of("limit", "fields"),
                "/articles/" + id + "/views",
                List.of("interval", "from", "to"),
                "/articles/by-slug/x",
                List.of("locale", "body", "preview"),
                "/articles/most-viewed",
                List.of("window", "section", "locale", "cursor"),
                "/sections",
                List.of("parent", "sort", "cursor"),
                "/suggest",
                List.of("q", "kind", "limit"),
                "/changes",
                List.of("since", "wait", "limit"),
                "/views",
                List.of("articles"));
        parameters.forEach((path, names) -> names.forEach(name -> values.forEach(value -> isNoFailure(
                asReader().queryParam(name, value).get(path), path + " " + name + " " + beginning(value)))));
        for (var value : values) {
            for (var room : List.of("articles", "sections", "tags", "contributors")) {
                isNoFailure(asReader().get("/" + room + "/by-slug/{slug}", value), room + " " + value);
            }
            isNoFailure(asReader().get("/articles/{id}", value), value);
        }
    }

    @Test
    void articles_of_every_year_stand_beside_each_other() {
        var section = Newsroom.aSection("Mục");
        var tag = Newsroom.aTag("Thẻ");
        var ids = new ArrayList<Long>();
        for (var year : List.of("0001", "0021", "1066", "2021")) {
            ids.add(anArticle()
                    .in(section)
                    .with("tags", List.of(tag))
                    .dated(year + "-10-11T07:28:00+07:00")
                    .published()
                    .id());
        }
        anArticle().in(section).scheduledFor("9999-12-31T23:59:59Z");
        for (var id : ids) {
            asReader()
                    .get("/articles/" + id + "/related")
                    .then()
                    .statusCode(200)
                    .body("items.size()", equalTo(ids.size() - 1));
            asReader().get("/articles/" + id).then().statusCode(200);
        }
        for (var path : List.of(
                "/articles?facets=year,section,tag&count=exact",
                "/articles?q=tin&facets=year&include=highlights",
                "/articles?section=" + section + "&sort=-updatedAt",
                "/articles?publishedBefore=0022-01-01T00:00:00Z",
                "/articles?tag=" + tag + "&sort=publishedAt&limit=1",
                "/articles/most-viewed?window=all",
                "/suggest?q=tin",
                "/changes",
                "/changes?since=0")) {
            isNoFailure(asReader().get(path), path);
            assertThat(asReader().get(path).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(asEditor().get("/articles?status=scheduled").statusCode()).isEqualTo(200);
    }
}
