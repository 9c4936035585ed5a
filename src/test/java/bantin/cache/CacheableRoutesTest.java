package bantin.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CacheableRoutesTest {

    private static final CacheableRoute FEEDS = () -> Pattern.compile("/feeds/([a-z]+)");
    private static final CacheableRoute PAGES = () -> Pattern.compile("/pages");

    private final CacheableRoutes routes = new CacheableRoutes(List.of(FEEDS, PAGES));

    @Test
    void a_target_belongs_to_the_route_that_matches_its_path_whatever_its_query() {
        assertThat(routes.find("/pages?q=../x").route()).isSameAs(PAGES);
        assertThat(routes.find("/feeds/rss?q=a%20b").route()).isSameAs(FEEDS);
        assertThat(routes.find("/feeds/rss").path().group(1)).isEqualTo("rss");
        assertThat(routes.find("/feeds/rss").refusal()).isNull();
    }

    @Test
    void a_target_that_no_route_matches_is_not_cached() {
        for (var target : List.of("/feeds/", "/feeds/rss/", "/pages#x", "http://localhost/pages", "*", "")) {
            assertThat(routes.find(target)).as(target).isNull();
        }
    }

    @Test
    void a_route_says_with_which_queries_nothing_is_cached() {
        var uncached = new CacheableRoute() {
            @Override
            public Pattern path() {
                return Pattern.compile("/pages/(\\d+)");
            }

            @Override
            public boolean mayCache(MatchResult path, String query) {
                return !"secret".equals(query) || !path.group(1).equals("1");
            }
        };
        var some = new CacheableRoutes(List.of(uncached));
        assertThat(some.find("/pages/1?secret")).isNull();
        assertThat(some.find("/pages/2?secret").route()).isSameAs(uncached);
        assertThat(some.find("/pages/1?").route()).isSameAs(uncached);
        assertThat(some.find("/pages/1").route()).isSameAs(uncached);
    }

    @Test
    void a_target_that_is_too_long_is_not_cached() {
        assertThat(routes.find("/pages?q=" + "a".repeat(2000))).isNull();
        assertThat(routes.find("/feeds/" + "a".repeat(2000))).isNull();
    }
}
