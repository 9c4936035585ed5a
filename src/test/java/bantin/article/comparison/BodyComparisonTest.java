package bantin.article.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.article.comparison.NodeChange.Operation;
import bantin.testsupport.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BodyComparisonTest {

    private static final int SEEDS = 2_000;

    private static final String TEXT = "Nước sông lên nhanh trong đêm.";

    @Test
    void nodes_are_equal_although_their_keys_are_new() {
        assertThat(operations(body(block("a", TEXT)), body(block("b", TEXT)))).containsExactly(Operation.equal);
    }

    @Test
    void a_block_with_the_same_key_has_changed_however_little_is_left() {
        var changes = compare(body(block("a", TEXT)), body(block("a", "Trời tạnh.")));

        assertThat(changes).extracting(NodeChange::operation).containsExactly(Operation.change);
        assertThat(changes.get(0).text()).isNotEmpty();
    }

    @Test
    void a_similar_block_at_the_same_place_has_changed_although_its_key_is_new() {
        assertThat(operations(body(block("a", TEXT)), body(block("b", TEXT.replace("đêm", "ngày")))))
                .containsExactly(Operation.change);
    }

    @Test
    void another_block_at_the_same_place_replaces_it() {
        assertThat(operations(body(block("a", TEXT)), body(block("b", "Giá gạo tăng."))))
                .containsExactly(Operation.delete, Operation.insert);
    }

    @Test
    void an_inserted_block_leaves_the_others_equal() {
        assertThat(operations(
                        body(block("a", "Một."), block("c", "Ba.")),
                        body(block("a", "Một."), block("b", "Hai."), block("c", "Ba."))))
                .containsExactly(Operation.equal, Operation.insert, Operation.equal);
    }

    @Test
    void a_node_that_is_no_text_changes_as_a_whole() {
        var changes = compare(
                body(Map.of("_type", "table", "_key", "t", "rows", List.of())),
                body(Map.of("_type", "table", "_key", "t", "rows", List.of(), "caption", "Bảng")));

        assertThat(changes).extracting(NodeChange::operation).containsExactly(Operation.change);
        assertThat(changes.get(0).text()).isNull();
    }

    @Test
    void a_block_whose_marks_have_changed_has_equal_text() {
        var bold = Map.of(
                "_type", "block",
                "_key", "a",
                "children", List.of(Map.of("_type", "span", "text", TEXT, "marks", List.of("strong"))));

        var changes = compare(body(block("a", TEXT)), body(bold));

        assertThat(changes).extracting(NodeChange::operation).containsExactly(Operation.change);
        assertThat(changes.get(0).text()).containsExactly(new TextChange(TextChange.Operation.equal, TEXT));
    }

    @Test
    void both_bodies_can_be_read_from_the_changes() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            var before = aBody(random);
            var after = aBody(random);

            var changes = compare(before, after);

            assertThat(changes.stream().map(NodeChange::after).filter(node -> node != null))
                    .as("seed %d", seed)
                    .containsExactlyElementsOf(nodes(after));
            assertThat(changes.stream()
                            .filter(change -> change.operation() != Operation.insert)
                            .map(change ->
                                    text(change.operation() == Operation.equal ? change.after() : change.before())))
                    .as("seed %d", seed)
                    .containsExactlyElementsOf(
                            nodes(before).stream().map(BodyComparisonTest::text).toList());
        }
    }

    private static JsonNode aBody(Random random) {
        var texts = List.of("Một.", "Hai ba.", "Hai bốn.", TEXT, "");
        return body(Stream.generate(() -> block("" + "abcd".charAt(random.nextInt(4)), texts.get(random.nextInt(5))))
                .limit(random.nextInt(8))
                .toArray());
    }

    private static List<JsonNode> nodes(JsonNode body) {
        return Stream.iterate(0, i -> i < body.size(), i -> i + 1)
                .map(body::get)
                .toList();
    }

    private static String text(JsonNode block) {
        return block.at("/children/0/text").asText();
    }

    private static Map<String, Object> block(String key, String text) {
        return Map.of(
                "_type",
                "block",
                "_key",
                key,
                "children",
                List.of(Map.of("_type", "span", "_key", key + "0", "text", text)));
    }

    private static JsonNode body(Object... nodes) {
        return Json.read(Json.write(nodes));
    }

    private static List<Operation> operations(JsonNode before, JsonNode after) {
        return compare(before, after).stream().map(NodeChange::operation).toList();
    }

    private static List<NodeChange> compare(JsonNode before, JsonNode after) {
        return BodyComparison.of(before, after, new Budget());
    }
}
