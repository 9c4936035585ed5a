package bantin.article;

import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Api.sending;
import static bantin.testsupport.Newsroom.aSection;
import static bantin.testsupport.Newsroom.anArticle;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.testsupport.Api;
import bantin.testsupport.Concurrently;
import bantin.testsupport.Json;
import bantin.testsupport.Newsroom;
import bantin.testsupport.TestClock;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two writers of one article at the same moment, with every pair of verbs. */
@QuarkusTest
class WriteRaceTest {

    private String section;

    @BeforeEach
    void stopTheClock() {
        TestClock.stopAt(Instant.parse("2026-03-01T01:00:00Z"));
        section = aSection("Mục");
    }

    enum Verb {
        PUT {
            @Override
            Response send(RequestSpecification as, String article, String section) {
                return sending(as, anArticle().titled("Thay").in(section).content())
                        .put(article);
            }
        },
        PATCH {
            @Override
            Response send(RequestSpecification as, String article, String section) {
                return patch(as).patch(article);
            }
        },
        PATCH_AND_PUBLISH {
            @Override
            Response send(RequestSpecification as, String article, String section) {
                return patch(as).patch(article + "?publish=true");
            }
        },
        PUBLISH {
            @Override
            Response send(RequestSpecification as, String article, String section) {
                return as.post(article + "/publish");
            }
        },
        PUBLISH_THE_FIRST_REVISION {
            @Override
            Response send(RequestSpecification as, String article, String section) {
                return sending(as, Map.of("revision", 1)).post(article + "/publish");
            }
        },
        DISCARD {
            @Override
            Response send(RequestSpecification as, String article, String section) {
                return as.post(article + "/discard");
            }
        },
        RESTORE_THE_FIRST_REVISION {
            @Override
            Response send(RequestSpecification as, String article, String section) {
                return as.post(article + "/revisions/1/restore");
            }
        },
        UNPUBLISH {
            @Override
            Response send(RequestSpecification as, String article, String section) {
                return as.post(article + "/unpublish");
            }
        },
        WITHDRAW {
            @Override
            Response send(RequestSpecification as, String article, String section) {
                return sending(as, Map.of("reason", "Sai.")).post(article + "/withdraw");
            }
        },
        DELETE {
            @Override
            Response send(RequestSpecification as, String article, String section) {
                return as.delete(article);
            }
        };

        abstract Response send(RequestSpecification as, String article, String section);

        private static RequestSpecification patch(RequestSpecification as) {
            return as.contentType(Api.MERGE_PATCH).body("{\"title\": \"Vá\"}");
        }
    }

    /** An article with three revisions, of which the second is public. */
    private record Corrected(String path, String slug, String etag) {}

    private Corrected anArticleWithChanges() {
        var article = anArticle().titled("Một").in(section).published();
        Newsroom.patch(article.path(), Map.of("title", "Hai"));
        var answer = Newsroom.save(article.path(), Map.of("title", "Ba"));
        return new Corrected(article.path(), article.slug(), answer.header("ETag"));
    }

    private int send(Verb verb, Corrected article, String ifMatch) {
        return verb.send(asEditor().header("If-Match", ifMatch), article.path, section)
                .statusCode();
    }

    /** What readers and editors see of it, and its revisions. */
    private static List<String> state(Corrected article) {
        var seen = new ArrayList<String>();
        for (var path : List.of(article.path, "/articles/by-slug/" + article.slug)) {
            seen.add("reader " + shown(asReader().get(path)));
        }
        var id = article.path.substring("/articles/".length());
        seen.add("list " + asReader().get("/articles?ids=" + id).path("items.title"));
        for (var title : List.of("Hai", "Ba")) {
            seen.add("search "
                    + asReader().get("/articles?q=" + title + "&ids=" + id).path("items.title"));
        }
        for (var version : List.of("", "?version=draft")) {
            seen.add("editor" + version + " " + shown(asEditor().get(article.path + version)));
        }
        seen.add("revisions " + asEditor().get(article.path + "/revisions").path("items.title"));
        return seen;
    }

    private static String shown(Response answer) {
        var json = Json.read(answer.asString());
        return Stream.of(
                        "title",
                        "version",
                        "status",
                        "modifiedAt",
                        "liveRevision",
                        "latestRevision",
                        "hasUnpublishedChanges")
                .map(name -> name + " " + text(json.path(name)))
                .toList()
                .toString();
    }

    private static String text(JsonNode value) {
        return value.isMissingNode() ? "-" : value.asText();
    }

    private static Stream<Verb> verbsFrom(Verb first) {
        return Arrays.stream(Verb.values()).skip(first.ordinal());
    }

    @ParameterizedTest
    @EnumSource
    void of_two_writers_with_the_same_version_exactly_one_wins(Verb one) {
        verbsFrom(one).forEach(other -> {
            var pair = List.of(one, other);
            var raced = anArticleWithChanges();
            var alone = List.of(anArticleWithChanges(), anArticleWithChanges());
            TestClock.advance(Duration.ofMinutes(1));
            var statuses = Concurrently.run(2, writer -> send(pair.get(writer), raced, raced.etag));
            assertThat(statuses).as("%s", pair).containsOnlyOnce(412);
            int winner = statuses.get(0) == 412 ? 1 : 0;
            assertThat(statuses.get(winner)).as("%s", pair).isIn(200, 204);
            send(pair.get(winner), alone.get(winner), alone.get(winner).etag);
            assertThat(state(raced)).as("%s", pair).isEqualTo(state(alone.get(winner)));
        });
    }

    @ParameterizedTest
    @EnumSource
    void two_writers_who_overwrite_knowingly_leave_what_one_after_the_other_would(Verb one) {
        verbsFrom(one).forEach(other -> {
            var raced = anArticleWithChanges();
            var inOrder = anArticleWithChanges();
            var inReverse = anArticleWithChanges();
            TestClock.advance(Duration.ofMinutes(1));
            var pair = List.of(one, other);
            var statuses = Concurrently.run(2, writer -> send(pair.get(writer), raced, "*"));
            var found = outcome(statuses.get(0), statuses.get(1), raced);
            var first = send(one, inOrder, "*");
            var ordered = outcome(first, send(other, inOrder, "*"), inOrder);
            var second = send(other, inReverse, "*");
            var reversed = outcome(send(one, inReverse, "*"), second, inReverse);
            assertThat(found).as("%s", pair).isIn(ordered, reversed);
        });
    }

    private static List<String> outcome(int one, int other, Corrected article) {
        var outcome = new ArrayList<>(state(article));
        outcome.add(one + " and " + other);
        return outcome;
    }
}
