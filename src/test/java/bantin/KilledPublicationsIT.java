package bantin;

import static bantin.testsupport.Concurrently.await;
import static bantin.testsupport.Nodes.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.testsupport.Json;
import bantin.testsupport.Nodes;
import bantin.testsupport.PackagedServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A server or its database is killed while it publishes working copies: each article is then wholly at the old or
 * wholly at the new revision, on every path. {@code -Dkilled.rounds=N} plays more rounds.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class KilledPublicationsIT {

    private static final int ROUNDS = Integer.getInteger("killed.rounds", 16);
    private static final int ARTICLES = 8;
    private static final List<String> SECTIONS = List.of("chan", "le");

    private final Random random = new Random();
    private final List<String> articles = new ArrayList<>();
    private PackagedServer node;

    /** Which revision readers get of each article: the number of the round that saved it. */
    private final int[] live = new int[ARTICLES];

    private int published;
    private int kept;

    @Test
    void a_publication_that_is_killed_was_made_wholly_or_not_at_all() throws Exception {
        try (var nodes = new Nodes()) {
            node = nodes.start();
            SECTIONS.forEach(name -> done(
                    201,
                    node.post("/api/v1/sections", "{\"name\": \"%1$s\", \"slug\": \"%1$s\"}".formatted(name), KEY)));
            for (int i = 0; i < ARTICLES; i++) {
                var created = done(201, node.post("/api/v1/articles?publish=true", content(i, 0), KEY));
                articles.add("/api/v1/articles/" + created.get("id"));
            }
            for (int round = 1; round <= ROUNDS; round++) {
                for (int i = 0; i < ARTICLES; i++) {
                    done(200, node.patch(articles.get(i), content(i, round), KEY));
                }
                if (round % 4 == 0) {
                    publishWhile(() -> {
                        nodes.killDatabase();
                        nodes.startDatabase();
                        return null;
                    });
                    await(() -> node.isReady());
                } else {
                    publishWhile(() -> {
                        node.kill();
                        return null;
                    });
                    node = nodes.start();
                }
                for (int i = 0; i < ARTICLES; i++) {
                    check(i, round);
                }
            }
        }
        // otherwise the test has tested nothing
        assertThat(published).isPositive();
        assertThat(kept).isPositive();
    }

    private static JsonNode done(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return Json.read(answer.body());
    }

    /** Every property by which an article is found is another one in each round. */
    private static String content(int article, int round) {
        return Json.write(Map.of(
                "title", title(article, round),
                "slug", slug(article, round),
                "section", SECTIONS.get(round % 2),
                "bodyMarkdown", "Chữ."));
    }

    private static String title(int article, int round) {
        return "Bài " + word(article, round);
    }

    /** No typo away from others. */
    private static String word(int article, int round) {
        var letters = new Random(round * 1009L + article);
        var word = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            word.append((char) ('a' + letters.nextInt(26)));
        }
        return word.toString();
    }

    private static String slug(int article, int round) {
        return "bai-" + article + "-" + round;
    }

    private interface Accident {
        Void happen() throws Exception;
    }

    private void publishWhile(Accident accident) throws Exception {
        var threads = Executors.newFixedThreadPool(ARTICLES);
        var running = new ArrayList<Future<?>>();
        for (var article : articles) {
            running.add(threads.submit(() -> publish(article)));
        }
        LockSupport.parkNanos(random.nextLong(60_000_000));
        accident.happen();
        for (var publication : running) {
            publication.get();
        }
        threads.shutdown();
    }

    private void publish(String article) {
        try {
            node.post(article + "/publish", "{}", KEY);
        } catch (UncheckedIOException killed) {
            // whether it was published is what the test finds out
        }
    }

    private void check(int i, int round) {
        var article = articles.get(i);
        var title = done(200, node.get(article)).get("title").textValue();
        assertThat(title).isIn(title(i, live[i]), title(i, round));
        var isNew = title.equals(title(i, round));
        var before = live[i];
        var shown = isNew ? round : before;
        if (isNew) {
            published++;
        } else {
            kept++;
        }
        live[i] = shown;
        assertThat(done(200, node.get("/api/v1/articles/by-slug/" + slug(i, shown)))
                        .get("title")
                        .textValue())
                .isEqualTo(title);
        assertThat(node.get("/api/v1/articles/by-slug/" + slug(i, isNew ? before : round))
                        .statusCode())
                .isEqualTo(isNew ? 308 : 404);
        for (var section : SECTIONS) {
            assertThat(titles("section=" + section + "&limit=100").contains(title))
                    .as(section)
                    .isEqualTo(SECTIONS.get(shown % 2).equals(section));
        }
        assertThat(titles("q=" + word(i, round))).isEqualTo(isNew ? List.of(title) : List.of());
        assertThat(titles("q=" + word(i, before))).isEqualTo(isNew ? List.of() : List.of(title));
    }

    private List<String> titles(String query) {
        var titles = new ArrayList<String>();
        done(200, node.get("/api/v1/articles?" + query))
                .get("items")
                .forEach(item -> titles.add(item.get("title").textValue()));
        return titles;
    }
}
