package bantin;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.testsupport.Json;
import bantin.testsupport.PackagedServer;
import bantin.testsupport.Programs;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged server with its demo newsroom, as it is after the first start on an empty data directory. */
class DemoNewsroomIT {

    private static final Path CONTRACT = Path.of("openapi.yaml");

    @TempDir
    static Path data;

    private static PackagedServer server;

    @BeforeAll
    static void start() {
        server = PackagedServer.start(data, Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void the_first_start_brings_the_demo_newsroom_and_an_admin_key_that_only_its_owner_reads() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("admin.key"))))
                .isEqualTo("rw-------");
        assertThat(server.post("/api/v1/tags", "{\"name\": \"Mới\"}", server.adminKey())
                        .statusCode())
                .isEqualTo(201);
        assertThat(total("/api/v1/sections")).isGreaterThanOrEqualTo(4);
        assertThat(total("/api/v1/contributors")).isGreaterThanOrEqualTo(8);
        assertThat(total("/api/v1/articles")).isGreaterThanOrEqualTo(16);
        assertThat(total("/api/v1/articles?locale=en")).isEqualTo(2);
        assertThat(server.get("/demo/rice-field.svg").statusCode()).isEqualTo(200);
        demoSpansTwoYearsAndEveryPictureIsThere();
        for (var address : new String[] {"/api/v1/articles/%zz", "/api/v1/articles?section=a|c", "/<>"}) {
            assertThat(server.raw("GET " + address + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                    .as(address)
                    .startsWith("HTTP/1.1 400")
                    .contains("application/problem+json", "/problems/bad-request");
        }
        assertThat(server.log()).doesNotContain("WARN").doesNotContain("ERROR").doesNotContain("\tat ");
    }

    private static void demoSpansTwoYearsAndEveryPictureIsThere() {
        var list = Json.read(
                        server.get("/api/v1/articles?limit=100&include=media").body())
                .get("items");
        var urls = new HashSet<String>();
        list.findValues("url").forEach(url -> urls.add(url.textValue()));
        assertThat(urls).hasSizeGreaterThanOrEqualTo(16);
        urls.forEach(url -> assertThat(server.get(url).statusCode()).as(url).isEqualTo(200));
        var newest = OffsetDateTime.parse(list.get(0).get("publishedAt").textValue());
        var secondOldest = OffsetDateTime.parse(
                list.get(list.size() - 2).get("publishedAt").textValue());
        assertThat(secondOldest.until(newest, ChronoUnit.DAYS)).isGreaterThan(600);
    }

    private static int total(String path) {
        var separator = path.contains("?") ? "&" : "?";
        return Json.read(server.get(path + separator + "count=exact&limit=1").body())
                .at("/page/total")
                .intValue();
    }

    @Test
    void every_link_of_the_readme_and_of_the_root_has_its_content() throws Exception {
        var links = new TreeSet<>(linksOfTheReadme());
        Json.read(server.get("/").body()).forEach(value -> links.add(value.textValue()));
        links.removeIf(value -> !value.startsWith("/"));
        assertThat(links)
                .contains("/api/v1/articles", "/q/openapi", "/q/swagger-ui", "/problems", "/q/health", "/q/metrics")
                .hasSizeGreaterThan(12);
        for (var link : links) {
            var answer = server.get(link);
            if (answer.statusCode() == 302) {
                answer = server.get(answer.headers().firstValue("Location").orElseThrow());
            }
            assertThat(answer.statusCode()).as(link).isEqualTo(link.contains("sotr") ? 400 : 200);
            assertThat(answer.body()).as(link).hasSizeGreaterThan(20);
        }
        assertThat(server.get("/q/openapi").body()).isEqualTo(Files.readString(CONTRACT));
        var json = Json.read(server.get("/q/openapi?format=json").body());
        assertThat(json).isEqualTo(new YAMLMapper().readTree(CONTRACT.toFile()));
        assertThat(Json.read(server.get("/q/health").body()).at("/status").textValue())
                .isEqualTo("UP");
    }

    /**
     * Pages, and the reads of the curl tutorial, with an article of the demo instead of the one that the tutorial
     * writes.
     */
    private static Set<String> linksOfTheReadme() throws IOException {
        var readme = Files.readString(Path.of("README.md")) + Files.readString(Path.of("docs/tutorial/curl.md"));
        return Stream.of("(?:http://localhost:8080|`)(/(?:q|problems)[^\\s>`)]*)", "(?m)^curl \"\\$API(/[^\"]+)\"$")
                .flatMap(link -> Pattern.compile(link).matcher(readme).results())
                .map(link -> link.group().startsWith("curl \"$API") ? "/api/v1" + link.group(1) : link.group(1))
                .filter(link -> !link.contains("/by-slug/"))
                .map(link -> link.replace("$ID", "1"))
                .collect(Collectors.toSet());
    }

    @Test
    void swagger_ui_shows_every_operation_in_a_browser(@TempDir Path browser) throws Exception {
        var chromium = Programs.find("chromium", "chromium-browser", "google-chrome");
        var page = Programs.run(List.of(
                chromium.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + browser,
                "--virtual-time-budget=20000",
                "--dump-dom",
                "http://127.0.0.1:" + server.port() + "/q/swagger-ui/"));
        var contract = new YAMLMapper().readTree(CONTRACT.toFile());
        assertThat(page.split("class=\"opblock ", -1))
                .hasSize(1 + contract.findValues("operationId").size());
    }
}
