package bantin.reading;

import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Newsroom.anArticle;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.testsupport.Newsroom;
import bantin.testsupport.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A slug under which an article was public redirects to it forever. A slug under which it never was public does not,
 * and stays free.
 */
@QuarkusTest
class SlugRedirectTest {

    @BeforeEach
    void stopTheClock() {
        TestClock.stopAt(Instant.parse("2024-05-10T02:00:00Z"));
    }

    private static Response get(String slug) {
        return asReader().redirects().follow(false).get("/articles/by-slug/" + slug);
    }

    private static void leads(String slug, String to) {
        var answer = get(slug);
        assertThat(answer.statusCode()).as(slug).isEqualTo(308);
        assertThat(answer.header("Location")).startsWith("/api/v1/articles/by-slug/" + to + "?");
    }

    private static void leadsNowhere(String slug) {
        assertThat(get(slug).statusCode()).as(slug).isEqualTo(404);
    }

    private static void move(Newsroom.Written article, String slug) {
        Newsroom.patch(article.path(), Map.of("slug", slug));
    }

    private static void trash(Newsroom.Written article) {
        asEditor().delete(article.path()).then().statusCode(204);
    }

    private static void publish(Newsroom.Written article) {
        article.move("publish", Map.of());
    }

    enum Detour {
        NONE(article -> {}, article -> {}),
        UNPUBLISHED(article -> article.move("unpublish", null), SlugRedirectTest::publish),
        TRASHED(SlugRedirectTest::trash, article -> publish(article.move("restore", null))),
        WITHDRAWN(
                article -> article.move("withdraw", Map.of("reason", "Sai")),
                article -> publish(article.move("restore", null))),
        RESCHEDULED(
                article -> article.move("publish", Map.of("publishAt", "2024-05-12T02:00:00Z")),
                article -> TestClock.advance(Duration.ofDays(3))),
        EXPIRED(
                article -> {
                    Newsroom.patch(article.path(), Map.of("expiresAt", "2024-05-11T02:00:00Z"));
                    TestClock.advance(Duration.ofDays(1));
                },
                article -> Newsroom.patch(article.path(), "{\"expiresAt\": null}"));

        private final Consumer<Newsroom.Written> hide;
        private final Consumer<Newsroom.Written> show;

        Detour(Consumer<Newsroom.Written> hide, Consumer<Newsroom.Written> show) {
            this.hide = hide;
            this.show = show;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatever_happens_in_between_a_slug_that_was_public_leads_to_the_article(Detour detour) {
        var article = anArticle().with("slug", "mot").published();
        TestClock.advance(Duration.ofHours(1));
        detour.hide.accept(article);
        if (detour != Detour.TRASHED) {
            move(article, "hai");
        }
        detour.show.accept(article);
        move(article, "ba");
        leads("mot", "ba");
        if (detour == Detour.NONE) {
            leads("hai", "ba");
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NONE", "TRASHED"})
    void a_slug_that_it_had_while_it_was_hidden_leads_nowhere(Detour detour) {
        var article = anArticle().with("slug", "mot").published();
        detour.hide.accept(article);
        move(article, "hai");
        move(article, "ba");
        detour.show.accept(article);
        leadsNowhere("hai");
        leads("mot", "ba");
    }

    @Test
    void what_came_due_by_itself_was_public() {
        var article = anArticle().with("slug", "mot").scheduledFor("2024-05-10T03:00:00Z");
        move(article, "hai");
        TestClock.advance(Duration.ofHours(2));
        leadsNowhere("mot");
        trash(article);
        article.move("restore", null);
        move(article, "ba");
        publish(article);
        leads("hai", "ba");
        leadsNowhere("mot");
    }

    @Test
    void what_expired_by_itself_had_been_public_whatever_was_edited_since() {
        var article = anArticle()
                .with("slug", "mot")
                .with("expiresAt", "2024-05-10T03:00:00Z")
                .published();
        TestClock.advance(Duration.ofHours(2));
        Newsroom.patch(article.path(), Map.of("title", "Tên mới"));
        TestClock.advance(Duration.ofHours(1));
        move(article, "hai");
        Newsroom.patch(article.path(), "{\"expiresAt\": null}");
        leads("mot", "hai");
    }

    @Test
    void drafts_and_what_was_scheduled_in_vain_leave_nothing() {
        var draft = anArticle().with("slug", "mot").draft();
        move(draft, "hai");
        draft.move("publish", Map.of("publishAt", "2024-05-12T02:00:00Z"));
        move(draft, "ba");
        draft.move("unpublish", null);
        move(draft, "bon");
        publish(draft);
        for (var slug : java.util.List.of("mot", "hai", "ba")) {
            leadsNowhere(slug);
        }
    }

    @Test
    void who_was_never_seen_at_a_slug_takes_it_from_nobody() {
        var first = anArticle().with("slug", "mot").published();
        move(first, "hai");
        var second = anArticle().with("slug", "mot").scheduledFor("2024-05-12T02:00:00Z");
        leads("mot", "hai");
        move(second, "ba");
        leads("mot", "hai");
        second.move("publish", Map.of("publishAt", "2024-05-10T02:00:00Z"));
        leads("mot", "hai");
    }

    @Test
    void of_several_that_were_public_at_a_slug_the_last_that_can_be_read_has_it() {
        var first = anArticle().with("slug", "mot").published();
        TestClock.advance(Duration.ofHours(1));
        move(first, "hai");
        var second = anArticle().with("slug", "mot").published();
        assertThat(get("mot").<Integer>path("id")).isEqualTo((int) second.id());
        TestClock.advance(Duration.ofHours(1));
        move(second, "ba");
        leads("mot", "ba");
        second.move("unpublish", null);
        leads("mot", "hai");
        publish(second);
        leads("mot", "ba");
        move(first, "mot");
        assertThat(get("mot").<Integer>path("id")).isEqualTo((int) first.id());
        TestClock.advance(Duration.ofHours(1));
        move(first, "bon");
        leads("mot", "bon");
    }
}
