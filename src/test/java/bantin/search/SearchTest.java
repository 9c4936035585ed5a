package bantin.search;

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
import static bantin.testsupport.Newsroom.titles;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import bantin.testsupport.Api;
import bantin.testsupport.Concurrently;
import bantin.testsupport.Statements;
import bantin.testsupport.TestClock;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Readers find what they seek, however they spell it, and nothing that is not theirs to see. */
@QuarkusTest
class SearchTest {

    @Inject
    AgroalDataSource database;

    private static Response search(String q, String... more) {
        var request = asReader().queryParam("q", q);
        for (int i = 0; i < more.length; i += 2) {
            request.queryParam(more[i], more[i + 1]);
        }
        return request.get("/articles");
    }

    private static List<String> found(String q, String... more) {
        return titles(search(q, more));
    }

    /** Nothing where only a correction of it was found. */
    private static List<String> foundAsTyped(String q) {
        var answer = search(q);
        return answer.path("correctedQuery") == null ? titles(answer) : List.of();
    }

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
    void only_what_is_published_is_found_and_exactly_while_it_is() {
        TestClock.stopAt(Instant.parse("2026-03-01T00:00:00Z"));
        var article = anArticle().titled("Đê biển gia cố").draft();
        assertThat(found("de bien")).isEmpty();
        article = article.move("publish", Map.of("publishAt", "2026-03-01T01:00:00Z"));
        assertThat(found("de bien")).isEmpty();
        assertThat(search("de bien").<Integer>path("page.total")).isZero();
        TestClock.advance(Duration.ofHours(1));
        assertThat(found("de bien")).hasSize(1);
        patch(article.path(), Map.of("title", "Kè sông gia cố"));
        assertThat(found("de bien")).isEmpty();
        assertThat(found("ke song")).hasSize(1);
        article.move("withdraw", Map.of("reason", "Sai số liệu"));
        assertThat(found("ke song")).isEmpty();
    }

    /** A cursor is the client's to write. */
    @Test
    void no_cursor_looks_into_the_future() {
        anArticle().titled("Đê biển gia cố").published();
        anArticle().titled("Đê biển xong sớm").published();
        anArticle().titled("Đê biển sẽ khánh thành").scheduledFor("2099-01-01T00:00:00Z");
        String cursor = search("de bien", "limit", "1").path("page.nextCursor");
        var given = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        var forged = given.replaceFirst("\"[^|]*\\|.*\"", "\"2100-01-01T00:00:00Z|0|-1|0\"");
        assertThat(forged).isNotEqualTo(given);
        assertThat(found(
                        "de bien",
                        "limit",
                        "1",
                        "cursor",
                        Base64.getUrlEncoder().encodeToString(forged.getBytes(StandardCharsets.UTF_8))))
                .doesNotContain("Đê biển sẽ khánh thành")
                .isNotEmpty();
    }

    @Test
    void a_draft_is_found_by_keys_that_may_read_it() {
        anArticle().titled("Bản thảo về cầu phao").by(() -> Api.asAuthor("mai")).draft();
        var q = "/articles?q=cau+phao&status=draft";
        assertThat(titles(asEditor().get(q))).containsExactly("Bản thảo về cầu phao");
        assertThat(titles(Api.asAuthor("mai").get(q))).containsExactly("Bản thảo về cầu phao");
        assertThat(titles(Api.asAuthor("lan").get(q))).isEmpty();
        asReader().get(q).then().statusCode(401);
    }

    @Test
    void highlights_have_the_accents_of_the_article_and_are_safe() {
        anArticle()
                .titled("Lễ hội <b>hoa</b> & ánh sáng")
                .withBodyOf(paragraph("Đêm hội hoa có <script>alert(1)</script> nhiều du khách."))
                .published();
        var item = search("hoi hoa", "include", "highlights");
        assertThat(item.<String>path("items[0].highlights.title"))
                .isEqualTo("Lễ <mark>hội</mark> &lt;b&gt;<mark>hoa</mark>&lt;/b&gt; &amp; ánh sáng");
        assertThat(item.<List<String>>path("items[0].highlights.snippets"))
                .singleElement()
                .asString()
                .contains("<mark>hội</mark> <mark>hoa</mark>", "&lt;script&gt;")
                .doesNotContain("<script>");
        var byTitle = search("hoi hoa", "include", "highlights", "sort", "title", "count", "exact");
        assertThat(byTitle.<Object>path("items[0].highlights")).isEqualTo(item.path("items[0].highlights"));
        asReader().get("/articles?include=highlights").then().statusCode(400);
    }

