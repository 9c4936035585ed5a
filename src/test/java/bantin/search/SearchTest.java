package bantin.search;

import static bantin.search.Searches.found;
import static bantin.search.Searches.foundAsTyped;
import static bantin.search.Searches.search;
import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Newsroom.aContributor;
import static bantin.testsupport.Newsroom.aSection;
import static bantin.testsupport.Newsroom.aTag;
import static bantin.testsupport.Newsroom.aTagOfThePast;
import static bantin.testsupport.Newsroom.anArticle;
import static bantin.testsupport.Newsroom.media;
import static bantin.testsupport.Newsroom.paragraph;
import static bantin.testsupport.Newsroom.patch;
import static bantin.testsupport.Newsroom.picture;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Readers find articles however they spell their words, in every text that an article shows. */
@QuarkusTest
class SearchTest {

    @Test
    void accents_case_composition_and_d_are_forgiven() {
        anArticle().titled("Cầu cảng mới trên vịnh Hạ Long").published();
        anArticle().titled("Chuyến tàu sớm tới Đà Nẵng").published();
        for (var q : List.of(
                "ha long",
                "HẠ LONG",
                "hạ long",
                "Ha lòng",
                Normalizer.normalize("Hạ Long", Normalizer.Form.NFD),
                "vinh ha long",
                "  ha,long!  ",
                "ha-long")) {
            assertThat(found(q)).as(q).containsExactly("Cầu cảng mới trên vịnh Hạ Long");
        }
        for (var q : List.of("da nang", "đa nang", "Đà Nẵng", "ĐÀ NẴNG", "dà nẵng")) {
            assertThat(found(q)).as(q).containsExactly("Chuyến tàu sớm tới Đà Nẵng");
        }
    }

    @Test
    void words_that_stand_together_come_first_and_among_them_the_accents_that_were_typed() {
        anArticle()
                .titled("Người làm báo hạ lòng tự ái")
                .dated("2024-01-01T00:00:00Z")
                .published();
        anArticle()
                .titled("Long trọng khai mạc, hạ màn lúc nửa đêm")
                .dated("2023-01-01T00:00:00Z")
                .published();
        anArticle().titled("Sương sớm Hạ Long").dated("2001-01-01T00:00:00Z").published();
        assertThat(found("Hạ Long"))
                .containsExactly(
                        "Sương sớm Hạ Long", "Người làm báo hạ lòng tự ái", "Long trọng khai mạc, hạ màn lúc nửa đêm");
        assertThat(found("ha long")).last().isEqualTo("Long trọng khai mạc, hạ màn lúc nửa đêm");
    }

    @Test
    void titles_weigh_more_than_bodies_and_new_articles_a_little_more_than_old_ones() {
        anArticle()
                .titled("Chợ phiên cuối tuần")
                .withBodyOf(paragraph("Bà con bán mật ong."))
                .published();
        anArticle().titled("Mật ong mùa nhãn").dated("2012-01-01T00:00:00Z").published();
        anArticle().titled("Mật ong mùa vải").published();
        assertThat(found("mật ong")).containsExactly("Mật ong mùa vải", "Mật ong mùa nhãn", "Chợ phiên cuối tuần");
    }

    @Test
    void english_is_found_by_its_stems() {
        anArticle()
                .titled("Fishing boats return to harbour")
                .with("locale", "en")
                .published();
        for (var q : List.of("boat", "fished boats", "returning boat", "harbours")) {
            assertThat(found(q)).as(q).containsExactly("Fishing boats return to harbour");
            assertThat(found(q, "locale", "en")).as(q).hasSize(1);
            assertThat(found(q, "locale", "vi")).as(q).isEmpty();
        }
        assertThat(search("boat", "include", "highlights").<String>path("items[0].highlights.title"))
                .isEqualTo("Fishing <mark>boats</mark> return to harbour");
    }

    @Test
    void everything_that_an_article_shows_is_searched_and_follows_its_changes() {
        var section = aSection("Kinh tế biển");
        var tag = aTag("Hải sản");
        var contributor = aContributor("Vũ Thị Mận");
        anArticle()
                .titled("Tiêu đề")
                .in(section)
                .with("lead", "Lời dẫn ngắn gọn")
                .with("tags", List.of(tag))
                .with("bylines", List.of(Map.of("contributor", contributor), Map.of("name", "Hồ Quang Diệp")))
                .with(
                        "media",
                        List.of(
                                media("tau", "https://anh.example/tau.jpg", "Đoàn tàu rời bến"),
                                Map.of("key", "luoi", "asset", Map.of("url", "https://anh.example/luoi.jpg"))))
                .withBodyOf(paragraph("Mẻ lưới đầy ắp"), picture("tau"), picture("luoi"))
                .published();
        var asset = asEditor().get("/media?url=https://anh.example/luoi.jpg").<Integer>path("items[0].id");
        for (var q : List.of(
                "tieu de",
                "loi dan",
                "doan tau roi ben",
                "me luoi day ap",
                "hai san",
                "kinh te bien",
                "vu thi man",
                "quang diep")) {
            assertThat(found(q)).as(q).containsExactly("Tiêu đề");
        }
        patch("/sections/" + id("/sections", section), Map.of("name", "Biển đảo"));
        patch("/tags/" + id("/tags", tag), Map.of("name", "Thủy sản"));
        patch("/contributors/" + id("/contributors", contributor), Map.of("name", "Vũ Thị Đào"));
        patch("/media/" + asset, Map.of("caption", "Vá lưới trên bờ"));
        for (var q : List.of("bien dao", "thuy san", "vu thi dao", "va luoi tren bo")) {
            assertThat(found(q)).as(q).containsExactly("Tiêu đề");
        }
        for (var q : List.of("kinh te bien", "hai san", "vu thi man")) {
            assertThat(foundAsTyped(q)).as(q).isEmpty();
        }
    }

