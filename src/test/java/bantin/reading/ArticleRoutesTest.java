package bantin.reading;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArticleRoutesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/articles",
                "/api/v1/articles/42",
                "/api/v1/articles/42/related",
                "/api/v1/articles/by-slug/tin-1",
                "/api/v1/articles/most-viewed"
            })
    void a_path_in_normal_form_may_be_cached(String path) {
        assertThat(new ArticleRoutes().path().matcher(path).matches()).isTrue();
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
    void a_path_in_another_spelling_may_not(String path) {
        assertThat(new ArticleRoutes().path().matcher(path).matches()).isFalse();
    }
}