    @Test
    void snippets_are_the_places_that_have_most_of_what_is_sought() {
        var filler = "Đoàn đi qua các xã ven sông và ghi lại chuyện của người dân từng làng. ".repeat(6);
        anArticle()
                .titled("Chuyến đi dài")
                .withBodyOf(
                        paragraph("Hội bắt đầu từ sáng sớm. " + filler),
                        paragraph(filler + "Ở đình làng có hội hoa xuân. " + filler),
                        paragraph(filler + "Chợ hoa họp tới khuya."))
                .published();
        List<String> snippets = search("hoi hoa", "include", "highlights").path("items[0].highlights.snippets");
        assertThat(snippets).hasSize(2);
        assertThat(snippets.get(0)).startsWith("<mark>Hội</mark> bắt đầu").endsWith(" …");
        assertThat(snippets.get(1))
                .startsWith("… ")
                .contains("có <mark>hội</mark> <mark>hoa</mark> xuân. Đoàn")
                .endsWith(" …");
        // found by its tag alone
        anArticle()
                .titled("Tin vắn")
                .with("tags", List.of(aTag("Thuyền buồm")))
                .withBodyOf(paragraph("Sáng nay trời nắng."))
                .published();
        assertThat(search("thuyen buom", "include", "highlights").<List<String>>path("items[0].highlights.snippets"))
                .containsExactly("Sáng nay trời nắng.");
    }

    @Test
    void a_text_that_is_cut_is_not_cut_within_a_character() {
        anArticle()
                .titled("Tin dài")
                .withBodyOf(paragraph("a".repeat(49_990) + " 😀".repeat(30) + " hết"))
                .published();
        List<String> snippets = search("tin dai", "include", "highlights").path("items[0].highlights.snippets");
        assertThat(snippets).singleElement().asString().contains("😀").doesNotContain("hết");
    }

    @Test
    void highlights_know_stems_and_letters_as_the_search_does() {
        anArticle()
                .titled("Boats race on the bay")
                .with("locale", "en")
                .withBodyOf(paragraph("A boat won."))
                .published();
        anArticle().titled("Boats in Vietnamese").published();
        var boats = search("boating", "include", "highlights");
        assertThat(boats.<String>path("items[0].highlights.title")).isEqualTo("<mark>Boats</mark> race on the bay");
        assertThat(boats.<List<String>>path("items[0].highlights.snippets"))
                .containsExactly("A <mark>boat</mark> won.");
        anArticle().titled("Straße am Œuvre-Platz").published();
        assertThat(search("strasse oeuvre", "include", "highlights").<String>path("items[0].highlights.title"))
                .isEqualTo("<mark>Straße</mark> am <mark>Œuvre</mark>-Platz");
        assertThat(search("strase", "include", "highlights").<String>path("items[0].highlights.title"))
                .as("a wrong letter")
                .isEqualTo("<mark>Straße</mark> am Œuvre-Platz");
    }

    @Test
    void where_nothing_is_found_words_that_are_near_are_sought() {
        anArticle().titled("Cầu cảng mới trên vịnh Hạ Long").published();
        anArticle().titled("Đường làng nông thôn mới").published();
        for (var q : List.of("nong thonn", "nông thônn mới", "nogn thon", "\"nong thonm\"", "duong lanng -ngoai")) {
            assertThat(found(q)).as(q).containsExactly("Đường làng nông thôn mới");
            assertThat(found(q, "sort", "title")).as(q).containsExactly("Đường làng nông thôn mới");
        }
        assertThat(corrected("nong thonn -ngoai")).isEqualTo("nong thon -ngoai");
        assertThat(corrected("nông thônn mới")).isEqualTo("nông thôn mới");
        assertThat(corrected("\"nong thonm\"")).isEqualTo("\"nong thon\"");
        assertThat(corrected("nong thon")).isNull();
        assertThat(corrected("xyzzyxyzzy")).isNull();
        assertThat(search("nong thonn", "include", "highlights").<String>path("items[0].highlights.title"))
                .isEqualTo("Đường làng <mark>nông</mark> <mark>thôn</mark> mới");
        // what somebody excludes is not guessed
        assertThat(found("nong thon -mooi")).containsExactly("Đường làng nông thôn mới");
    }

    private static String corrected(String q) {
        return search(q).path("correctedQuery");
    }

