package bantin.article;

import static bantin.testsupport.Api.asAdmin;
import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Api.sending;
import static bantin.testsupport.Newsroom.aTag;
import static bantin.testsupport.Newsroom.anArticle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import bantin.access.KeyCreated;
import bantin.access.KeyRevoked;
import bantin.article.ArticleEvent.ArticlePublished;
import bantin.article.ArticleEvent.ArticleRevised;
import bantin.crud.EntityChanged;
import bantin.crud.EntityChanged.Change;
import bantin.media.MediaAssetChanged;
import bantin.tag.TagChanged;
import bantin.testsupport.Newsroom;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each write fires events that say what happened, and those who observe them after the commit hear of nothing else. */
@QuarkusTest
class EventsTest {

    private static final String FAR = "2099-01-01T00:00:00+07:00";

    @Inject
    Listener heard;

    @ApplicationScoped
    static class Listener {

        private final List<Object> events = new CopyOnWriteArrayList<>();

        void article(@Observes(during = TransactionPhase.AFTER_SUCCESS) ArticleEvent event) {
            events.add(event);
        }

        void entity(@Observes(during = TransactionPhase.AFTER_SUCCESS) EntityChanged event) {
            events.add(event);
        }

        void key(@Observes(during = TransactionPhase.AFTER_SUCCESS) KeyCreated event) {
            events.add(event);
        }

        void key(@Observes(during = TransactionPhase.AFTER_SUCCESS) KeyRevoked event) {
            events.add(event);
        }

        List<Object> take() {
            var taken = List.copyOf(events);
            events.clear();
            return taken;
        }

        List<String> takeNames() {
            return take().stream()
                    .map(event -> event.getClass().getSimpleName())
                    .toList();
        }
    }

    @BeforeEach
    void forget() {
        asEditor(); // which may create the editor's key
        heard.take();
    }

    @Test
    void every_step_of_an_articles_life_has_its_event() {
        var draft = anArticle().in(Newsroom.aSection("Tin tức")).draft();
        assertThat(heard.takeNames()).containsExactly("SectionChanged", "ArticleCreated");
        draft.move("publish", Map.of("publishAt", FAR));
        draft.move("publish", Map.of("now", true));
        draft.move("unpublish", null);
        draft.move("publish", Map.of());
        draft.move("withdraw", Map.of("reason", "Sai số liệu."));
        draft.move("restore", null);
        asEditor().delete(draft.path()).then().statusCode(204);
        assertThat(heard.takeNames())
                .containsExactly(
                        "ArticleScheduled",
                        "ArticlePublished",
                        "ArticleUnpublished",
                        "ArticlePublished",
                        "ArticleWithdrawn",
                        "ArticleRestored",
                        "ArticleTrashed");
    }

    @Test
    void what_is_purged_goes_through_the_trash() {
        var article = anArticle().published();
        heard.take();
        asAdmin().delete(article.path() + "?purge=true").then().statusCode(204);
        assertThat(heard.takeNames()).containsExactlyInAnyOrder("ArticleTrashed", "ArticlePurged");
        var trashed = anArticle().trashed();
        heard.take();
        asAdmin().delete(trashed.path() + "?purge=true").then().statusCode(204);
        assertThat(heard.takeNames()).containsExactly("ArticlePurged");
    }

    @Test
    void an_article_can_be_created_and_published_at_once() {
        var section = Newsroom.aSection("Tin tức");
        heard.take();
        Newsroom.create("/articles?publish=true", anArticle().in(section).content());
        assertThat(heard.takeNames()).containsExactlyInAnyOrder("ArticleCreated", "ArticlePublished");
    }

    @Test
    void a_revision_of_a_published_article_says_which_one_readers_get() {
        var article = anArticle().titled("Mùa nước nổi").published();
        heard.take();
        Newsroom.save(article.path(), Map.of("slug", "nuoc-ve"));
        assertThat(heard.take()).singleElement().isInstanceOfSatisfying(ArticleRevised.class, event -> {
            assertThat(event.article().id()).isEqualTo(article.id());
            assertThat(event.article().slug()).isEqualTo("mua-nuoc-noi");
            assertThat(event.article().revision()).isEqualTo(2);
            assertThat(event.article().liveRevision()).isEqualTo(1);
            assertThat(event.article().version()).isEqualTo(article.version() + 1);
            assertThat(event.article().state().status()).isEqualTo(ArticleStatus.published);
        });
        article.move("publish", Map.of());
        assertThat(heard.take()).singleElement().isInstanceOfSatisfying(ArticlePublished.class, event -> {
            assertThat(event.article().slug()).isEqualTo("nuoc-ve");
            assertThat(event.article().liveRevision()).isEqualTo(2);
        });
    }

    @Test
    void discarding_changes_is_an_event_if_there_are_any() {
        var article = anArticle().published();
        Newsroom.save(article.path(), Map.of("title", "Chưa xong"));
        heard.take();
        article.move("discard", Map.of());
        article.move("discard", Map.of());
        assertThat(heard.takeNames()).containsExactly("ArticleDiscarded");
    }

    @Test
    void what_changes_nothing_or_is_refused_fires_none() {
        var article = anArticle().published();
        heard.take();
        article.move("publish", Map.of());
        asEditor().post(article.path() + "/restore").then().statusCode(409);
        sending(asEditor(), Map.of("title", "Không có mục"))
                .post("/articles")
                .then()
                .statusCode(400);
        assertThat(heard.take()).isEmpty();
    }

    @Test
    void a_tag_is_created_updated_and_deleted() {
        var tag = aTag("Lũ");
        var path = "/tags/"
                + asEditor().get("/tags/by-slug/" + tag).then().extract().path("id");
        Newsroom.patch(path, Map.of("slug", "lu-lut"));
        asEditor().delete(path).then().statusCode(204);
        assertThat(heard.take())
                .extracting(event -> ((TagChanged) event).change(), event -> ((TagChanged) event).slug())
                .containsExactly(
                        tuple(Change.CREATED, "lu"), tuple(Change.UPDATED, "lu-lut"), tuple(Change.DELETED, "lu-lut"));
    }

    @Test
    void an_asset_that_comes_with_an_article_is_new_once() {
        var url = "https://anh.example/nuoc.jpg";
        var section = Newsroom.aSection("Tin tức");
        var article = anArticle()
                .in(section)
                .with("media", List.of(Newsroom.media("k", url, "Nước")))
                .draft();
        Newsroom.patch(article.path(), Map.of("title", "Nước lên"));
        assertThat(heard.take())
                .hasSize(4)
                .filteredOn(event -> event instanceof MediaAssetChanged)
                .singleElement()
                .satisfies(event -> {
                    assertThat(((MediaAssetChanged) event).change()).isEqualTo(Change.CREATED);
                    assertThat(((MediaAssetChanged) event).url()).isEqualTo(url);
                });
    }

    @Test
    void keys_are_created_and_revoked() {
        var key = sending(asAdmin(), Map.of("name", "Thu Hà", "role", "editor")).post("/keys");
        asAdmin().delete("/keys/" + key.path("id")).then().statusCode(204);
        assertThat(heard.takeNames()).containsExactly("KeyCreated", "KeyRevoked");
    }
}
