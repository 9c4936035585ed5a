package bantin.testsupport;

import static bantin.testsupport.Newsroom.anArticle;
import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The checks of the fuzzer find what they are made for. */
@QuarkusTest
class FuzzChecksTest {

    @Inject
    AgroalDataSource database;

    @Inject
    EntityManager entities;

    private static FuzzRequest request(String method, String target, FuzzRole role) {
        return new FuzzRequest(method, target, role, null, List.of(), null);
    }

    private void write(String sql) {
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery(sql).executeUpdate());
    }

    @Test
    void hidden_words_are_found_in_what_readers_and_authors_get() {
        var canaries = new Canaries();
        canaries.write();
        for (var word : canaries.words()) {
            var answer = "{\"title\":\"Lời " + word.toUpperCase() + "\"}";
            var hasName = Canaries.NAMES.contains(word);
            for (var role : hasName ? List.of(FuzzRole.ANONYMOUS) : List.of(FuzzRole.ANONYMOUS, FuzzRole.AUTHOR)) {
                assertThat(canaries.shownTo(request("GET", "/", role), "/", answer))
                        .containsExactly(word);
                assertThat(canaries.shownTo(request("GET", "/?q=" + word, role), "/", answer))
                        .as("what was asked for may be repeated")
                        .isEmpty();
            }
            assertThat(canaries.shownTo(request("GET", "/", FuzzRole.EDITOR), "/", answer))
                    .isEmpty();
        }
    }

    @Test
    void every_hidden_word_is_there_to_be_found() {
        var canaries = new Canaries();
        canaries.write();
        for (var slug : canaries.slugs()) {
            var word = slug.replace("-slug", "");
            assertThat(rowsWith(word)).as(word).isPositive();
        }
    }

    private long rowsWith(String word) {
        return (Long) entities.createNativeQuery(
                        "select count(*) from revision where content like '%" + word + "%'", Long.class)
                .getSingleResult();
    }

    @Test
    void a_write_without_the_right_is_found_in_every_table() {
        anArticle()
                .by(() -> Api.withKey(FuzzRole.authorKey()))
                .with("tags", List.of(Newsroom.aTag("Thẻ")))
                .with("bylines", List.of(Map.of("contributor", Newsroom.aContributor("Minh An"))))
                .with("media", List.of(Newsroom.media("a", "https://anh.example.org/1.jpg", "Ảnh")))
                .draft();
        var watch = new WriteWatch(database);
        for (var change : Map.of(
                        "section", "update section set name = name",
                        "tag", "update tag set name = name",
                        "contributor", "update contributor set name = name",
                        "media_asset", "update media_asset set url = url",
                        "article", "update article set title = title",
                        "byline", "update byline set role = role",
                        "media_caption", "update media_caption set caption = caption",
                        "article_tag", "delete from article_tag",
                        "revision", "update revision set title = title",
                        "view_count", "update view_count set total = total + 5")
                .entrySet()) {
            write(change.getValue());
            assertThat(watch.writtenWithoutRight(request("GET", "/api/v1/articles", FuzzRole.ADMIN), 200))
                    .contains(change.getKey());
        }
        write("update article set title = title");
        assertThat(watch.writtenWithoutRight(request("PUT", "/api/v1/articles/1", FuzzRole.AUTHOR), 200))
                .as("of the author's own")
                .isEmpty();
        write("update article set title = title");
        assertThat(watch.writtenWithoutRight(request("PUT", "/api/v1/articles/1", FuzzRole.AUTHOR), 403))
                .containsExactly("article");
        anArticle().draft();
        watch.begin();
        write("update article set title = title");
        assertThat(watch.writtenWithoutRight(request("PUT", "/api/v1/articles/1", FuzzRole.AUTHOR), 200))
                .as("of others")
                .containsExactly("article");
    }

    @Test
    void the_same_seed_makes_the_same_requests() {
        var canaries = new Canaries();
        canaries.write();
        assertThat(requestsOf(7, canaries)).isEqualTo(requestsOf(7, canaries)).isNotEqualTo(requestsOf(8, canaries));
    }

    private static List<String> requestsOf(long seed, Canaries canaries) {
        var generator = new RequestGenerator(new Dice(seed), new Playground(canaries), canaries);
        return Stream.generate(() -> generator.next(List.of()).curl(URI.create("http://localhost")))
                .limit(300)
                .toList();
    }
}
