package bantin.search;

import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Newsroom.aContributorOfThePast;
import static bantin.testsupport.Newsroom.aSection;
import static bantin.testsupport.Newsroom.aTagOfThePast;
import static bantin.testsupport.Newsroom.anArticle;
import static bantin.testsupport.Newsroom.patch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import bantin.testsupport.Archive;
import bantin.testsupport.Concurrently;
import bantin.testsupport.Sql;
import bantin.testsupport.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Suggestions complete what was typed, and show nothing that is not public. */
@QuarkusTest
class SuggestTest {

    private static Response suggest(String q, String... more) {
        var request = asReader().queryParam("q", q);
        for (int i = 0; i < more.length; i += 2) {
            request.queryParam(more[i], more[i + 1]);
        }
        return request.get("/suggest");
    }

    private static List<String> texts(String q, String... more) {
        return suggest(q, more).then().statusCode(200).extract().path("items.text");
    }

    @Test
    void words_with_digits_are_completed_too() {
        aTagOfThePast("Covid19");
        var title = "VinFast VF8 chạy thử " + "dài".repeat(20);
        anArticle().titled(title).published();
        assertThat(texts("covi")).containsExactly("Covid19");
        assertThat(texts("vf")).containsExactly(title);
        assertThat(texts("vf8 ch")).containsExactly(title);
        assertThat(texts("chay thu dai")).containsExactly(title);
    }

    @Test
    void what_is_being_typed_is_completed_whatever_its_accents() {
        var section = aSection("Vịnh Hạ Long");
        anArticle().in(section).titled("Cầu cảng mới trên vịnh Hạ Long").published();
        for (var q : List.of(
                "ha l",
                "HẠ LO",
                "vinh ha",
                "hạ long",
                Normalizer.normalize("Hạ L", Normalizer.Form.NFD),
                "  vịnh  h")) {
            assertThat(texts(q)).as(q).containsExactly("Vịnh Hạ Long", "Cầu cảng mới trên vịnh Hạ Long");
        }
        assertThat(texts("cang cau m")).containsExactly("Cầu cảng mới trên vịnh Hạ Long");
        assertThat(texts("ha lo ")).isEmpty();
        assertThat(texts("tau")).isEmpty();
        suggest("ha l")
                .then()
                .body("items.kind", equalTo(List.of("section", "article")))
                .body("items[0].slug", equalTo(section))
                .body("items[1].locale", equalTo("vi"));
    }

    @Test
    void names_come_first_and_neither_takes_the_place_of_the_other() {
        for (int i = 1; i <= 8; i++) {
            aTagOfThePast("Mùa lúa " + i);
            anArticle()
                    .in(i == 1 ? aSection("Đồng quê") : "dong-que")
                    .titled("Lúa vụ " + i)
                    .dated("2020-01-0" + i + "T00:00:00Z")
                    .published();
        }
        aContributorOfThePast("Lúa");
        assertThat(texts("lua", "limit", "6"))
                .containsExactly("Lúa", "Mùa lúa 1", "Mùa lúa 2", "Lúa vụ 8", "Lúa vụ 7", "Lúa vụ 6");
        assertThat(texts("lua", "limit", "3", "kind", "article")).containsExactly("Lúa vụ 8", "Lúa vụ 7", "Lúa vụ 6");
        assertThat(texts("lua", "kind", "contributor,section")).containsExactly("Lúa");
        assertThat(texts("lua 3")).containsExactly("Mùa lúa 3", "Lúa vụ 3");
    }

    @Test
    void what_has_the_accents_that_were_typed_comes_before_what_is_newer() {
        var section = aSection("Mục");
        anArticle().in(section).titled("Bán cá").dated("2020-01-01T00:00:00Z").published();
        anArticle().in(section).titled("Bạn ca").dated("2024-01-01T00:00:00Z").published();
        assertThat(texts("ban ca")).containsExactly("Bạn ca", "Bán cá");
        assertThat(texts("bán ca")).containsExactly("Bán cá", "Bạn ca");
        assertThat(texts("ban cá")).containsExactly("Bán cá", "Bạn ca");
        assertThat(texts("bạn c")).containsExactly("Bạn ca", "Bán cá");
    }

    @Test
    void titles_that_begin_with_what_was_typed_come_before_newer_ones() {
        var section = aSection("Mục");
        var query = List.of(
                "“Vua” lúa trở lại đồng",
                "1.500 hộ dân có nước sạch",
                "TP.HCM mở bến tàu",
                "[Ảnh] Đường hoa đêm giao thừa",
                "CO₂ trong lòng đất",
                "हिन्दी की किताब",
                "Cá");
        for (var title : query) {
            anArticle().in(section).titled(title).dated("2019-01-01T00:00:00Z").published();
            for (int i = 1; i <= 11; i++) {
                anArticle()
                        .in(section)
                        .titled("Tin " + title + " " + i)
                        .dated("2024-01-01T00:00:00Z")
                        .published();
            }
        }
        for (var title : query) {
            var letters = title.codePointCount(0, title.length());
            for (int typed = Math.min(letters, 6); typed <= letters; typed++) {
                var q = title.substring(0, title.offsetByCodePoints(0, typed));
                for (var written : List.of(q, q.toUpperCase(Locale.ROOT), withoutAccents(q))) {
                    assertThat(texts(written, "kind", "article"))
                            .as(written)
                            .hasSize(10)
                            .startsWith(title);
                }
            }
        }
        assertThat(texts("ca ", "kind", "article")).startsWith("Cá");
    }

    private static String withoutAccents(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("[\\u0300-\\u036F]", "")
                .replace('đ', 'd')
                .replace('Đ', 'D');
    }

