package bantin;

import static bantin.testsupport.Api.asAdmin;
import static bantin.testsupport.Api.asReader;
import static bantin.testsupport.Api.sending;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.testsupport.Newsroom;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The server accepts every request example of {@code openapi.yaml}. */
@QuarkusTest
class ContractExamplesTest {

    private final JsonNode paths = read().get("paths");
    private final Set<String> sent = new TreeSet<>();
    private final Map<String, Long> ids = new HashMap<>();

    private static JsonNode read() {
        try {
            return new YAMLMapper().readTree(Path.of("openapi.yaml").toFile());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void every_body_is_accepted() {
        Newsroom.aSection("Tin tức");
        for (var kind : new String[] {"sections", "tags", "contributors", "media", "keys", "articles"}) {
            var created = send("post", "/api/v1/" + kind, 201);
            ids.put(kind, created.jsonPath().getLong("id"));
        }
        for (var kind : new String[] {"sections", "tags", "contributors", "media", "articles"}) {
            send("put", "/api/v1/" + kind + "/{id}", 200);
            send("patch", "/api/v1/" + kind + "/{id}", 200);
        }
        send("post", "/api/v1/articles/{id}/publish", 200);
        send("post", "/api/v1/articles/{id}/corrections", 200);
        send("put", "/api/v1/articles/{id}/lease", 200);
        send("put", "/api/v1/articles/{id}/legal-hold", 200);
        send("post", "/api/v1/articles/{id}/previews", 201);
        send("put", "/api/v1/articles/{id}/views", 200);
        send("post", "/api/v1/articles/{id}/views", 200);
        var batch = send("post", "/api/v1/views", 200);
        assertThat(batch.jsonPath().getList("results.errors")).containsOnlyNulls();
        send("post", "/api/v1/articles/{id}/withdraw", 200);

        assertThat(sent).isEqualTo(examples());
    }

    /** Sends the example of an operation's body to a row that was created before. */
    private Response send(String method, String template, int status) {
        var kind = template.split("/")[3];
        var content = paths.at("/" + template.replace("/", "~1") + "/" + method + "/requestBody/content");
        var media = content.fields().next();
        sent.add(method + " " + template);
        var body = withIds(media.getValue().get("example"));
        var response = sending(asAdmin(), body.toString())
                .contentType(media.getKey() + ";charset=UTF-8")
                .header("If-Match", "*")
                .basePath("")
                .request(method, template.replace("{id}", String.valueOf(ids.get(kind))));
        assertThat(response.statusCode())
                .as(method + " " + template + "\n" + response.asString())
                .isEqualTo(status);
        return response;
    }

    /** Replaces the ids in examples by those of existing rows. */
    private JsonNode withIds(JsonNode example) {
        example.findParents("articleId").forEach(of -> ((ObjectNode) of).put("articleId", ids.get("articles")));
        return example;
    }

    private Set<String> examples() {
        var all = new TreeSet<String>();
        paths.properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    if (operation.getValue().at("/requestBody/content").findValue("example") != null) {
                        all.add(operation.getKey() + " " + path.getKey());
                    }
                }));
        return all;
    }

    @Test
    void every_parameter_is_accepted() {
        paths.properties()
                .forEach(path -> path.getValue().path("get").path("parameters").forEach(parameter -> {
                    var example = parameter.has("example")
                            ? parameter.get("example")
                            : parameter.at("/examples").findValue("value");
                    if (!parameter.get("in").asText().equals("query") || example == null) {
                        return;
                    }
                    var values = new TreeSet<String>();
                    (example.isArray() ? example : List.of(example)).forEach(value -> values.add(value.asText()));
                    asReader()
                            .basePath("")
                            .queryParam(parameter.get("name").asText(), values)
                            .get(path.getKey())
                            .then()
                            .statusCode(200);
                }));
    }
}
