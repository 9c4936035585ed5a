package bantin.article;

import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Api.sending;
import static bantin.testsupport.Newsroom.anArticle;
import static bantin.testsupport.Newsroom.media;
import static bantin.testsupport.Newsroom.patch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import bantin.testsupport.Json;
import bantin.testsupport.Newsroom;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A body that is read in one format and written back in the same format stays the same. */
@QuarkusTest
class BodyRoundTripThroughApiTest {

    private static Map<String, Object> block(String text, String... marks) {
        return Map.of(
                "_type",
                "block",
                "style",
                "normal",
                "children",
                List.of(Map.of("_type", "span", "text", text, "marks", List.of(marks))));
    }

    private static Map<String, Object> use(String key, String url) {
        return Map.of("key", key, "asset", Map.of("url", url));
    }

    @Test
    void what_was_read_and_is_written_back_changes_nothing() {
        var written = anArticle()
                .with(
                        "media",
                        List.of(
                                use("hall", "https://a.example/1.jpg"),
                                media("clip", "https://a.example/lu.mp4", "Cảnh lũ\nvề")))
                .withBodyOf(
                        block("Mở đầu.  Hai khoảng trắng."),
                        Map.of("_type", "image", "_key", "hall"),
                        block("Theo hãng tin X, ngày 11/10.", "em"),
                        Map.of("_type", "video", "_key", "clip"),
                        block(""),
                        Map.of("_type", "embed", "url", "https://vimeo.com/1", "provider", "vimeo"),
                        block("Kết.", "strong", "em"))
                .published();
        var before = asReader().get(written.path());
        String html = asReader().get(written.path() + "?body=html").path("bodyHtml");
        patch(written.path(), Map.of("bodyHtml", html));
        var after = asReader().get(written.path());
        assertThat(withoutKeys(after.asString())).isEqualTo(withoutKeys(before.asString()));
        assertThat(after.<Object>path("media")).isEqualTo(before.path("media"));

        String markdown = asReader().get(written.path() + "?body=markdown").path("bodyMarkdown");
        patch(written.path(), Map.of("bodyMarkdown", markdown));
        var again = asReader().get(written.path() + "?body=markdown");
        assertThat(again.<String>path("bodyMarkdown")).isEqualTo(markdown);
        assertThat(again.<Object>path("media")).isEqualTo(before.path("media"));
    }

    private static JsonNode withoutKeys(String article) {
        return Json.read(Json.read(article).get("body").toString().replaceAll("\"_key\":\"[bs]\\d+\",", ""));
    }

    @Test
    void a_video_is_one_whatever_its_address_ends_in() {
        var written = anArticle()
                .withoutBody()
                .with(
                        "bodyHtml",
                        "<figure><video src='https://a.example/stream/7'></video><figcaption>Cảnh lũ</figcaption></figure>"
                                + "<figure><iframe src='https://www.youtube.com/embed/abc'></iframe></figure>")
                .published();
        asReader()
                .get(written.path() + "?body=portable-text,html,text")
                .then()
                .body("media.asset.kind", equalTo(List.of("video")))
                .body("media.caption", equalTo(List.of("Cảnh lũ")))
                .body("body._type", equalTo(List.of("video", "embed")))
                .body("bodyHtml", containsString("<video controls src=\"https://a.example/stream/7\">"))
                .body("bodyHtml", containsString("<figure data-embed=\"youtube\"><a href="))
                .body("bodyHtml", not(containsString("<img")))
                .body("bodyHtml", not(containsString("<iframe")))
                .body("bodyText", containsString("Cảnh lũ"));
    }

    @Test
    void a_picture_node_that_names_a_video_is_drawn_as_a_video() {
        var written = anArticle()
                .with("media", List.of(use("clip", "https://a.example/lu.mp4")))
                .withBodyOf(Map.of("_type", "image", "_key", "clip"))
                .published();
        asReader()
                .get(written.path() + "?body=html")
                .then()
                .body(
                        "bodyHtml",
                        equalTo(
                                "<figure data-key=\"clip\"><video controls src=\"https://a.example/lu.mp4\"></video></figure>"));
    }

    @Test
    void a_video_node_must_name_an_entry_of_the_media_unless_it_is_of_another_make() {
        sending(
                        asEditor(),
                        anArticle()
                                .withBodyOf(
                                        Map.of("_type", "video", "_key", "clip"),
                                        Map.of("_type", "video", "_key", "own", "url", "x"))
                                .content())
                .post("/articles")
                .then()
                .statusCode(400)
                .body("errors.pointer", equalTo(List.of("/body/0/_key")));
    }

    @Test
    void a_caption_that_equals_the_assets_follows_it() {
        var asset = Newsroom.create(
                "/media", Map.of("url", "https://a.example/1.jpg", "caption", "Hội trường", "credit", "Ảnh: An"));
        var written = anArticle()
                .with("media", List.of(use("hall", "https://a.example/1.jpg")))
                .withBodyOf(Map.of("_type", "image", "_key", "hall"))
                .published();
        String html = asReader().get(written.path() + "?body=html").path("bodyHtml");
        assertThat(html).contains("Hội trường");
        patch(written.path(), Map.of("bodyHtml", html));
        patch(
                written.path(),
                Map.of(
                        "media",
                        List.of(Map.of(
                                "key",
                                "hall",
                                "asset",
                                Map.of("url", "https://a.example/1.jpg"),
                                "caption",
                                "Hội  trường"))));
        patch("/media/" + asset.path("id"), Map.of("caption", "Hội trường lớn", "credit", "Ảnh: Lan"));
        asReader()
                .get(written.path())
                .then()
                .body("media[0].caption", equalTo("Hội trường lớn"))
                .body("media[0].credit", equalTo("Ảnh: Lan"));
        patch(written.path(), Map.of("bodyHtml", html.replace("Hội trường", "Của bài này")));
        asReader().get(written.path()).then().body("media[0].caption", equalTo("Của bài này"));
    }
}
