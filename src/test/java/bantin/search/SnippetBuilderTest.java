package bantin.search;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.testsupport.Cpu;
import org.junit.jupiter.api.Test;

class SnippetBuilderTest {

    @Test
    void a_word_is_marked_in_whatever_form_its_letters_are() {
        var text = SnippetBuilder.of("Cầu Ha\u0323 Long");

        assertThat(text.marked(word -> word.equals("hạ") ? "ha" : null)).isEqualTo("Cầu <mark>Hạ</mark> Long");
    }

    @Test
    void marks_on_one_letter_cost_no_more_than_their_number() {
        Cpu.growsLinearly("marks", 20_000, n -> SnippetBuilder.of("a" + "\u0301\u0327".repeat(n)));
    }

    /** Invisible characters, which are removed from words, do not split a mark. */
    @Test
    void marks_in_a_query_cost_no_more_than_their_number() {
        Cpu.growsLinearly("marks", 100_000, n -> TextAnalyzer.normalize("a" + "\u0301\u200D\u0327\u200D".repeat(n)));
    }
}
