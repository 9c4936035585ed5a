package bantin.crud;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.slugify.Slugify;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlugsTest {

    @ParameterizedTest
    @CsvSource({
        "Đảng ủy các xã Dân Chủ, dang-uy-cac-xa-dan-chu",
        "'Thủ tướng: \"Không để ai bị bỏ lại phía sau!\"', thu-tuong-khong-de-ai-bi-bo-lai-phia-sau",
        "Giá xăng tăng 1.500 đ/lít, gia-xang-tang-1-500-d-lit",
        "ƯỚC MƠ – NGƯỜI VIỆT, uoc-mo-nguoi-viet",
        "'  hai   khoảng   trắng ', hai-khoang-trang",
        "COVID-19 & trường học, covid-19-truong-hoc",
        "Straße nach Łódź, strasse-nach-lodz",
        "東京, dong-jing",
        "រាជធានី​ភ្នំពេញ ២០២១, raacothaanii-phnpenyo-2021",
        "ລາວ ໑, laawo-1",
        "မြန်မာ, mranmaa",
        "Tin ꪎꪱ, tin-saa",
    })
    void are_made_of_what_the_words_sound_like(String name, String slug) {
        assertThat(Slugs.of(name, "article")).isEqualTo(slug);
        assertThat(Slugs.of(Normalizer.normalize(name, Normalizer.Form.NFD), "article"))
                .isEqualTo(slug);
        assertThat(slug).matches(Slugs.PATTERN);
    }

    /** The table with the letters of Vietnamese maps each of them as the transliterator does. */
    @Test
    void are_the_same_with_and_without_the_table() {
        var slugify = Slugify.builder().transliterator(true).lowerCase(true).build();
        var random = new Random(7);
        var characters = "aàáảãạăằắẳẵặâầấẩẫậdđeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ";
        var all = characters
                + characters.toUpperCase(Locale.ROOT)
                + IntStream.rangeClosed(' ', '~').mapToObj(Character::toString).collect(Collectors.joining());
        for (int i = 0; i < 5000; i++) {
            var text = random.ints(random.nextInt(1, 40), 0, all.length())
                    .mapToObj(at -> all.substring(at, at + 1))
                    .collect(Collectors.joining());
            var expected = slugify.slugify(text).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
            assertThat(Slugs.of(text, "")).as(text).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"กรุงเทพมหานคร", "ภูเขา 5 ลูก", "ນະຄອນຫຼວງວຽງຈັນ", "ភ្នំពេញ", "နေပြည်တော်", "ꨀꨇꨌꩌ", "ᦵᦋᧂ"})
    void scripts_of_the_neighbours_have_slugs_of_their_own(String name) {
        assertThat(Slugs.of(name, "")).matches(Slugs.PATTERN);
    }

    @Test
    void a_name_without_letters_has_a_slug_all_the_same() {
        assertThat(Slugs.of("🎉🎉", "article")).isEqualTo("article");
        assertThat(Slugs.of("?!", "article")).isEqualTo("article");
    }

    @Test
    void a_long_one_is_cut_between_words() {
        var slug = Slugs.of("nông thôn mới ".repeat(30), "article");
        assertThat(slug).hasSizeBetween(190, 200);
        assertThat(slug.split("-")).containsOnly("nong", "thon", "moi");
        assertThat(Slugs.of("x".repeat(300), "article")).hasSize(200);
    }
}
