package bantin.search;

import static bantin.search.Searches.found;
import static bantin.search.Searches.search;
import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Newsroom.anArticle;
import static bantin.testsupport.Newsroom.patch;
import static bantin.testsupport.Newsroom.titles;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.testsupport.Api;
import bantin.testsupport.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A search finds what its sender may read, and only while it may be read. */
@QuarkusTest
class SearchVisibilityTest {

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

    /** Clients can forge cursors. */
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
    void corrections_do_not_tell_authors_about_drafts_of_others() {
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
}
