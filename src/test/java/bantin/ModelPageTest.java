package bantin;

import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Api.sending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import bantin.testsupport.Api;
import bantin.testsupport.Json;
import bantin.testsupport.Newsroom;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** A long article with everything that an article can have is written, published, read back unchanged, and viewed. */
@QuarkusTest
class ModelPageTest {

    private static final String TITLE =
            "Đảng ủy các xã Dân Chủ, Hòa Bình họp trực tuyến với thành phố về tiến độ xây dựng nông thôn mới chín tháng năm 2021";

    @Test
    void the_model_page_goes_in_with_curl_and_comes_out_whole() {
        var section = Newsroom.aSection("Tin tức thành phố");
        Newsroom.aTag("Nông thôn mới");
        var written = sending(Api.asEditor(), page(section)).post("/articles");
        written.then().statusCode(201);
        var path = "/articles/" + written.path("id");

        sending(Api.asEditor(), "{}").post(path + "/publish").then().statusCode(200);
        sending(Api.asEditor(), Map.of("total", 1983))
                .put(path + "/views")
                .then()
                .statusCode(200);
        asReader().post(path + "/views").then().statusCode(200).body("views", equalTo(1984));

        var page = Json.read(asReader()
                .get(path + "?include=views&body=portable-text,html")
                .then()
                .statusCode(200)
                .extract()
                .asString());
        assertThat(page.at("/section/name").textValue()).isEqualTo("Tin tức thành phố");
        assertThat(page.get("title").textValue()).isEqualTo(TITLE);
        assertThat(page.get("slug").textValue()).startsWith("dang-uy-cac-xa-dan-chu-hoa-binh-hop-truc-tuyen");
        assertThat(page.get("publishedAt").textValue()).isEqualTo("2021-10-11T07:28:00.000000+07:00");
        assertThat(page.get("views").longValue()).isEqualTo(1984);
        assertThat(page.get("lead").textValue()).isEqualTo("Sáng 11/10, hội nghị diễn ra tại bốn điểm cầu.");
        assertThat(page.get("bylineText").textValue()).isEqualTo("Minh An- Thu Hà");
        assertThat(texts(page.get("bylines"), "name")).containsExactly("Minh An", "Thu Hà");
        assertThat(texts(page.get("bylines"), "role")).containsExactly("author", "photographer");
        assertThat(texts(page.get("tags"), "slug")).containsExactly("nong-thon-moi");
        assertThat(texts(page.get("body"), "_type"))
                .containsExactly("image", "block", "image", "block", "image", "block");
        assertThat(texts(page.get("media"), "caption"))
                .containsExactly("Toàn cảnh buổi làm việc", "Các điểm cầu dự họp trực tuyến", "Đại biểu phát biểu");
        assertThat(page.get("bodyHtml").textValue())
                .containsSubsequence(
                        "<figcaption>Toàn cảnh buổi làm việc",
                        "Mở đầu.",
                        "<figcaption>Các điểm cầu dự họp trực tuyến",
                        "Thảo luận.",
                        "<figcaption>Đại biểu phát biểu",
                        "Kết luận.");
    }

    private static Map<String, Object> page(String section) {
        return Newsroom.anArticle()
                .titled(TITLE)
                .in(section)
                .dated("2021-10-11T07:28:00+07:00")
                .with("lead", "Sáng 11/10, hội nghị diễn ra tại bốn điểm cầu.")
                .with("tags", List.of("nong-thon-moi"))
                .with("locale", "vi")
                .with("bylines", List.of(Map.of("name", "Minh An"), Map.of("name", "Thu Hà", "role", "photographer")))
                .with("bylineText", "Minh An- Thu Hà")
                .with(
                        "media",
                        List.of(
                                Newsroom.media("hall", "https://anh.example.org/hall.jpg", "Toàn cảnh buổi làm việc"),
                                Newsroom.media(
                                        "screens",
                                        "https://anh.example.org/screens.jpg",
                                        "Các điểm cầu dự họp trực tuyến"),
                                Newsroom.media("speaker", "https://anh.example.org/speaker.jpg", "Đại biểu phát biểu")))
                .withBodyOf(
                        Newsroom.picture("hall"),
                        Newsroom.paragraph("Mở đầu."),
                        Newsroom.picture("screens"),
                        Newsroom.paragraph("Thảo luận."),
                        Newsroom.picture("speaker"),
                        Newsroom.paragraph("Kết luận."))
                .content();
    }

    private static List<String> texts(JsonNode list, String property) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(item -> item.get(property).textValue())
                .toList();
    }
}
