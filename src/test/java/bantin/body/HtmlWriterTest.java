package bantin.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlWriterTest {

    private static String html(String json) {
        return HtmlWriter.write(Bodies.body(json), Bodies.referencePictures());
    }

    /** The expected files are the reference renderer's: see {@code src/test/portable-text}. */
    @ParameterizedTest
    @ValueSource(strings = {"reference-article", "reference-lists"})
    void bodies_come_out_byte_for_byte_as_from_the_reference_renderer(String name) {
        String html = HtmlWriter.write(Bodies.bodyFrom(name + ".json"), Bodies.referencePictures());

        assertThat(html).isEqualTo(Bodies.resource(name + ".html"));
    }

    @Test
    void an_empty_body_is_nothing() {
        assertThat(html("[]")).isEmpty();
    }

    @Test
    void a_picture_is_a_figure_with_caption_credit_and_size() {
        assertThat(html("[{_type: 'image', _key: 'hall'}]"))
                .isEqualTo(
                        "<figure data-key=\"hall\"><img "
                                + "src=\"https://anh.example.vn/2021/10/hoi-truong.jpg?w=800&amp;h=600\" "
                                + "alt=\"Hội trường với hàng ghế kín người\" width=\"800\" height=\"600\" loading=\"lazy\"><figcaption>"
                                + "Toàn cảnh buổi làm việc tại &quot;hội trường lớn&quot; <cite>Ảnh: Lê Hoài An</cite></figcaption></figure>");
    }

    @Test
    void missing_pictures_and_unknown_nodes_leave_nothing() {
        assertThat(html("""
                [{_type: 'image', _key: 'nowhere'}, {_type: 'poll'}, {_type: 'table', rows: [{cells: [1]}]}, {_type: 'code'},
                 {_type: 'block', children: [{_type: 'span', text: 'Tin'}, {_type: 'ticker', symbol: '<b>'}]}]""")).isEqualTo("<p>Tin</p>");
    }

    @Test
    void a_picture_from_an_unsafe_address_is_not_drawn() {
        Body body = Bodies.body("[{_type: 'image', _key: 'x'}]");

        for (String url :
                new String[] {"javascript:alert(1)", "data:image/svg+xml,x", "//evil.example/x", "x.jpg", null}) {
            assertThat(HtmlWriter.write(
                            body, key -> Optional.of(new Picture(key, null, url, "c", null, null, null, null))))
                    .isEmpty();
        }
    }

    @Test
    void a_mark_named_twice_counts_once() {
        assertThat(html("[{_type: 'block', children: [{_type: 'span', text: 'Tin', marks: ['em', 'em']}]}]"))
                .isEqualTo("<p><em>Tin</em></p>");
    }
}
