package bantin.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;

class NfcTest {

    @Test
    void what_people_write_is_in_nfc() {
        assertThat(Nfc.of("Ngu\u0323y\u00ea\u0303n")).isEqualTo("Ng\u1ee5y\u1ec5n");
        for (var text : new String[] {
            "", "a", "\u0301", "\u0e19\u0e49\u0e33 \u0915\u094d\u0937\u093f", "a" + "\u0323\u0301".repeat(15)
        }) {
            assertThat(Nfc.of(text)).isEqualTo(Normalizer.normalize(text, Normalizer.Form.NFC));
        }
    }

    @Test
    void a_long_run_of_marks_is_parted_once() {
        var parted = Nfc.of("a" + "\u0301\u0327".repeat(100));
        assertThat(parted.replace("\u034f", "")).hasSize(200);
        assertThat(parted.split("\u034f")).hasSize(7).allMatch(part -> part.length() <= 31);
        assertThat(Nfc.of(parted)).isEqualTo(parted);
    }
}
