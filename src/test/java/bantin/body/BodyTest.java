package bantin.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {

    @Test
    void a_body_in_full_comes_back_as_it_was() {
        JsonNode json = Bodies.json("""
                [{_type: 'block', _key: 'b1', style: 'h2', children: [
                    {_type: 'span', _key: 's1', text: 'Chợ nổi ', marks: ['strong', 'l1', 'noi-bat']},
                    {_type: 'stockTicker', _key: 't1', symbol: 'ABC'}],
                  markDefs: [{_type: 'link', _key: 'l1', href: 'https://example.vn/cho-noi'}]},
                 {_type: 'block', _key: 'b2', style: 'normal', listItem: 'number', level: 2, children: [],
                  markDefs: []},
                 {_type: 'image', _key: 'hall', hotspot: {x: 0.5, y: 0.25}}]""");

        assertThat(Body.of(json).toJson().toString()).isEqualTo(json.toString());
    }

    @Test
    void what_was_left_out_is_put_in() {
        Body body = Bodies.body("""
                [{_type: 'block', listItem: 'bullet', children: [{_type: 'span', text: 'Điện'}], markDefs: null}]""");

        assertThat(body.toJson()).isEqualTo(Bodies.json("""
                [{_type: 'block', _key: 'b1', style: 'normal', listItem: 'bullet', level: 1,
                  children: [{_type: 'span', _key: 's1', text: 'Điện', marks: []}], markDefs: []}]"""));
    }

    @Test
    void a_node_of_the_writers_own_is_kept_with_its_order_and_values() {
        String poll =
                "{\"z\":1.5,\"_type\":\"poll\",\"options\":[{\"b\":null,\"a\":\"Có\"},12345678901234567890],\"a\":{}}";

        assertThat(Bodies.body("[" + poll + "]").toJson().toString()).isEqualTo("[" + poll + "]");
    }

    @Test
    void unknown_properties_of_blocks_spans_and_mark_definitions_are_kept() {
        JsonNode json = Bodies.body("""
                [{_type: 'block', align: {z: 1, a: 2}, children: [{_type: 'span', text: 'Xã', lang: 'vi'}],
                  markDefs: [{_type: 'link', href: '/xa', blank: true}, {_type: 'chuGiai', _key: 'c', note: [1]}]}]
                """).toJson();

        assertThat(json.at("/0/align").toString()).isEqualTo("{\"z\":1,\"a\":2}");
        assertThat(json.at("/0/children/0/lang").asText()).isEqualTo("vi");
        assertThat(json.at("/0/markDefs/0").toString())
                .isEqualTo("{\"_type\":\"link\",\"_key\":\"l1\",\"href\":\"/xa\",\"blank\":true}");
        assertThat(json.at("/0/markDefs/1/note").toString()).isEqualTo("[1]");
    }

    @Test
    void made_keys_avoid_all_keys_and_marks_in_the_body_and_are_the_same_each_time() {
        String json = """
                [{_type: 'block', _key: 'b2', children: [{_type: 'span', text: 'một', marks: ['l1']}]},
                 {_type: 'block', children: [{_type: 'span', _key: 's1', text: 'hai'}, {_type: 'span', text: 'ba'}],
                  markDefs: [{_type: 'link', href: '/x'}]},
                 {_type: 'poll', _key: 'b1'},
                 {_type: 'block', children: []}]""";
        Body body = Bodies.body(json);

        List<String> keys = body.toJson().findValuesAsText("_key");
        assertThat(new HashSet<>(keys)).hasSameSizeAs(keys);
        assertThat(keys).contains("b3", "b4", "l2").doesNotContain("l1");
        assertThat(Bodies.body(json)).isEqualTo(body);
    }

    @Test
    void pictures_are_named_in_their_order_and_as_often_as_they_are_shown() {
        Body body = Bodies.body("""
                [{_type: 'image', _key: 'hall'}, {_type: 'block', children: []}, {_type: 'image', _key: 'bridge'},
                 {_type: 'image', _key: 'hall'}]""");

        assertThat(body.pictureKeys()).containsExactly("hall", "bridge", "hall");
    }

    @Test
    void nobody_can_change_a_body() {
        JsonNode source =
                Bodies.json("[{_type: 'poll', question: 'Bạn có đi chợ đêm không?'}, {_type: 'image', _key: 'a'}]");
        Body body = Body.of(source);
        ((ObjectNode) source.get(0)).put("question", "?");
        ((ObjectNode) body.toJson().get(0)).removeAll();

        assertThat(body.toJson().at("/0/question").asText()).startsWith("Bạn có đi");
        assertThatThrownBy(() -> body.nodes().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void empty_bodies_are_equal() {
        assertThat(Bodies.body("[]")).isEqualTo(Body.EMPTY);
        assertThat(Body.EMPTY.toJson()).isEqualTo(Bodies.json("[]"));
    }

    @Test
    void all_faults_are_reported_each_with_its_place() {
        assertThat(Bodies.violations("""
                [5,
                 {children: []},
                 {_type: ' '},
                 {_type: 'block'},
                 {_type: 'block', children: {}, style: 7, listItem: '', level: 0},
                 {_type: 'block', _key: 9, children: [null, {}, {_type: 'span'}, {_type: 'span', text: 1, marks: 'em'},
                                                      {_type: 'span', text: '', marks: ['em', 3]}]},
                 {_type: 'block', children: [], markDefs: 'l1'},
                 {_type: 'block', children: [], markDefs: [1, {_key: 'l'}, {_type: 'link', _key: 'm'},
                                                           {_type: 'link', _key: 'm', href: 'javascript:alert(1)'}]},
                 {_type: 'image'},
                 {_type: 'image', _key: ''},
                 {_type: 'block', _key: 'x', children: []},
                 {_type: 'poll', _key: 'x'}]"""))
                .containsExactlyInAnyOrder(
                        "/0 not-an-object",
                        "/1 missing-type",
                        "/2/_type missing-type",
                        "/3 missing-children",
                        "/4/children missing-children",
                        "/4/style not-a-string",
                        "/4/listItem not-a-string",
                        "/4/level invalid-level",
                        "/5/_key invalid-key",
                        "/5/children/0 not-an-object",
                        "/5/children/1 missing-type",
                        "/5/children/2 missing-text",
                        "/5/children/3/text missing-text",
                        "/5/children/3/marks not-an-array",
                        "/5/children/4/marks/1 not-a-string",
                        "/6/markDefs not-an-array",
                        "/7/markDefs/0 not-an-object",
                        "/7/markDefs/1 missing-type",
                        "/7/markDefs/3/_key duplicate-key",
                        "/7/markDefs/3/href unsafe-url",
                        "/8 missing-key",
                        "/9/_key invalid-key",
                        "/11/_key duplicate-key");
    }

    @Test
    void violations_say_what_must_be() {
        var messages = new ArrayList<String>();
        Body.parse(
                Bodies.json("[{}, 1, {_type: 'block'}, {_type: 'image'}]"),
                (at, code, message) -> messages.add(message));

        assertThat(messages).hasSize(4).allMatch(message -> message.matches("(an? .{5,} )?must (be|have) .{10,}[^.]"));
    }

    @Test
    void what_is_no_array_is_one_fault() {
        assertThat(Bodies.violations("{}")).containsExactly("not-an-array");
        assertThat(Bodies.violations("null")).containsExactly("not-an-array");
        var violations = new ArrayList<String>();
        assertThat(Body.parse(null, (at, code, message) -> violations.add(code)))
                .isEqualTo(Body.EMPTY);
        assertThat(violations).containsExactly("not-an-array");
    }

    @Test
    void what_the_specification_leaves_open_is_no_fault() {
        assertThat(Bodies.violations("""
                [{_type: 'block', style: 'lead', listItem: 'square', level: 32, children: [
                    {_type: 'span', text: 'a', marks: ['noi-bat', 'strong']}, {_type: 'ticker'}]},
                 {_type: 'image', _key: 'hall'}, {_type: 'image', _key: 'hall'}, {_type: 'anything'}]""")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "33", "'2'", "true", "1e99", "[]"})
    void a_level_is_a_whole_number_from_1_to_32(String level) {
        assertThat(Bodies.violations("[{_type: 'block', listItem: 'bullet', level: " + level + ", children: []}]"))
                .containsExactly("/0/level invalid-level");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JavaScript:alert(1)",
                "  javascript:alert(1)",
                "\\u0001javascript:alert(1)",
                "java\\tscript:alert(1)",
                "java\\nscript:alert(1)",
                "javascript&colon;alert(1)",
                "&#106;avascript:alert(1)",
                "java&Tab;script:alert(1)",
                "data:text/html,x",
                "vbscript:x",
                "file:///etc/passwd",
                "blob:x",
                "\\u00a0javascript:x",
                "javascript&#58;alert(1)",
                "ftp://example.vn"
            })
    void a_link_of_a_dangerous_scheme_is_a_fault(String href) {
        assertThat(Bodies.violations(
                        "[{_type: 'block', children: [], markDefs: [{_type: 'link', href: '" + href + "'}]}]"))
                .containsExactly("/0/markDefs/0/href unsafe-url");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.vn/tin?a=1:2",
                "HTTP://EXAMPLE.VN",
                "mailto:toasoan@example.vn",
                "tel:+84240000000",
                "/tin-tuc",
                "//example.vn/tin",
                "#dieu-3",
                "?trang=2:3",
                "tin-tuc/bai-1.html",
                "bai.html#a:b",
                "../bai"
            })
    void a_safe_or_relative_link_is_none(String href) {
        assertThat(Bodies.violations(
                        "[{_type: 'block', children: [], markDefs: [{_type: 'link', href: '" + href + "'}]}]"))
                .isEmpty();
    }

    @Test
    void an_annotation_of_the_newsrooms_own_may_not_hide_a_dangerous_link_either() {
        assertThat(Bodies.violations(
                        "[{_type: 'block', children: [], markDefs: [{_type: 'nut', href: 'javascript:x'}]}]"))
                .containsExactly("/0/markDefs/0/href unsafe-url");
    }

    @Test
    void text_that_no_database_can_store_is_a_fault_wherever_it_is() {
        assertThat(Bodies.violations("""
                [{_type: 'block', children: [{_type: 'span', text: 'a\\u0000b'}]},
                 {_type: 'poll', 'a/b': {'c~d': ['\\ud83c']}}]"""))
                .containsExactlyInAnyOrder("/0/children/0/text invalid-character", "/1/a~1b/c~0d/0 invalid-character");
    }

    @Test
    void a_broken_body_from_storage_is_our_own_bug() {
        assertThatThrownBy(() -> Bodies.body("[{_type: 'block', children: [{_type: 'span'}]}]"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("/0/children/0");
        assertThatThrownBy(() -> Body.of(null)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_link_without_an_address_is_a_mark_of_the_writers_own() {
        String json = "[{_type: 'block', children: [{_type: 'span', text: 'Tin', marks: ['l', 'em']}],"
                + " markDefs: [{_type: 'link', _key: 'l', reference: 7}]}]";
        assertThat(Bodies.violations(json)).isEmpty();
        Body body = Bodies.body(json);
        assertThat(body.toJson().at("/0/markDefs/0"))
                .isEqualTo(Bodies.json("{_type: 'link', _key: 'l', reference: 7}"));
        assertThat(HtmlWriter.write(body, Bodies.noPictures())).isEqualTo("<p><em>Tin</em></p>");
        assertThat(MarkdownWriter.write(body, Bodies.noPictures())).isEqualTo("*Tin*\n");
    }

    @Test
    void links_do_not_nest_and_those_to_one_address_join() {
        Body body = Bodies.body("[{_type: 'block', children: [{_type: 'span', text: 'a', marks: ['l', 'm']},"
                + " {_type: 'span', text: 'b', marks: ['n']}, {_type: 'span', text: 'c', marks: ['m']}],"
                + " markDefs: [{_type: 'link', _key: 'l', href: '/l'}, {_type: 'link', _key: 'm', href: '/m'},"
                + " {_type: 'link', _key: 'n', href: '/l'}]}]");
        assertThat(HtmlWriter.write(body, Bodies.noPictures()))
                .isEqualTo("<p><a href=\"/l\">ab</a><a href=\"/m\">c</a></p>");
    }
}
