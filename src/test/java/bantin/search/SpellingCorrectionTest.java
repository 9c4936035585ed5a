package bantin.search;

import static bantin.search.Searches.corrected;
import static bantin.search.Searches.found;
import static bantin.search.Searches.search;
import static bantin.testsupport.Newsroom.aSection;
import static bantin.testsupport.Newsroom.anArticle;
import static bantin.testsupport.Newsroom.paragraph;
import static bantin.testsupport.Newsroom.titles;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Queries with typing errors find what their corrections find. */
@QuarkusTest
class SpellingCorrectionTest {

    @Test
    void a_query_that_finds_nothing_is_corrected() {
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
        // excluded words are not corrected
        assertThat(found("nong thon -mooi")).containsExactly("Đường làng nông thôn mới");
    }

    /** In a large archive some long text has the words of any query. */
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
        // words far apart may be meant
        assertThat(corrected("tom san nuoi")).isNull();
        assertThat(found("tom san nuoi")).containsExactly("Ký sự làng");
        // one title has all of the words
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
}