    /**
     * Too many titles with this prefix to read: the newest articles are read instead. Those that are not public stay
     * hidden.
     */
    @Test
    void of_thousands_of_titles_that_begin_so_the_newest_come_first() {
        var section = aSection("Mục");
        var now = Instant.now();
        Archive.of(6_000)
                .in(section)
                .titled(n -> List.of("Tin bán cá ", "Bạn cả ", "Bán cá ").get(n % 3) + n)
                .dated(n -> now.plus(Duration.ofMinutes(630 - 60 * n)))
                .expiring(n -> n == 11 ? now.minusSeconds(1) : null)
                .write();
        Sql.execute("analyze article, article_search, suggestion");
        assertThat(ids("ban c", 5)).containsExactly(1_000_013, 1_000_014, 1_000_016, 1_000_017, 1_000_019);
        assertThat(ids("bán c", 3)).containsExactly(1_000_014, 1_000_017, 1_000_020);
        assertThat(ids("ban cá", 3)).containsExactly(1_000_014, 1_000_017, 1_000_020);
    }

    @Test
    void a_wrong_letter_or_two_are_forgiven() {
        var section = aSection("Khoa học");
        anArticle().in(section).titled("Thành phố xây trường mới").published();
        anArticle()
                .in(section)
                .titled("Astronomers watch the comet")
                .with("locale", "en")
                .published();
        for (var q : List.of("thanhh pho", "tahnh pho", "thnah pho", "thàng phố", "trruong xay", "truong thanj ph")) {
            assertThat(texts(q)).as(q).containsExactly("Thành phố xây trường mới");
        }
        for (var q : List.of("astronomres", "astromers", "commet", "wacth comet")) {
            assertThat(texts(q)).as(q).containsExactly("Astronomers watch the comet");
        }
        assertThat(texts("khoaa")).containsExactly("Khoa học");
        assertThat(texts("xyzzy")).isEmpty();
    }

    @Test
    void what_is_renamed_unpublished_or_deleted_is_not_suggested_any_more() {
        var tag = aTagOfThePast("Tên cũ");
        asReader().get("/suggest?q=ten+c").then().body("items.slug", equalTo(List.of(tag)));
        int id = asReader().get("/tags").path("items[0].id");
        patch("/tags/" + id, Map.of("name", "Nhãn mới"));
        assertThat(texts("ten c")).isEmpty();
        assertThat(texts("nhan")).containsExactly("Nhãn mới");
        asEditor().delete("/tags/" + id).then().statusCode(204);
        assertThat(texts("nhan")).isEmpty();

        var article = anArticle().titled("Nhà ga trung tâm").published();
        assertThat(texts("nha ga")).hasSize(1);
        patch(article.path(), Map.of("title", "Bến xe trung tâm"));
        assertThat(texts("nha ga")).isEmpty();
        assertThat(texts("ben xe")).hasSize(1);
        article.move("unpublish", null);
        assertThat(texts("ben xe")).isEmpty();
    }

    @Test
    void what_is_not_public_is_not_suggested_to_anybody() {
        TestClock.stopAt(Instant.parse("2026-03-01T01:00:00Z"));
        anArticle().titled("Bí mật nháp").draft();
        anArticle().titled("Bí mật rút").withdrawn("Sai.");
        anArticle().titled("Bí mật bỏ").trashed();
        anArticle().titled("Bí mật hẹn giờ").scheduledFor("2026-03-01T02:00:00Z");
        anArticle()
                .titled("Bí mật hết hạn")
                .with("expiresAt", "2026-03-01T01:30:00Z")
                .published();
        assertThat(texts("bi mat")).containsExactly("Bí mật hết hạn");
        TestClock.advance(Duration.ofMinutes(30));
        assertThat(texts("bi mat")).isEmpty();
        assertThat(texts("bi matt")).isEmpty();
        asEditor().queryParam("q", "bi mat").get("/suggest").then().body("items", equalTo(List.of()));
        TestClock.advance(Duration.ofMinutes(30));
        assertThat(texts("bi mat")).containsExactly("Bí mật hẹn giờ");
    }

    private static List<Integer> ids(String q, int limit) {
        return suggest(q, "kind", "article", "limit", String.valueOf(limit))
                .then()
                .statusCode(200)
                .extract()
                .path("items.id");
    }

    @Test
    void whatever_is_typed_is_answered() {
        anArticle().titled("Một tin").published();
        for (var q : List.of(
                " ",
                "\"",
                "-",
                "%",
                "_",
                "\\",
                "'",
                ":*",
                "a:*",
                "&|!()",
                "😀",
                "\u200b",
                "\u0301",
                "một\u0301",
                "một_t",
                "a".repeat(100),
                "' or 1=1 --",
                "<b>",
                "ß",
                "İ",
                "½",
                "đ",
                "1",
                "11/10/2021")) {
            suggest(q).then().statusCode(200);
        }
        suggest("a".repeat(101)).then().statusCode(400);
        suggest("a ".repeat(13)).then().statusCode(400);
        asReader().get("/suggest").then().statusCode(400).body("errors[0].parameter", equalTo("q"));
        suggest("a", "limit", "21").then().statusCode(400);
        suggest("a", "kind", "draft").then().statusCode(400);
        assertThat(texts("một %t")).containsExactly("Một tin");
    }

    /** Transactions that add the same words to the dictionary do not wait for each other. */
    @Test
    void the_same_new_words_at_the_same_time() {
        var section = aSection("Mục");
        Concurrently.run(
                8,
                number -> anArticle()
                        .in(section)
                        .titled(number % 2 == 0 ? "Alpha beta gamma " + number : "Gamma beta alpha " + number)
                        .published());
        assertThat(texts("gamma alp")).hasSize(8);
    }
}
