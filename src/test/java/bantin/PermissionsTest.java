package bantin;

import static bantin.testsupport.Api.asAdmin;
import static bantin.testsupport.Api.asAuthor;
import static bantin.testsupport.Api.asEditor;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Api.sending;
import static bantin.testsupport.Newsroom.anArticle;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.access.Role;
import bantin.testsupport.Newsroom;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The tables of permissions in {@code docs/explanation/security.md} match the server: they list each operation of the
 * contract, and the tests try it with each role on each kind of object that a column names.
 */
@QuarkusTest
class PermissionsTest {

    private static final Path PAGE = Path.of("docs/explanation/security.md");
    private static final Pattern OPERATION = Pattern.compile("`([A-Z]+) ([^?`]+)(\\?[^`]*)?`");
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))\\.(\\w+)`");
    private static final String AUTHOR = "Phóng viên";
    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final JsonNode paths = read().get("paths");

    /** One cell: the response to a role for an operation on an object ({@code ""}: on any). */
    private record Permission(String method, String path, String query, String role, String object, String answer) {

        private String operation() {
            return method + " " + path;
        }

        private String question() {
            return operation() + query + ", " + role + ": " + object;
        }
    }

    private static JsonNode read() {
        try {
            return new YAMLMapper().readTree(Path.of("openapi.yaml").toFile());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void every_operation_of_the_contract_has_a_row_for_every_role() throws IOException {
        var operations = new TreeSet<String>();
        paths.properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(method -> operations.add(method.toUpperCase() + " " + path.getKey())));
        var rolesOf = permissions().stream()
                .collect(Collectors.groupingBy(
                        Permission::operation, Collectors.mapping(Permission::role, Collectors.toSet())));

        assertThat(rolesOf.keySet()).containsExactlyInAnyOrderElementsOf(operations);
        var roles = Stream.concat(Stream.of("nobody"), Stream.of(Role.values()).map(Role::name))
                .toList();
        assertThat(rolesOf.values()).allSatisfy(of -> assertThat(of).containsExactlyInAnyOrderElementsOf(roles));
    }

    @Test
    void every_role_may_do_what_the_tables_say_and_nothing_else() throws IOException {
        fillWithExamples();
        var said = new TreeMap<String, String>();
        var done = new TreeMap<String, String>();
        for (var permission : permissions()) {
            said.put(permission.question(), permission.answer());
            done.put(permission.question(), attempt(permission));
        }
        assertThat(done).isEqualTo(said);
    }

    @Test
    void every_test_that_the_page_names_exists() throws IOException {
        var names = TEST.matcher(Files.readString(PAGE))
                .results()
                .map(found -> found.group(1) + "." + found.group(2))
                .toList();
        assertThat(names).isNotEmpty().isSubsetOf(testMethods());
    }

    private static List<String> testMethods() throws IOException {
        var methods = new ArrayList<String>();
        try (var files = Files.walk(Path.of("src/test/java"))) {
            for (var file :
                    files.filter(any -> any.toString().endsWith(".java")).toList()) {
                var type = file.getFileName().toString().replace(".java", "");
                Pattern.compile("(?m)^    void (\\w+)\\(")
                        .matcher(Files.readString(file))
                        .results()
                        .forEach(found -> methods.add(type + "." + found.group(1)));
            }
        }
        return methods;
    }

    /** The header of a column: one or more roles, and an object if it matters: {@code editor, admin: draft}. */
    private static List<Permission> permissions() throws IOException {
        var permissions = new ArrayList<Permission>();
        var heads = List.<String>of();
        for (var line : Files.readAllLines(PAGE)) {
            if (line.startsWith("| operation |")) {
                heads = cells(line);
            }
            var operation = OPERATION.matcher(line);
            if (!line.startsWith("| `") || !operation.find() || heads.isEmpty()) {
                continue;
            }
            var cells = cells(line);
            assertThat(cells).as(line).hasSameSizeAs(heads);
            for (int i = 1; i < cells.size(); i++) {
                var head = heads.get(i).split(": ");
                for (var role : head[0].split(", ")) {
                    permissions.add(new Permission(
                            operation.group(1),
                            operation.group(2),
                            operation.group(3) == null ? "" : operation.group(3),
                            role,
                            head.length == 1 ? "" : head[1],
                            cells.get(i)));
                }
            }
        }
        return permissions;
    }

    private static List<String> cells(String row) {
        return Stream.of(row.substring(1).split("\\|")).map(String::strip).toList();
    }

    /** The rows that the examples of articles refer to. */
    private void fillWithExamples() {
        Newsroom.aSection("Tin tức");
        for (var kind : List.of("sections", "tags", "contributors", "media")) {
            Newsroom.create("/" + kind, example("POST", "/api/v1/" + kind));
        }
    }

    /** {@code yes} if it is allowed, even if the state of the object does not allow it (409); otherwise the status. */
    private String attempt(Permission permission) {
        var request = sender(permission.role()).header("If-Match", "*").basePath("");
        var contract = paths.path(permission.path()).path(permission.method().toLowerCase());
        contract.path("parameters").forEach(parameter -> {
            if (parameter.path("in").asText().equals("query")
                    && parameter.path("required").asBoolean()) {
                request.queryParam(parameter.path("name").asText(), exampleOf(parameter));
            }
        });
        if (contract.has("requestBody")) {
            sending(request, example(permission.method(), permission.path()))
                    .contentType(
                            contract.at("/requestBody/content").fieldNames().next() + ";charset=UTF-8");
        }
        var status = request.request(permission.method(), address(permission) + permission.query())
                .statusCode();
        return status < 300 || status == 409 ? "yes" : String.valueOf(status);
    }

    /** The first value of the first example. */
    private static String exampleOf(JsonNode parameter) {
        var value = parameter.has("example")
                ? parameter.get("example")
                : parameter.at("/examples").findValue("value");
        return value.isArray() ? value.get(0).asText() : value.asText();
    }

    private static RequestSpecification sender(String role) {
        return switch (role) {
            case "nobody" -> asReader();
            case "author" -> asAuthor(AUTHOR);
            case "editor" -> asEditor();
            case "admin" -> asAdmin();
            default -> throw new AssertionError("no such role: " + role);
        };
    }

    /** The example of {@code openapi.yaml}, with another slug. */
    private String example(String method, String path) {
        var content = paths.path(path).path(method.toLowerCase()).at("/requestBody/content");
        JsonNode example = content.elements().next().get("example").deepCopy();
        if (example instanceof ObjectNode object) {
            object.remove("slug");
        }
        return example.toString();
    }

    /** The path of a new object of the kind that the operation needs. */
    private static String address(Permission permission) {
        var path = permission.path();
        if (!path.contains("{")) {
            return path;
        }
        if (path.startsWith("/problems/")) {
            return path.replace("{slug}", "version-conflict");
        }
        var kind = path.split("/")[3];
        var isRead = permission.method().equals("GET");
        var object =
                switch (kind) {
                    case "articles" -> article(permission.object(), anArticle());
                    case "media" -> asset(permission.object());
                    case "keys" ->
                        sending(asAdmin(), Map.of("name", "Tạm", "role", "author"))
                                .post("/keys")
                                .as(JsonNode.class);
                    default -> catalogued(kind, isRead);
                };
        var address = path.replace("{id}", object.path("id").asText())
                .replace("{slug}", object.path("slug").asText())
                .replaceAll("\\{(number|other)}", "1");
        if (path.endsWith("/corrections/{number}") && permission.object().equals("public")) {
            sending(asEditor().basePath(""), Map.of("text", "Đính chính"))
                    .post(address.replaceAll("/1$", ""))
                    .then()
                    .statusCode(200);
        }
        if (isRead && address.endsWith("/lease")) {
            asAdmin().basePath("").put(address).then().statusCode(200);
        }
        if (address.endsWith("/{previewId}")) {
            var previews = address.substring(0, address.lastIndexOf('/'));
            Integer preview = asAdmin()
                    .basePath("")
                    .post(previews)
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id");
            return previews + "/" + preview;
        }
        return address;
    }

    private static JsonNode article(String object, Newsroom.Draft draft) {
        return switch (object) {
            case "public" -> draft.published().json();
            case "draft" -> draft.draft().json();
            case "own draft" -> draft.by(() -> asAuthor(AUTHOR)).draft().json();
            default -> throw new AssertionError("no such article: " + object);
        };
    }

    /** An asset that an article uses, or that nothing uses. */
    private static JsonNode asset(String object) {
        var url = "https://anh.example.org/" + COUNTER.incrementAndGet() + ".jpg";
        return object.isEmpty()
                ? Newsroom.create("/media", Map.of("url", url)).as(JsonNode.class)
                : article(object, anArticle().with("media", List.of(Newsroom.media("a", url, "Ảnh"))))
                        .at("/media/0/asset");
    }

    /** A section, tag or contributor. One that readers may see is in a public article. */
    private static JsonNode catalogued(String kind, boolean isPublic) {
        var created = Newsroom.create("/" + kind, Map.of("name", "Tên " + COUNTER.incrementAndGet()))
                .as(JsonNode.class);
        if (isPublic) {
            var slug = created.path("slug").asText();
            switch (kind) {
                case "sections" -> anArticle().in(slug).published();
                case "tags" -> anArticle().with("tags", List.of(slug)).published();
                case "contributors" ->
                    anArticle()
                            .with("bylines", List.of(Map.of("contributor", slug)))
                            .published();
                default -> throw new AssertionError("no such kind: " + kind);
            }
        }
        return created;
    }
}