    /** In a large archive the words of any query stand somewhere in some long text. */
    @Test
    void a_query_is_corrected_although_something_has_its_words_far_apart() {
        var section = aSection("Tin tức");
        anArticle().in(section).titled("Nông dân chuyển sang nuôi tôm càng").published();
        anArticle().in(section).titled("Đội bóng lên đường").published();
        var apart = paragraph(
                "Chuyện cũ trong sân đình. Bà nuôi gà, ông câu tôm. Lan đi chợ, tmo là tên một con thuyền. Ac!");
        anArticle().in(section).titled("Ký sự làng").withBodyOf(apart).published();
        for (var q :
                List.of("chuyen san nuoi tom", "chuyển sag nuôi tôm", "chuyen sang nuoi tmo", "chuyen sang nuio tom")) {
            assertThat(found(q)).as(q).first().isEqualTo("Nông dân chuyển sang nuôi tôm càng");
        }
        assertThat(corrected("chuyen san nuoi tom")).isEqualTo("chuyen sang nuoi tom");
        assertThat(corrected("chuyển sag nuôi tôm")).isEqualTo("chuyển sang nuôi tôm");
        assertThat(corrected("chuyen sang nuoi tmo")).isEqualTo("chuyen sang nuoi tom");
        // what is far apart may be meant
        assertThat(corrected("tom san nuoi")).isNull();
        assertThat(found("tom san nuoi")).containsExactly("Ký sự làng");
        // all of it stands in one title
        assertThat(corrected("tom nuoi dan nong")).isNull();
    }

    @Test
    void letters_that_changed_places_are_one_mistake_and_short_words_are_corrected_by_their_neighbours() {
        var section = aSection("Đời sống");
        for (var word : List.of(
                "Ăn", "Lăn", "Al", "Alo", "Ant", "An", "Aln toan", "Ả", "Bln", "Kln", "Cln", "Đln", "Eln", "Fln")) {
            anArticle().in(section).titled(word + " riêng").published();
        }
        anArticle().in(section).titled("Hoa lan rừng nở sớm").published();
        anArticle().in(section).titled("Gỏi cá mai đầu mùa").published();
        assertThat(found("hoa aln rung")).containsExactly("Hoa lan rừng nở sớm");
        assertThat(corrected("hoa aln rung")).isEqualTo("hoa lan rung");
        assertThat(found("goi ac mai")).containsExactly("Gỏi cá mai đầu mùa");
        assertThat(found("goi cs mai")).containsExactly("Gỏi cá mai đầu mùa");
    }

    @Test
    void all_pages_have_the_correction_of_the_first() {
        var section = aSection("Mục");
        for (int i = 0; i < 3; i++) {
            anArticle().in(section).titled("Chuyển sang nuôi tôm " + i).published();
        }
        var first = search("chuyen snag nuoi tom", "limit", "2");
        assertThat(first.<String>path("correctedQuery")).isEqualTo("chuyen sang nuoi tom");
        anArticle()
                .in(section)
                .titled("Chuyện snag nuôi tôm")
                .dated("2020-01-01T00:00:00Z")
                .published();
        var second = search("chuyen snag nuoi tom", "limit", "2", "cursor", first.path("page.nextCursor"));
        assertThat(second.<String>path("correctedQuery")).isEqualTo("chuyen sang nuoi tom");
        assertThat(titles(second)).containsExactly("Chuyển sang nuôi tôm 0");
        assertThat(found("chuyen snag nuoi tom")).containsExactly("Chuyện snag nuôi tôm");
    }

