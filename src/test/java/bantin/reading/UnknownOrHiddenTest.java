package bantin.reading;

import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Newsroom.anArticle;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.testsupport.Api;
import bantin.testsupport.Concurrently;
import bantin.testsupport.Newsroom;
import bantin.testsupport.RawHttp;
import bantin.testsupport.Sql;
import bantin.testsupport.Statements;
import bantin.testsupport.TestClock;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The response for a hidden article equals that for one that does not exist, byte for byte. */
@QuarkusTest
class UnknownOrHiddenTest {

    /** New slugs for each test, because the server remembers those that were public. */
    private static final AtomicInteger COUNTER = new AtomicInteger(1000);

    @TestHTTPResource("/")
    URI server;

    private RawHttp http;
    private String hiddenSlug;
    private String unknownSlug;

    enum State {
        DRAFT(Newsroom.Draft::draft),
        SCHEDULED(draft -> draft.scheduledFor("2100-01-01T00:00:00Z")),
        UNSCHEDULED(draft -> draft.scheduledFor("2100-01-01T00:00:00Z").move("unpublish", null)),
        DELETED_DRAFT(Newsroom.Draft::trashed),
        UNPUBLISHED(Newsroom.Draft::unpublished),
        DELETED(draft -> {
            var written = draft.published();
            asEditor().delete(written.path()).then().statusCode(204);
            return written;
        }),
        EXPIRED(draft -> {
            var written = draft.with("expiresAt", "2024-05-10T03:00:00Z").published();
            TestClock.advance(Duration.ofHours(2));
            return written;
        });

        private final Function<Newsroom.Draft, Newsroom.Written> write;

        State(Function<Newsroom.Draft, Newsroom.Written> write) {
            this.write = write;
        }

        boolean hasNeverBeenPublic() {
            return compareTo(UNPUBLISHED) < 0;
        }
    }

    @BeforeEach
    void begin() {
        http = new RawHttp(server.getPort());
        hiddenSlug = "tin-an-" + COUNTER.incrementAndGet();
        unknownSlug = "tin-an-" + COUNTER.incrementAndGet();
        TestClock.stopAt(Instant.parse("2024-05-10T02:00:00Z"));
        awaitExistenceFilter();
    }

    /** It is loaded in the background. Only a slug that was never requested shows whether it is there. */
    private static void awaitExistenceFilter() {
        Concurrently.await(() -> Statements.of(() -> asReader()
                        .get("/articles/by-slug/khong-co-" + COUNTER.incrementAndGet())
                        .then()
                        .statusCode(404))
                == 0);
    }

    @ParameterizedTest
    @EnumSource
    void a_hidden_article_is_answered_byte_for_byte_as_one_that_does_not_exist(State state) {
        var hidden = state.write.apply(anArticle().with("slug", hiddenSlug)).id();
        var unknown = anUnusedId(hidden);
        compare(hidden, unknown, 1);
        // the server bypasses its cache now and loads the existence filter again, as after a start;
        // the two responses that are compared may be from before and after that
        endListening();
        compare(hidden, unknown, 3);
        awaitExistenceFilter();
        compare(hidden, unknown, 1);
    }

    private void compare(long hidden, long unknown, int tries) {
        var author = "Authorization: Bearer " + Api.authorKey("Người khác");
        for (var headers : List.of(
                new String[0],
                new String[] {"Accept-Encoding: gzip"},
                new String[] {"Origin: https://other.example"},
                new String[] {"If-None-Match: *"},
                new String[] {author})) {
            for (var method : List.of("GET", "HEAD")) {
                paths().forEach(path -> {
                    for (int time = 0; time < 2; time++) {
                        for (int left = tries; left > 0; left--) {
                            var ofHidden = send(method, path, hidden, hiddenSlug, headers);
                            var ofUnknown = send(method, path, unknown, unknownSlug, headers);
                            if (left == 1) {
                                assertThat(ofHidden)
                                        .as(method + " " + path + " " + List.of(headers))
                                        .isEqualTo(ofUnknown);
                            } else if (ofHidden.equals(ofUnknown)) {
                                break;
                            }
                        }
                    }
                });
            }
        }
        assertThat(send("POST", "/api/v1/articles/ID/views", hidden, hiddenSlug, "Content-Length: 0"))
                .isEqualTo(send("POST", "/api/v1/articles/ID/views", unknown, unknownSlug, "Content-Length: 0"));
    }

