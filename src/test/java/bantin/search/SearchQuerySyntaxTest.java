package bantin.search;

import static bantin.search.Searches.found;
import static bantin.search.Searches.foundAsTyped;
import static bantin.search.Searches.search;
import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Newsroom.aSection;
import static bantin.testsupport.Newsroom.anArticle;
import static bantin.testsupport.Newsroom.paragraph;
import static bantin.testsupport.Newsroom.titles;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a query may contain: phrases, exclusions, alternatives, digits, and whatever else somebody types. */
@QuarkusTest
class SearchQuerySyntaxTest {

    @Test
    void phrases_exclusions_and_alternatives() {
        anArticle().titled("Xã đạt chuẩn nông thôn mới").published();
        anArticle().titled("Thôn mới mở lớp nghề nông").published();
        anArticle().titled("Cá mòi vào mùa").published();
        assertThat(found("\"nông thôn mới\"")).containsExactly("Xã đạt chuẩn nông thôn mới");
        assertThat(found("\"nong thon moi")).containsExactly("Xã đạt chuẩn nông thôn mới");
        assertThat(found("nông thôn mới")).hasSize(2).first().isEqualTo("Xã đạt chuẩn nông thôn mới");
        assertThat(found("thôn -nghề")).containsExactly("Xã đạt chuẩn nông thôn mới");
        assertThat(found("thôn -\"thôn mới mở\"")).containsExactly("Xã đạt chuẩn nông thôn mới");
        assertThat(found("cá or nghề")).containsExactlyInAnyOrder("Cá mòi vào mùa", "Thôn mới mở lớp nghề nông");
        assertThat(found("-nghề")).isEmpty();
        assertThat(found("cá nghề")).isEmpty();
    }

    /** A text may have every two neighbouring words of a phrase without having the phrase. */
    @Test
    void a_phrase_decides_what_is_found_counted_and_excluded() {
        var sport = aSection("Thể thao");
        var city = aSection("Thành phố");
        anArticle().in(sport).titled("Gặp gỡ với các cầu thủ trẻ").published();
        anArticle()
                .in(city)
                .titled("Ăn tối")
                .withBodyOf(paragraph("Ông nói chuyện với các phóng viên. Các cầu thủ đã về."), paragraph("Hẹn gặp"))
                .published();
        anArticle()
                .in(city)
                .titled("Chia tay")
                .withBodyOf(paragraph("Chia tay với các"), paragraph("cầu thủ và các cầu vượt, thủ môn"))
                .published();
        var q = "\"với các cầu thủ\"";
        for (var sort : List.of("relevance", "title", "-publishedAt")) {
            var answer = search(q, "sort", sort, "count", "exact", "facets", "section");
            assertThat(titles(answer)).as(sort).containsExactly("Gặp gỡ với các cầu thủ trẻ");
            assertThat(answer.<Integer>path("page.total")).as(sort).isEqualTo(1);
            assertThat(answer.<List<String>>path("facets.section.value"))
                    .as(sort)
                    .containsExactly(sport);
            assertThat(found("các -" + q, "sort", sort)).as(sort).containsExactlyInAnyOrder("Ăn tối", "Chia tay");
            assertThat(found("tối or " + q, "sort", sort))
                    .as(sort)
                    .containsExactlyInAnyOrder("Ăn tối", "Gặp gỡ với các cầu thủ trẻ");
            assertThat(found("hẹn -" + q + " or cầu " + q, "sort", sort))
                    .as(sort)
                    .containsExactlyInAnyOrder("Ăn tối", "Gặp gỡ với các cầu thủ trẻ");
        }
        assertThat(asEditor()
                        .queryParam("q", q)
                        .get("/articles?status=published")
                        .<List<String>>path("items.title"))
                .containsExactly("Gặp gỡ với các cầu thủ trẻ");
        assertThat(found("\"các cầu thủ đã\"")).containsExactly("Ăn tối");
        assertThat(foundAsTyped("\"với các cầu vượt\"")).isEmpty();
    }

    @Test
    void a_quoted_word_is_not_its_stem() {
        anArticle().titled("Boats return").with("locale", "en").published();
        assertThat(found("boat")).hasSize(1);
        assertThat(found("\"boats\"")).hasSize(1);
        assertThat(foundAsTyped("\"boat\"")).isEmpty();
    }