    /** Bigrams of all its words can stand in a text that does not have the phrase. */
    @Test
    void a_phrase_is_in_all_that_is_found_counted_and_left_out() {
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
        // cut at its marks it would be found by any of its letters
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

    /** Of what others write, an author does not even learn that it is there. */
    @Test
    void whether_something_near_is_sought_does_not_tell_of_drafts() {
        anArticle().by(() -> Api.asAuthor("Huy")).titled("Thương vụ Omegatron").draft();
        for (var q : List.of("omegatron", "omegatrun", "omegadron")) {
            var answer = Api.asAuthor("Lan").queryParam("q", q).get("/articles?status=draft&count=exact");
            answer.then().statusCode(200);
            assertThat(answer.<String>path("correctedQuery")).as(q).isNull();
            assertThat(answer.<Integer>path("page.total")).as(q).isZero();
            var ofReaders = search(q);
            assertThat(ofReaders.<String>path("correctedQuery")).as(q).isNull();
            assertThat(ofReaders.<Integer>path("page.total")).as(q).isZero();
        }
    }

    /** More than are put in order together, in months far apart. */
    @Test
    void each_is_found_once_by_following_the_cursor_while_others_arrive() throws SQLException {
        var section = aSection("Mục");
        execute("""
                insert into article (id, version, revision, status, locale, slug, title, section_id, body, published_at,
                                     created_at, updated_at)
                select 1000000 + n, 0, 1, 'published', 'vi', 'tin-' || n,
                       case when n %% 3 = 0 then 'Hội chợ ' else 'Hối chờ ' end || n, s.id, '[]',
                       now() - n * interval '20 days', now(), now()
                  from generate_series(1, 450) n, section s where s.slug = '%s'""".formatted(section));
        var seen = new ArrayList<Integer>();
        String cursor = null;
        do {
            var request = asReader().queryParam("q", "hội chợ").queryParam("limit", 40);
            var page = (cursor == null ? request : request.queryParam("cursor", cursor)).get("/articles");
            seen.addAll(page.then().statusCode(200).extract().<List<Integer>>path("items.id"));
            if (seen.size() == 40) {
                assertThat(page.<List<String>>path("items.title")).allMatch(title -> title.startsWith("Hội chợ"));
            }
            assertThat(page.<Integer>path("page.total")).isEqualTo(450);
            cursor = page.path("page.nextCursor");
            anArticle().in(section).titled("Hội chợ mới").published();
        } while (cursor != null);
        assertThat(seen).hasSize(450);
        assertThat(new HashSet<>(seen)).hasSize(450);
        search("hội chợ", "page", "5", "limit", "20").then().statusCode(200);
        search("hội chợ", "page", "6", "limit", "20").then().statusCode(400);
        search("hội chợ", "cursor", "WzEsIjIiLDNd").then().statusCode(400);
    }

    /** It is sought in some months first, then in some months and years more, then in all: one in four of 17,000 has it. */
    @Test
    void a_common_word_is_found_in_all_years_newest_first() throws SQLException {
        var section = aSection("Mục");
        execute("""
                insert into article (id, version, revision, status, locale, slug, title, section_id, body, published_at,
                                     created_at, updated_at)
                select 1000000 + n, 0, 1, 'published', 'vi', 'tin-' || n,
                       case when n %% 4 = 0 then 'Tin vui' else 'Tin' end, s.id, '[]',
                       now() - (least(n, 6000) + greatest(n - 6000, 0) * 6) * interval '1 hour', now(), now()
                  from generate_series(1, 17000) n, section s where s.slug = '%s'""".formatted(section));
        // by then it is asked again when how many were published
        TestClock.advance(Duration.ofMinutes(2));
        int found = 0;
        String cursor = null;
        do {
            var request = asReader().queryParam("q", "vui").queryParam("limit", 100);
            var page = (cursor == null ? request : request.queryParam("cursor", cursor)).get("/articles");
            var expected = IntStream.rangeClosed(found + 1, Math.min(found + 100, 4_250))
                    .mapToObj(n -> 1_000_000 + 4 * n)
                    .toList();
            assertThat(page.<List<Integer>>path("items.id")).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(page.<Integer>path("page.total")).isEqualTo(4_250);
            found += expected.size();
            cursor = page.path("page.nextCursor");
        } while (cursor != null);
        assertThat(found).isEqualTo(4_250);
        search("tin").then().body("page.total", equalTo(10_000)).body("page.totalRelation", equalTo("gte"));
        var halfAnHour = Instant.now().minus(Duration.ofMinutes(30)).truncatedTo(ChronoUnit.SECONDS);
        search(
                        "vui",
                        "publishedAfter",
                        halfAnHour.minus(Duration.ofHours(9000)).toString(),
                        "publishedBefore",
                        halfAnHour.minus(Duration.ofHours(3000)).toString())
                .then()
                .body("page.total", equalTo(875));
        search("vui", "publishedAfter", "2100-01-01T00:00:00Z").then().body("page.total", equalTo(0));
    }

    /** That there are more than ten thousand is remembered, with a margin of a thousand. */
    @Test
    void a_total_that_is_remembered_follows_what_changes() throws Exception {
        var section = aSection("Mục");
        var tag = aTag("Vui");
        execute(
                """
                insert into article (id, version, revision, status, locale, slug, title, section_id, body, published_at,
                                     created_at, updated_at)
                select 1000000 + n, 0, 1, 'published', 'vi', 'tin-' || n, 'Tin', s.id, '[]',
                       now() - n * interval '1 hour', now(), now()
                  from generate_series(1, 11100) n, section s where s.slug = '%s'""".formatted(section),
                """
                insert into article_tag (article_id, tag_id, position)
                select a.id, t.id, 0 from article a, tag t where t.slug = '%s'""".formatted(tag),
                // what autovacuum sees while so many are not committed yet is that there are none
                "analyze article, article_search, article_tag, view_count");
        for (int i = 0; i < 2; i++) {
            for (var q : List.of("tin", "vui")) {
                search(q, "limit", String.valueOf(1 + i))
                        .then()
                        .body("page.total", equalTo(10_000))
                        .body("page.totalRelation", equalTo("gte"));
            }
        }
        assertThat(Statements.during(() -> search("tin", "limit", "5")))
                .as("not counted again")
                .noneMatch(sql -> sql.contains("count(*)"));
        for (var sort : List.of("-updatedAt", "title", "-views", "publishedAt")) {
            search("tin", "sort", sort, "tag", tag, "section", section, "publishedBefore", "2100-01-01T00:00:00Z")
                    .then()
                    .body("items.size()", equalTo(20));
            assertThat(found("tin", "sort", sort, "tag", tag, "locale", "en")).isEmpty();
            search("tin", "sort", sort, "count", "exact").then().body("page.total", equalTo(11_100));
            asReader()
                    .get("/articles?count=exact&sort=" + sort + "&section=" + section + "&tag=" + tag)
                    .then()
                    .body("page.total", equalTo(11_100))
                    .body("items.size()", equalTo(20));
        }
        var byTitle = "/articles?sort=title&limit=2&tag=" + tag;
        String cursor = asReader().get(byTitle).path("page.nextCursor");
        asReader().get(byTitle + "&cursor=" + cursor).then().body("items.id", equalTo(List.of(1_000_003, 1_000_004)));
        execute("update article set status = 'draft', version = version + 1, updated_at = now() where id > 1010000");
        search("tin", "limit", "3")
                .then()
                .body("page.total", equalTo(10_000))
                .body("page.totalRelation", equalTo("eq"));
        execute("update article set status = 'draft', version = version + 1, updated_at = now() where id > 1009990");
        search("tin", "limit", "4").then().body("page.total", equalTo(9_990));
        int id = asReader().get("/tags").path("items[0].id");
        patch("/tags/" + id, Map.of("name", "Buồn"));
        // so many are read anew a few at a time
        until(() -> search("vui").<Integer>path("page.total") == 0);
        search("buồn").then().body("page.total", equalTo(9_990));
    }

    /** Neither sees what the other has written. */
    @Test
    void an_article_that_is_saved_while_its_tag_is_renamed_is_found_by_the_new_name() throws Exception {
        aTag("Cũ");
        anArticle().titled("Tin").published();
        try (var renaming = database.getConnection();
                var rename = renaming.createStatement();
                var saving = database.getConnection();
                var save = saving.createStatement()) {
            renaming.setAutoCommit(false);
            saving.setAutoCommit(false);
            rename.execute("update tag set name = 'Mới', version = version + 1 where slug = 'cu'");
            save.execute(
                    "insert into article_tag (article_id, tag_id, position) select a.id, t.id, 0 from article a, tag t");
            save.execute("set constraints all immediate");
            renaming.commit();
            // the renaming is seen, and the saving still goes on
            Thread.sleep(6_000);
            saving.commit();
        }
        until(() -> found("mới").equals(List.of("Tin")));
        assertThat(found("cũ")).isEmpty();
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 300 && !condition.getAsBoolean(); i++) {
            Thread.sleep(200);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private void execute(String... statements) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** More searches than have turns stand before a locked table. */
    @Test
    void searches_that_wait_too_long_for_their_turn_are_a_problem_and_keep_nobody_from_reading() throws Exception {
        anArticle().titled("Tin").published();
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table article_search in access exclusive mode");
            var statuses = Concurrently.run(
                    6 * Runtime.getRuntime().availableProcessors(),
                    n -> (n == 0 ? asReader().get("/articles?fields=id") : search("tin " + n)).statusCode());
            assertThat(statuses.remove(0)).isEqualTo(200);
            assertThat(statuses).containsOnly(503);
            connection.rollback();
        }
        search("tin").then().statusCode(200);
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

    @Test
    void a_search_that_takes_too_long_is_a_problem() throws SQLException {
        anArticle().titled("Một tin").published();
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table article_search in access exclusive mode");
            for (var sort : List.of("relevance", "-publishedAt")) {
                var answer = search("một tin", "sort", sort);
                answer.then().statusCode(503).header("Retry-After", "2");
                assertThat(answer.<String>path("type")).isEqualTo("/problems/busy");
            }
            connection.rollback();
            connection.setAutoCommit(true);
        }
        assertThat(found("một tin")).hasSize(1);
    }

    /** What JSON can hold and PostgreSQL's own JSON cannot: a writer's node may have it. */
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

    /** What is searched in is cut at 50,000 characters. */
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
