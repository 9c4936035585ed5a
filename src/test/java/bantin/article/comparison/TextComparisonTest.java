package bantin.article.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.article.comparison.TextChange.Operation;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextComparisonTest {

    private static final int SEEDS = 2_000;
    private static final List<String> PARTS =
            List.of("mưa", "nắng", " ", "  ", "\n", ",", "đ", "e\u0301", "\uD83C\uDF27", "\u0000", "1984");

    @Test
    void words_that_differ_are_marked_and_the_others_are_equal() {
        assertThat(compared("Thành phố họp sáng nay.", "Thành phố họp chiều nay."))
                .isEqualTo("Thành phố họp [-sáng-][+chiều+] nay.");
        assertThat(compared("Mưa lớn", "Mưa lớn ở miền núi")).isEqualTo("Mưa lớn[+ ở miền núi+]");
        assertThat(compared("Mưa, rồi nắng", "Mưa. Rồi nắng")).isEqualTo("Mưa[-, rồi-][+. Rồi+] nắng");
    }

    @Test
    void white_space_between_changed_words_belongs_to_the_change() {
        assertThat(compared("một hai ba bốn", "một năm sáu bốn")).isEqualTo("một [-hai ba-][+năm sáu+] bốn");
    }

    @Test
    void a_text_that_is_absent_is_like_an_empty_one() {
        assertThat(compared(null, "Sapo")).isEqualTo("[+Sapo+]");
        assertThat(compared("Sapo", null)).isEqualTo("[-Sapo-]");
        assertThat(compared(null, "")).isEmpty();
    }

    @Test
    void accents_are_part_of_their_word() {
        // the accent of the second word is a character of its own
        assertThat(compared("hoa", "hoa\u0300")).isEqualTo("[-hoa-][+hoa\u0300+]");
    }

    @Test
    void texts_that_take_too_long_to_align_are_replaced_as_a_whole() {
        var many = numbered("một", 50_000);
        var others = numbered("hai", 50_000);

        assertThat(TextComparison.of("đầu " + many + " cuối", "đầu " + others + " cuối", new Budget()))
                .extracting(TextChange::operation)
                .containsExactly(Operation.equal, Operation.delete, Operation.insert, Operation.equal);
    }

    @Test
    void a_long_text_with_a_small_change_is_aligned() {
        var long1 = numbered("từ", 2_000);

        assertThat(compared(long1, long1.replace("từ7 ", "chữ7 ").replace("từ1900 ", "chữ1900 ")))
                .contains("[-từ7-][+chữ7+]", "[-từ1900-][+chữ1900+]");
    }

    private static String numbered(String word, int count) {
        return IntStream.range(0, count).mapToObj(i -> word + i).collect(Collectors.joining(" "));
    }

    @Test
    void the_parts_are_both_texts() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            var before = aText(random);
            var after = aText(random);

            var changes = TextComparison.of(before, after, new Budget());

            assertThat(joined(changes, Operation.delete)).as("seed %d", seed).isEqualTo(before);
            assertThat(joined(changes, Operation.insert)).as("seed %d", seed).isEqualTo(after);
            for (int i = 1; i < changes.size(); i++) {
                assertThat(changes.get(i).operation())
                        .as("seed %d", seed)
                        .isNotEqualTo(changes.get(i - 1).operation());
            }
        }
    }

    @Test
    void equal_texts_are_one_equal_part() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var text = aText(new Random(seed));
            assertThat(compared(text, text)).as("seed %d", seed).isEqualTo(text);
        }
    }

    private static String aText(Random random) {
        return random.ints(random.nextInt(30), 0, PARTS.size())
                .mapToObj(PARTS::get)
                .collect(Collectors.joining());
    }

    private static String joined(List<TextChange> changes, Operation side) {
        return changes.stream()
                .filter(change -> change.operation() == Operation.equal || change.operation() == side)
                .map(TextChange::text)
                .collect(Collectors.joining());
    }

    private static String compared(String before, String after) {
        return TextComparison.of(before, after, new Budget()).stream()
                .map(change -> switch (change.operation()) {
                    case equal -> change.text();
                    case delete -> "[-" + change.text() + "-]";
                    case insert -> "[+" + change.text() + "+]";
                })
                .collect(Collectors.joining());
    }
}
