package bantin.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    })
    void are_made_of_what_the_words_sound_like(String name, String slug) {
        assertThat(Slugs.of(name, "n-a")).isEqualTo(slug);
        assertThat(Slugs.of(Normalizer.normalize(name, Normalizer.Form.NFD), "n-a"))
                .isEqualTo(slug);
        assertThat(slug).matches(Slugs.PATTERN);
    }

    @Test
    void a_name_without_letters_has_a_slug_all_the_same() {
        assertThat(Slugs.of("🎉🎉", "n-a")).isEqualTo("n-a");
        assertThat(Slugs.of("?!", "n-a")).isEqualTo("n-a");
    }

    @Test
    void a_long_one_is_cut_between_words() {
        var slug = Slugs.of("nông thôn mới ".repeat(30), "n-a");
        assertThat(slug).hasSizeBetween(190, 200);
        assertThat(slug.split("-")).containsOnly("nong", "thon", "moi");
        assertThat(Slugs.of("x".repeat(300), "n-a")).hasSize(200);
    }
}
