package bantin.http;

import static bantin.testsupport.Newsroom.anArticle;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.json.MergePatch;
import bantin.testsupport.Api;
import bantin.testsupport.Cpu;
import bantin.testsupport.Json;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/**
 * The cost of a request grows no faster than its size, for every list, text and parameter. The size of an error
 * response does not grow with it.
 */
@QuarkusTest
class RequestCostTest {

    private static final int MAX_PROBLEM_BYTES = 100_000;
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TestHTTPResource("/api/v1")
    URI api;

    private HttpResponse<byte[]> send(String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(api + path)).header("Authorization", "Bearer " + Api.ADMIN_KEY);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        request.method(
                method,
                body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.UTF_8)));
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void costsInProportion(String what, int size, IntFunction<String> body, String method, String path) {
        var type = method.equals("PATCH") ? MergePatch.MEDIA_TYPE : "application/json";
        Cpu.growsLinearlyInAllThreads(what, size, n -> {
            var answer = send(method, path, body.apply(n), "Content-Type", type, "If-Match", "*");
            assertThat(answer.statusCode()).as(what).isLessThan(500);
            if (answer.statusCode() >= 400) {
                assertThat(answer.body().length).as(what).isLessThan(MAX_PROBLEM_BYTES);
            }
        });
    }

    private static String list(String element, int n) {
        return "[" + (element + ",").repeat(n - 1) + element + "]";
    }

    private static String unknown(int n) {
        var names = new StringBuilder("{");
        for (int i = 0; i < n; i++) {
            names.append(i == 0 ? "" : ",").append("\"a").append(i).append("\":0");
        }
        return names.append('}').toString();
    }

    private static String with(Map<String, ?> content, String property, String value) {
        var others = new LinkedHashMap<String, Object>(content);
        others.remove(property);
        var json = Json.write(others);
        return json.substring(0, json.length() - 1) + ",\"" + property + "\":" + value + "}";
    }

    @Test
    void lists_of_a_body() {
        var article = anArticle().content();
        costsInProportion("media", 100_000, n -> with(article, "media", list("{}", n)), "POST", "/articles");
        costsInProportion("bylines", 100_000, n -> with(article, "bylines", list("{}", n)), "POST", "/articles");
        costsInProportion("tags", 100_000, n -> with(article, "tags", list("\"a\"", n)), "POST", "/articles");
        costsInProportion("views", 50_000, n -> "{\"views\":" + list("{}", n) + "}", "POST", "/views");
        for (var property : new String[] {"media", "bylines", "tags"}) {
            assertThat(new String(
                            send(
                                            "POST",
                                            "/articles",
                                            with(article, property, list("{}", 4000)),
                                            "Content-Type",
                                            "application/json")
                                    .body(),
                            StandardCharsets.UTF_8))
                    .contains("\"pointer\":\"/" + property + "\"", "\"size\"")
                    .doesNotContain("/" + property + "/0");
        }
    }

    @Test
    void what_stands_in_a_body_of_portable_text() {
        var article = anArticle().content();
        var span = "{\"_type\":\"span\",\"text\":\"a\",\"marks\":[\"m\"]}";
        var block = "{\"_type\":\"block\",\"children\":[";
        costsInProportion("nodes", 50_000, n -> with(article, "body", list("{}", n)), "POST", "/articles");
        costsInProportion("numbers", 200_000, n -> with(article, "body", list("0", n)), "POST", "/articles");
        costsInProportion(
                "children",
                10_000,
                n -> with(article, "body", "[" + block + list(span, n).substring(1) + "}]"),
                "POST",
                "/articles");
        costsInProportion(
                "marks",
                50_000,
                n -> with(
                        article,
                        "body",
                        "[" + block + "{\"_type\":\"span\",\"text\":\"a\",\"marks\":" + list("\"m\"", n) + "}]}]"),
                "POST",
                "/articles");
        costsInProportion(
                "markDefs",
                10_000,
                n -> with(
                        article,
                        "body",
                        "[{\"_type\":\"block\",\"children\":[],\"markDefs\":"
                                + list("{\"_type\":\"link\",\"_key\":\"k\",\"href\":\"/a\"}", n) + "}]"),
                "POST",
                "/articles");
    }

    @Test
    void texts_names_and_depths() {
        var article = anArticle().content();
        costsInProportion("unknown", 60_000, RequestCostTest::unknown, "POST", "/tags");
        costsInProportion(
                "unknown in a patch",
                60_000,
                RequestCostTest::unknown,
                "PATCH",
                anArticle().draft().path());
        costsInProportion(
                "marks on a letter",
                100_000,
                n -> with(article, "lead", "\"" + "\u0301\u0327".repeat(n) + "\""),
                "POST",
                "/articles");
        costsInProportion(
                "slug", 400_000, n -> with(article, "slug", "\"" + "a-".repeat(n) + "\""), "POST", "/articles");
        costsInProportion(
                "locale", 300_000, n -> with(article, "locale", "\"vi" + "-ab".repeat(n) + "\""), "POST", "/articles");
        costsInProportion(
                "values below a long name",
                200_000,
                n -> "{\"" + "n".repeat(250) + "\":" + list("0", n) + "}",
                "POST",
                "/tags");
        costsInProportion("NUL", 80_000, n -> "{\"name\":" + list("\"\\u0000\"", n) + "}", "POST", "/tags");
        costsInProportion(
                "deep", 5_000, n -> "{\"name\":" + list("[".repeat(60) + "]".repeat(60), n) + "}", "POST", "/tags");
    }

    @Test
    void html_of_a_body() {
        var article = anArticle().withoutBody().content();
        for (var piece :
                new String[] {"<b>", "<p>a", "<img src=/a.jpg>", "<div>", "<li>a", "<td>a", "<a href=/b>", "&#769;"}) {
            costsInProportion(
                    piece, 20_000, n -> with(article, "bodyHtml", Json.write(piece.repeat(n))), "POST", "/articles");
        }
    }

    @Test
    void parameters_and_headers() {
        for (var parameter : new String[] {
            "/articles?fields=",
            "/articles?ids=",
            "/articles?include=",
            "/articles?facets=",
            "/articles?section=",
            "/articles?tag=",
            "/views?articles=",
            "/suggest?q=a&kind=",
            "/articles?q="
        }) {
            Cpu.growsLinearlyInAllThreads(parameter, 800, n -> {
                var answer = send("GET", parameter + "a,".repeat(n) + "a", null);
                assertThat(answer.statusCode()).as(parameter).isLessThan(500);
                assertThat(answer.body().length).as(parameter).isLessThan(20_000);
            });
        }
        for (var header : new String[] {"If-None-Match", "Accept", "Accept-Language", "Accept-Encoding", "Prefer"}) {
            Cpu.growsLinearlyInAllThreads(
                    header, 1_000, n -> send("GET", "/articles", null, header, "a/b,".repeat(n / 2) + "*/*"));
        }
    }
}
