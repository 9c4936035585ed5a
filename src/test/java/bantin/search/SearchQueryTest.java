package bantin.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchQueryTest {

    /** So the text of a correction finds the same when it is sent as a query. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "hạ long",
                "\"nông thôn mới\" xã -\"cá mòi\" -nghề",
                "cá or tôm -ao or \"một\"",
                "\"either or\" ha-long",
                "-or cá",
                "--- \" \" or or",
                "0912.345.678 -x"
            })
    void its_text_is_parsed_to_the_same(String typed) {
        var query = SearchQuery.parse(typed);
        assertThat(SearchQuery.parse(query.toString())).isEqualTo(query);
    }
}
