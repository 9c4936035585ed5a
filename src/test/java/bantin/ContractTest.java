package bantin;

import static bantin.testsupport.Api.asReader;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.function.BiConsumer;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** {@code openapi.yaml} is complete and follows our conventions. */
@QuarkusTest
class ContractTest {

    private static JsonNode contract() throws IOException {
        return new YAMLMapper().readTree(Files.readString(Path.of("openapi.yaml")));
    }

    @Test
    void the_server_serves_what_the_repository_shows() throws IOException {
        var served = asReader()
                .basePath("")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(new YAMLMapper().readTree(served)).isEqualTo(contract());
    }

    @Test
    void every_operation_has_a_summary_a_name_of_its_own_an_example_and_its_refusals() throws IOException {
        var names = new HashSet<String>();
        forEachOperation((place, operation) -> {
            assertThat(operation.path("summary").asText()).as(place).isNotBlank();
            assertThat(names.add(operation.path("operationId").asText()))
                    .as(place)
                    .isTrue();
            assertThat(hasExample(operation)).as(place + " has an example").isTrue();
            assertThat(operation.path("responses").has("500")).as(place).isTrue();
            if (place.contains("/api/v1")) {
                assertThat(operation.path("responses").has("400")).as(place).isTrue();
                assertThat(operation.path("responses").has("503")).as(place).isTrue();
            }
            if (place.contains("{")) {
                assertThat(operation.path("responses").has("404")).as(place).isTrue();
            }
        });
        assertThat(names).contains("createArticle", "listArticles", "publishArticle", "recordView", "getArticleBySlug");
    }

    /** Kotlin and Swift do not compile a value called {@code name}, and no language one called {@code -publishedAt}. */
    @Test
    void every_value_of_an_enumeration_has_a_name_for_generated_code() throws IOException {
        var enumerations = contract().findParents("enum");
        assertThat(enumerations).hasSizeGreaterThan(20);
        for (var enumeration : enumerations) {
            var names = new ArrayList<String>();
            enumeration.path("x-enum-varnames").forEach(name -> names.add(name.asText()));
            assertThat(names)
                    .as(enumeration.toString())
                    .hasSameSizeAs(enumeration.get("enum"))
                    .doesNotHaveDuplicates()
                    .allMatch(name -> name.matches("[A-Z_][A-Z0-9_]*"));
        }
    }

    private static boolean hasExample(JsonNode operation) {
        return !operation.findValues("example").isEmpty()
                || !operation.findValues("examples").isEmpty();
    }

    private static void forEachOperation(BiConsumer<String, JsonNode> look) throws IOException {
        contract()
                .get("paths")
                .properties()
                .forEach(path -> StreamSupport.stream(
                                path.getValue().properties().spliterator(), false)
                        .filter(method -> method.getValue().has("responses"))
                        .forEach(method -> look.accept(method.getKey() + " " + path.getKey(), method.getValue())));
    }
}
