package bantin.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CachedAddressTest {

    @Test
    void an_address_in_normal_form_says_what_it_names() {
        assertThat(CachedAddress.of("/api/v1/articles")).isEqualTo(new CachedAddress(null, null));
        assertThat(CachedAddress.of("/api/v1/articles?q=a%20b")).isEqualTo(new CachedAddress(null, null));
        assertThat(CachedAddress.of("/api/v1/suggest?q=../x")).isEqualTo(new CachedAddress(null, null));
        assertThat(CachedAddress.of("/api/v1/articles/42")).isEqualTo(new CachedAddress(42L, null));
        assertThat(CachedAddress.of("/api/v1/articles/42/related?limit=3")).isEqualTo(new CachedAddress(42L, null));
        assertThat(CachedAddress.of("/api/v1/articles/by-slug/tin-1?locale=vi"))
                .isEqualTo(new CachedAddress(null, "tin-1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/articles/",
                "/api/v1//articles",
                "//api/v1/articles",
                "/api/v1/./articles",
                "/api/v1/articles;x=1",
                "/api/v1/articles#x",
                "/api/v1/articles/by-slug/..",
                "/api/v1/articles/by-slug/%2e%2e",
                "/api/v1/articles/by-slug/tin;x",
                "/api/v1/articles/by-slug/%74in",
                "/api/v1/articles/by-slug/Tin",
                "/api/v1/articles/by-slug/",
                "/api/v1/articles/by-slug/tin/",
                "/api/v1/articles/042",
                "/api/v1/articles/+42",
                "/api/v1/articles/%D9%A4%D9%A2",
                "/api/v1/articles/1234567890123456789",
                "/api/v1/articles/42/views",
                "/API/v1/articles",
                "http://localhost/api/v1/articles",
                "*",
                ""
            })
    void any_other_spelling_is_not_answered_from_memory(String target) {
        assertThat(CachedAddress.of(target)).isNull();
    }

    @Test
    void an_address_that_is_too_long_is_not_answered_from_memory() {
        assertThat(CachedAddress.of("/api/v1/articles?q=" + "a".repeat(2000))).isNull();
        assertThat(CachedAddress.of("/api/v1/articles/by-slug/" + "a-".repeat(300)))
                .isNull();
    }
}
