package bantin.reading;

import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Newsroom.anArticle;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.testsupport.Newsroom;
import bantin.testsupport.RawHttp;
import bantin.testsupport.TestClock;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A hidden article is gone under every spelling of its URL, and so are its cached responses. */
@QuarkusTest
class OneSpellingTest {

    private static final String SECRET = "Zyxwvu";

    @TestHTTPResource("/")
    URI server;

    private RawHttp http;

    @BeforeEach
    void connect() {
        http = new RawHttp(server.getPort());
    }

    enum Hiding {
        UNPUBLISHED(article -> article.move("unpublish", null)),
        RESCHEDULED(article -> article.move("publish", Map.of("publishAt", "2024-05-10T02:30:00Z"))),
        WITHDRAWN(article -> article.move("withdraw", Map.of("reason", "Sai"))),
        TRASHED(article -> asEditor().delete(article.path()).then().statusCode(204)),
        EXPIRED(article -> TestClock.advance(Duration.ofHours(2))),
        EDITED(article -> Newsroom.patch(
                article.path(),
                Map.of("title", "Tin khác", "lead", "Sapo", "body", List.of(Newsroom.paragraph("Khác.")))));

        private final Consumer<Newsroom.Written> hide;

        Hiding(Consumer<Newsroom.Written> hide) {
            this.hide = hide;
        }
    }

    private Newsroom.Written anArticleWithASecret() {
        return anArticle()
                .titled("Tin " + SECRET)
                .with("slug", "tin-mat")
                .with("lead", SECRET)
                .with("expiresAt", "2024-05-10T03:00:00Z")
                .withBodyOf(Newsroom.paragraph(SECRET))
                .published();
    }

    @ParameterizedTest
    @EnumSource
    void what_was_read_while_it_was_public_is_not_read_when_it_is_not(Hiding hiding) {
        TestClock.stopAt(Instant.parse("2024-05-10T02:00:00Z"));
        var article = anArticleWithASecret();
        var targets = targets(article.id(), article.slug());
        for (int time = 0; time < 2; time++) {
            var shown = targets.stream().filter(this::showsIt).toList();
            assertThat(shown).as("shown in the order of the routes").containsAll(plain(article.id(), article.slug()));
            assertThat(shown).as("and in other spellings").hasSizeGreaterThan(20);
        }
        hiding.hide.accept(article);
        for (int time = 0; time < 2; time++) {
            assertThat(targets.stream().filter(this::showsIt)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DRAFT", "SCHEDULED"})
    void what_is_not_public_yet_is_read_in_no_spelling(NothingLeaksTest.Hidden hidden) {
        var article = hidden.write(
                anArticle().titled("Tin " + SECRET).with("slug", "tin-mat").withBodyOf(Newsroom.paragraph(SECRET)));
        for (int time = 0; time < 2; time++) {
            assertThat(targets(article.id(), article.slug()).stream().filter(this::showsIt))
                    .isEmpty();
        }
    }

    private boolean showsIt(String target) {
        return http.send("GET", target).contains(SECRET);
    }

    /** Every cached route. */
    private static List<String> plain(long id, String slug) {
        return List.of(
                "/api/v1/articles",
                "/api/v1/articles?q=" + SECRET.toLowerCase(),
                "/api/v1/articles?ids=" + id + "&include=body&fields=title,body",
                "/api/v1/suggest?q=" + SECRET,
                "/api/v1/articles/" + id,
                "/api/v1/articles/by-slug/" + slug);
    }

    private static List<String> targets(long id, String slug) {
        var base = "/api/v1/articles";
        var ids = "?ids=" + id + "&include=body&fields=title,body";
        var targets = new ArrayList<>(plain(id, slug));
        for (var path : List.of(base + "/" + id, base + "/by-slug/" + slug, base, base + "/" + id + "/related")) {
            var last = path.substring(path.lastIndexOf('/') + 1);
            var above = path.substring(0, path.length() - last.length());
            for (var spelled : List.of(
                    path + "/",
                    path + "//",
                    path + "/.",
                    path + "/x/..",
                    path + "/%2e",
                    path + "/x/%2e%2e",
                    path + ";",
                    path + ";x",
                    path + ";x=1;y",
                    path + "#x",
                    path + "?",
                    path + "?&",
                    path + "?fields=title",
                    path + "?fields=title#x",
                    path + "%20",
                    path + "+",
                    path + "%00",
                    path + "%0a",
                    path + "%5c",
                    path + "\\",
                    path + "%CC%81",
                    path + "%c0%ae",
                    path + "%c0%80",
                    path + "%3f",
                    path + "%23",
                    path + "%ff",
                    path + "%",
                    above + "./" + last,
                    above + "x/../" + last,
                    above + "/" + last,
                    above + "%2e/" + last,
                    above + ".%2e/" + "articles/" + last,
                    above + ";/" + last,
                    above + ";x/" + last,
                    above + "x/..;/" + last,
                    above + "%2f" + last,
                    above + "\\" + last,
                    above + encoded(last),
                    above + encoded(last).toLowerCase(),
                    above + encoded(encoded(last)),
                    above + last.toUpperCase(),
                    path.replace("api", "%61pi"),
                    path.replace("api", "API"),
                    path.replace("/v1/", "/v1//"),
                    path.replace("/v1/", "/./v1/"),
                    path.replace("/v1/", "/v1;x/"),
                    path.replace("articles", "Articles"),
                    "//" + path.substring(1),
                    "/x/.." + path,
                    "http://localhost" + path,
                    "http://other.example:80" + path,
                    "HTTP://localhost/" + path)) {
                targets.add(spelled);
            }
        }
        for (var number :
                List.of("0" + id, "+" + id, "%2B" + id, id + ".", id + "L", digits(id, 0xFF10), digits(id, 0x0660))) {
            targets.add(base + "/" + number);
            targets.add(base + "/" + number + "/related");
        }
        for (var list : List.of(
                "/by-slug/..",
                "/by-slug/%2e%2e",
                "/by-slug/.%2E",
                "/by-slug/..;x",
                "/by-slug/x;y/../..",
                "/x/..",
                "/most-viewed/..",
                "/" + id + "/..",
                "/by-slug/../",
                "/by-slug/%2e%2e/",
                "/by-slug/..%2f",
                "/by-slug/..%5c",
                "/")) {
            targets.add(base + list + ids);
        }
        for (var one :
                List.of("/by-slug/../", "/by-slug/%2e%2e/", "/by-slug/..;/", "/most-viewed/../", "/by-slug/..%2f")) {
            targets.add(base + one + id);
            targets.add(base + one + "by-slug/" + slug);
        }
        targets.add("/api/v1/suggest/../articles" + ids);
        targets.add("/api/v1/suggest/../suggest?q=" + SECRET);
        targets.add("/api/v1/suggest;x?q=" + SECRET);
        targets.add("/api/v1/%73uggest?q=" + SECRET);
        return targets;
    }

    private static String encoded(String text) {
        return text.chars().mapToObj(character -> "%%%02X".formatted(character)).collect(Collectors.joining());
    }

    /** The number in another script, whose zero is at this code point. */
    private static String digits(long number, int zero) {
        var text = String.valueOf(number)
                .chars()
                .mapToObj(digit -> Character.toString(zero + digit - '0'))
                .collect(Collectors.joining());
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }
}