    private static Integer id(String kind, String slug) {
        return asReader().get(kind + "?limit=100").path("items.find { it.slug == '" + slug + "' }.id");
    }

    @Test
    void all_filters_hold_in_every_order() {
        var city = aSection("Thành phố");
        var ward = aSection("Phường", city);
        var tag = aTag("Giao thông");
        var lan = aContributor("Lan");
        var unused = aTagOfThePast("Không có");
        anArticle()
                .titled("Xe buýt điện một")
                .in(ward)
                .with("tags", List.of(tag))
                .with("bylines", List.of(Map.of("contributor", lan)))
                .dated("2020-05-01T00:00:00Z")
                .published();
        anArticle()
                .titled("Xe buýt điện hai")
                .in(city)
                .dated("2022-05-01T00:00:00Z")
                .published();
        anArticle()
                .titled("Xe buýt điện ba")
                .with("locale", "en")
                .dated("2024-05-01T00:00:00Z")
                .published();
        for (var sort : List.of("relevance", "-publishedAt", "publishedAt", "-updatedAt", "title", "-views")) {
            assertThat(found("xe buyt", "sort", sort)).as(sort).hasSize(3);
            assertThat(found("xe buyt", "sort", sort, "section", city)).as(sort).hasSize(2);
            for (var filter : List.of(
                    List.of("section", ward),
                    List.of("tag", tag),
                    List.of("contributor", lan),
                    List.of("publishedBefore", "2021-01-01T00:00:00Z"))) {
                assertThat(found("xe buyt", "sort", sort, filter.get(0), filter.get(1), "locale", "vi"))
                        .as(sort + filter)
                        .containsExactly("Xe buýt điện một");
            }
            assertThat(found("xe buyt", "sort", sort, "locale", "en")).as(sort).containsExactly("Xe buýt điện ba");
            assertThat(found("xe buyt", "sort", sort, "updatedAfter", "2100-01-01T00:00:00Z"))
                    .as(sort)
                    .isEmpty();
            assertThat(found("xe buyt", "sort", sort, "ids", "1,2")).as(sort).hasSizeLessThan(3);
            assertThat(found("xe buyt", "sort", sort, "tag", unused)).as(sort).isEmpty();
            assertThat(found("xe buyt", "sort", sort, "section", ward, "tag", tag))
                    .as(sort)
                    .containsExactly("Xe buýt điện một");
            assertThat(found(
                            "xe buyt",
                            "sort",
                            sort,
                            "publishedAfter",
                            "2021-01-01T00:00:00Z",
                            "publishedBefore",
                            "2023-01-01T00:00:00Z"))
                    .as(sort)
                    .containsExactly("Xe buýt điện hai");
        }
        assertThat(found("xe buyt", "sort", "publishedAt"))
                .containsExactly("Xe buýt điện một", "Xe buýt điện hai", "Xe buýt điện ba");
    }

    /** Custom nodes may contain JSON that PostgreSQL's json type does not accept. */
    @Test
    void an_article_is_saved_and_found_whatever_its_nodes_hold() {
        for (var odd : List.of("\"\\u0000\"", "\"\\ud800\"", "1e200000", "-1e-200000")) {
            var content = """
                    {"title": "Nút lạ", "section": "%s", "publishedAt": "2024-01-01T00:00:00Z", "body": [
                     {"_type": "block", "children": [{"_type": "span", "text": "bến phà cũ"}]},
                     {"_type": "table", "rows": [{"cells": ["Xã Đồng Sen", 7, {"a": 1}]}, 3, {"cells": 4}]},
                     {"_type": "chart", "rows": 5, "children": 6, "value": %s}]}""".formatted(aSection("Mục"), odd);
            var answer =
                    asEditor().contentType("application/json").body(content).post("/articles");
            assertThat(answer.statusCode()).as(odd).isIn(201, 400);
            if (answer.statusCode() == 201) {
                asEditor()
                        .post("/articles/" + answer.path("id") + "/publish")
                        .then()
                        .statusCode(200);
                assertThat(found("ben pha cu")).as(odd).hasSize(1);
                assertThat(found("\"xa dong sen\"")).as(odd).hasSize(1);
                asEditor()
                        .post("/articles/" + answer.path("id") + "/unpublish")
                        .then()
                        .statusCode(200);
            }
        }
    }

    @Test
    void a_very_long_article_can_be_written_and_its_beginning_is_found() {
        var words = new StringBuilder("đầu tiên ");
        for (int i = 0; i < 60_000; i++) {
            words.append("ừ").append(Integer.toString(i, 36)).append(' ');
        }
        anArticle()
                .titled("Trường thiên")
                .withBodyOf(paragraph(words.toString()))
                .published();
        assertThat(found("dau tien")).containsExactly("Trường thiên");
    }

    /** Only the first 50,000 characters are indexed. */
    @Test
    void a_long_article_can_be_written_wherever_its_words_end() {
        for (int length : List.of(49_999, 50_000, 50_001)) {
            var text = "ă ".repeat(25_000).substring(0, length - 1) + "bờ hết";
            anArticle().titled("Dài " + length).withBodyOf(paragraph(text)).published();
            anArticle()
                    .titled("Cách " + length)
                    .withBodyOf(paragraph("x" + text))
                    .published();
        }
        assertThat(found("dai")).hasSize(3);
    }
}