    private static Stream<String> paths() {
        return Stream.of(
                        "/articles/ID",
                        "/articles/ID?body=html&include=views",
                        "/articles/ID?body=pdf",
                        "/articles/0ID",
                        "/articles/ID;x",
                        "/articles/ENCODED",
                        "/articles/ID/related",
                        "/articles/ID/related?limit=3",
                        "/articles/ID/views",
                        "/articles/ID/views?interval=day",
                        "/articles/ID/revisions",
                        "/articles/ID/lease",
                        "/articles/ID/previews",
                        "/articles/ID/previews/1",
                        "/articles/ID?preview=x",
                        "/articles/ID?preview=pv_1_" + "A".repeat(43),
                        "/articles/by-slug/SLUG?preview=pv_1_" + "A".repeat(43),
                        "/articles/by-slug/SLUG",
                        "/articles/by-slug/SLUG?locale=vi",
                        "/articles/by-slug/SLUG?fields=title",
                        "/articles/by-slug/SLUG?body=pdf",
                        "/articles/by-slug/SLUG?x=" + "a".repeat(900),
                        "/articles/by-slug/./SLUG",
                        "/articles/by-slug/SLUG;" + "a".repeat(2000),
                        "/views?articles=ID",
                        "/articles?ids=ID",
                        "/articles?ids=ID&count=exact")
                .map("/api/v1"::concat);
    }

    private String send(String method, String path, long id, String slug, String... headers) {
        var number = String.valueOf(id);
        var target = path.replace("ENCODED", "%3" + number.charAt(0) + number.substring(1))
                .replace("ID", number)
                .replace("SLUG", slug);
        var echoed = "\"instance\":\"" + target.replaceFirst("\\?.*", "") + "\"";
        return http.send(method, target, headers)
                .replaceAll("(?i)\\r\\ndate: [^\\r]*", "\r\ndate: now")
                .replace(echoed, "\"instance\":\"the same\"")
                .replaceAll("ids=" + id + "\\b", "ids=the-same");
    }

    /** Has as many digits as the other id. */
    private static long anUnusedId(long id) {
        return LongStream.range(1, 1000)
                .flatMap(distance -> LongStream.of(id - distance, id + distance))
                .filter(other -> other > 0
                        && String.valueOf(other).length() == String.valueOf(id).length())
                .filter(other -> asEditor().get("/articles/" + other).statusCode() == 404)
                .findFirst()
                .orElseThrow();
    }

    private static void endListening() {
        Sql.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                + " where application_name = 'bantin notifications'");
    }

    @ParameterizedTest
    @EnumSource
    void what_has_never_been_public_costs_no_query_like_what_does_not_exist(State state) {
        var article = state.write.apply(anArticle().with("slug", hiddenSlug));
        if (!state.hasNeverBeenPublic()) {
            return;
        }
        for (var path : List.of(
                article.path(),
                article.path() + "?body=html",
                article.path() + "/related",
                "/articles/by-slug/" + hiddenSlug,
                "/articles/by-slug/" + hiddenSlug + "?locale=vi")) {
            assertThat(Statements.of(() -> asReader().get(path).then().statusCode(404)))
                    .as(path)
                    .isZero();
        }
    }

    @Test
    void a_scheduled_article_is_known_from_its_time_on() {
        var article = anArticle().with("slug", hiddenSlug).scheduledFor("2024-05-10T03:00:00Z");
        var moved = anArticle().with("slug", unknownSlug).scheduledFor("2024-05-10T03:00:00Z");
        moved.move("publish", Map.of("publishAt", "2024-05-10T04:00:00Z"));
        asReader().get(article.path()).then().statusCode(404);
        TestClock.advance(Duration.ofHours(1));
        asReader().get(article.path()).then().statusCode(200);
        asReader().get("/articles/by-slug/" + hiddenSlug).then().statusCode(200);
        assertThat(Statements.of(() -> asReader().get(moved.path()).then().statusCode(404)))
                .isZero();
        TestClock.advance(Duration.ofHours(1));
        asReader().get("/articles/by-slug/" + unknownSlug).then().statusCode(200);
    }

    @Test
    void a_draft_at_the_slug_of_a_withdrawn_article_does_not_show() {
        var withdrawn = anArticle().with("slug", hiddenSlug).published();
        Newsroom.patch(withdrawn.path(), "{\"slug\": \"cho-moi\"}");
        withdrawn.move("withdraw", Map.of("reason", "Sai"));
        var before = send("GET", "/api/v1/articles/by-slug/SLUG", 0, hiddenSlug);
        assertThat(RawHttp.status(before)).isEqualTo(410);
        anArticle().with("slug", hiddenSlug).draft();
        assertThat(send("GET", "/api/v1/articles/by-slug/SLUG", 0, hiddenSlug)).isEqualTo(before);
    }
}