    @Test
    void marks_belong_to_the_word_and_compatible_characters_are_the_same() {
        anArticle().titled("Nghệ nhân m\u01a1\u0306ng và CO₂ trên 20 km²").published();
        anArticle().titled("ข่าวที่ดีวันนี้").with("locale", "th").published();
        anArticle().titled("हिन्दी में समाचार").with("locale", "hi").published();
        anArticle().titled("Ｔin đặc biệt số ① ﬁlm").published();
        for (var q : List.of("mong", "m\u01a1\u0306ng", "CO2", "co₂", "km2", "20 km²")) {
            assertThat(found(q)).as(q).containsExactly("Nghệ nhân m\u01a1\u0306ng và CO₂ trên 20 km²");
        }
        assertThat(search("mong co2", "include", "highlights").<String>path("items[0].highlights.title"))
                .isEqualTo("Nghệ nhân <mark>m\u01a1\u0306ng</mark> và <mark>CO₂</mark> trên 20 km²");
        assertThat(found("हिन्दी")).containsExactly("हिन्दी में समाचार");
        assertThat(search("हिन्दी", "include", "highlights").<String>path("items[0].highlights.title"))
                .isEqualTo("<mark>हिन्दी</mark> में समाचार");
        // split at its marks it would be found by any of its letters
        assertThat(found("ह")).isEmpty();
        assertThat(found("ข่าวที่ดีวันนี้")).hasSize(1);
        assertThat(found("ข")).isEmpty();
        assertThat(found("tin so 1 film")).hasSize(1);
    }

    @Test
    void digits_are_found_however_they_are_grouped() {
        anArticle().titled("Giá 1.500 đồng, gọi 0912.345.678").published();
        anArticle().titled("Bán 12500000 cây giống, gọi 0203 3825 678").published();
        for (var q :
                List.of("1500", "1.500", "1,500", "\"giá 1500 đồng\"", "0912345678", "0912 345 678", "0912-345-678")) {
            assertThat(found(q)).as(q).containsExactly("Giá 1.500 đồng, gọi 0912.345.678");
        }
        for (var q : List.of("12500000", "12.500.000", "12,500,000 cây", "02033825678", "0203.3825.678")) {
            assertThat(found(q)).as(q).containsExactly("Bán 12500000 cây giống, gọi 0203 3825 678");
        }
        assertThat(search("1500", "include", "highlights").<String>path("items[0].highlights.title"))
                .isEqualTo("Giá <mark>1.500</mark> đồng, gọi 0912.345.678");
        // dates and decimals are not grouped
        anArticle().titled("Ngày 11.10.2021 cao 3,14 m").published();
        assertThat(found("2021")).hasSize(1);
        assertThat(found("10 2021")).hasSize(1);
        assertThat(found("3.14")).hasSize(1);
    }

    @Test
    void whatever_is_typed_is_a_query() {
        anArticle().titled("Một tin").published();
        for (var q : List.of(
                "\"",
                "\"\"\"",
                "\"một",
                "-",
                "- -",
                "--một",
                "or",
                "or or",
                "or một or",
                "!",
                "& | !",
                "<->",
                "một & | tin",
                ":*",
                "một:*",
                "'",
                "''",
                "\\",
                "một\\",
                "%",
                "_",
                "một_tin",
                "(((",
                "một)",
                "😀",
                "một 😀 tin",
                "\u200b",
                "mo\u0302\u0323t",
                "\u0301\u0301\u0301",
                "\u202eniT",
                "＂một＂",
                "a".repeat(500),
                "'; drop table article; --",
                "11/10/2021",
                "1e400",
                "x@y.vn",
                "https://vd.example/a?b=c",
                "<script>",
                "&lt;",
                "ß",
                "ǅ",
                "İI",
                "ﬁ",
                "½",
                "Ⅷ")) {
            search(q).then().statusCode(200);
            search(q, "sort", "-publishedAt").then().statusCode(200);
            search(q, "include", "highlights").then().statusCode(200);
        }
        assertThat(found("một & | tin")).hasSize(1);
        search("").then().statusCode(400);
        assertThat(found(" ")).isEmpty();
        search("a".repeat(501)).then().statusCode(400);
        search("từ ".repeat(33)).then().statusCode(400);
        search("a\u0000b").then().statusCode(400);
        asReader().get("/articles?sort=relevance").then().statusCode(400);
    }
}
