package bantin.search;

import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Newsroom.aSection;
import static bantin.testsupport.Newsroom.aTag;
import static bantin.testsupport.Newsroom.anArticle;
import static bantin.testsupport.Newsroom.titles;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;

import bantin.testsupport.Archive;
import bantin.testsupport.Newsroom.Written;
import bantin.testsupport.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Related articles: what the reader of an article may want to read next. */
@QuarkusTest
class RelatedTest {

    private static List<String> related(Written article) {
        return titles(asReader().get(article.path() + "/related"));
    }

    @Test
    void nothing_is_related_to_a_draft_before_anything_is_published() {
        var draft = anArticle().titled("Rạn san hô hồi sinh").draft();
        asEditor().get(draft.path() + "/related").then().statusCode(200).body("items", empty());
    }

    @Test
    void shared_tags_words_and_section_bring_articles_together_the_new_before_the_old() {
        TestClock.stopAt(Instant.parse("2026-03-01T00:00:00Z"));
        var sea = aSection("Biển");
        var land = aSection("Đất liền");
        var coral = aTag("San hô");
        var divers = aTag("Thợ lặn");
        var article = anArticle()
                .in(sea)
                .titled("Rạn san hô Hòn Mun hồi sinh")
                .with("tags", List.of(coral, divers))
                .dated("2026-02-20T00:00:00Z")
                .published();
        anArticle()
                .in(land)
                .titled("Không liên quan")
                .dated("2026-02-28T00:00:00Z")
                .published();
        anArticle()
                .in(sea)
                .titled("Cùng mục, mới")
                .dated("2026-02-27T00:00:00Z")
                .published();
        anArticle().in(sea).titled("Cùng mục, cũ").dated("2016-02-27T00:00:00Z").published();
        anArticle()
                .in(land)
                .titled("Hai thẻ")
                .with("tags", List.of(divers, coral))
                .dated("2026-01-01T00:00:00Z")
                .published();
        anArticle()
                .in(land)
                .titled("Một thẻ, mới")
                .with("tags", List.of(coral))
                .dated("2026-02-01T00:00:00Z")
                .published();
        anArticle()
                .in(land)
                .titled("Một thẻ, cũ")
                .with("tags", List.of(coral))
                .dated("2012-02-01T00:00:00Z")
                .published();
        anArticle()
                .in(land)
                .titled("Du lịch hòn Mùn")
                .dated("2026-01-15T00:00:00Z")
                .published();
        anArticle()
                .in(sea)
                .titled("Coral of Hon Mun")
                .with("locale", "en")
                .with("tags", List.of(coral, divers))
                .published();
        assertThat(related(article))
                .containsExactly(
                        "Hai thẻ", "Một thẻ, mới", "Du lịch hòn Mùn", "Cùng mục, mới", "Một thẻ, cũ", "Cùng mục, cũ");
        assertThat(titles(asReader().get(article.path() + "/related?limit=2")))
                .containsExactly("Hai thẻ", "Một thẻ, mới");
        asReader().get(article.path() + "/related?limit=21").then().statusCode(400);
        asReader().get(article.path() + "/related?fields=title").then().statusCode(200);
    }

    @Test
    void function_words_relate_nothing_and_the_lead_is_read() {
        var sea = aSection("Biển");
        var land = aSection("Đất liền");
        var article = anArticle()
                .in(sea)
                .titled("Giá gạo của các chợ")
                .with("lead", "Nông dân Tân Lệ gặt sớm.")
                .published();
        anArticle().in(land).titled("Lời kể của các cụ").published();
        anArticle().in(land).titled("Mùa ở Tân Lệ").published();
        assertThat(related(article)).containsExactly("Mùa ở Tân Lệ");
        var english = anArticle()
                .in(sea)
                .titled("The price of the rice")
                .with("locale", "en")
                .published();
        anArticle().in(land).titled("The end of the road").with("locale", "en").published();
        assertThat(related(english)).isEmpty();
    }

    @Test
    void a_rare_word_relates_more_than_a_common_one() {
        TestClock.stopAt(Instant.parse("2026-03-01T00:00:00Z"));
        var article = anArticle()
                .in(aSection("Biển"))
                .titled("Cháy rừng Khe Mun")
                .dated("2026-02-20T00:00:00Z")
                .published();
        var land = aSection("Đất liền");
        anArticle()
                .in(land)
                .titled("Khe Mun nở hoa")
                .dated("2023-02-20T00:00:00Z")
                .published();
        for (int i = 1; i <= 5; i++) {
            anArticle()
                    .in(land)
                    .titled("Cháy rừng " + i)
                    .dated("2026-02-2" + i + "T00:00:00Z")
                    .published();
        }
        assertThat(related(article)).hasSize(6).startsWith("Khe Mun nở hoa", "Cháy rừng 5");
    }

    @Test
    void one_rare_word_is_enough_where_words_are_not_made_of_several_syllables() {
        var sea = aSection("Sea");
        var land = aSection("Land");
        for (var locale : List.of("en", "vi")) {
            var article = anArticle()
                    .in(sea)
                    .titled("Bleaching of corals")
                    .with("locale", locale)
                    .published();
            anArticle().in(land).titled("The forest").with("locale", locale).published();
            anArticle()
                    .in(land)
                    .titled("How we survive bleaching")
                    .with("locale", locale)
                    .published();
            assertThat(related(article)).hasSize(locale.equals("en") ? 1 : 0);
        }
    }

    @Test
    void a_pair_of_words_that_many_titles_of_a_large_archive_have_relates_nothing() {
        // the number of articles is counted once a minute
        TestClock.advance(Duration.ofMinutes(2));
        var article = anArticle().in(aSection("Biển")).titled("Rạn san hô").published();
        var others = aSection("Đất liền");
        for (int i = 1; i <= 6; i++) {
            anArticle().in(others).titled("San hô " + i).published();
        }
        assertThat(related(article)).hasSize(6);
        Archive.of(4_000).in(others).titled("Tin").write();
        TestClock.advance(Duration.ofMinutes(2));
        // another URL, because the cached response may be stale for a second after a change past the node
        assertThat(titles(asReader().get(article.path() + "/related?limit=20"))).isEmpty();
    }

    @Test
    void nothing_is_related_that_is_not_public() {
        TestClock.stopAt(Instant.parse("2026-03-01T00:00:00Z"));
        var section = aSection("Mục");
        var article = anArticle().in(section).titled("Công khai").published();
        anArticle().in(section).titled("Nháp").draft();
        anArticle().in(section).titled("Rút").withdrawn("Sai.");
        anArticle().in(section).titled("Hẹn giờ").scheduledFor("2026-03-01T01:00:00Z");
        anArticle()
                .in(section)
                .titled("Hết hạn")
                .with("expiresAt", "2026-03-01T00:30:00Z")
                .published();
        assertThat(related(article)).containsExactly("Hết hạn");
        TestClock.advance(Duration.ofMinutes(30));
        assertThat(related(article)).isEmpty();
        TestClock.advance(Duration.ofMinutes(30));
        assertThat(related(article)).containsExactly("Hẹn giờ");
        article.move("unpublish", null);
        asReader().get(article.path() + "/related").then().statusCode(404);
        assertThat(titles(asEditor().get(article.path() + "/related"))).containsExactly("Hẹn giờ");
        asReader().get("/articles/999999/related").then().statusCode(404);
        var withdrawn = anArticle().in(section).withdrawn("Sai số liệu.");
        asReader().get(withdrawn.path() + "/related").then().statusCode(410);
    }
}
