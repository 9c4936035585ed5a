package bantin.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrawlersTest {

    private static Crawlers crawlers(Map<String, String> configuration) {
        // only Quarkus reads "2s"
        var values = new HashMap<>(configuration);
        values.putAll(Map.of(
                "bantin.views.timeout", "PT2S",
                "bantin.views.visitor-window", "PT30M",
                "bantin.views.keep-hours", "P90D"));
        var crawlers = new Crawlers();
        crawlers.config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(ViewsConfig.class)
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build()
                .getConfigMapping(ViewsConfig.class);
        return crawlers;
    }

    @Test
    void the_list_inside_knows_crawlers_and_a_pattern_adds_to_it() {
        var crawlers = crawlers(Map.of("bantin.views.crawlers", "^kiem-tra"));
        assertThat(crawlers.isCrawler("Googlebot/2.1 (+http://www.google.com/bot.html)"))
                .isTrue();
        assertThat(crawlers.isCrawler("kiem-tra/1.0")).isTrue();
        assertThat(crawlers.isCrawler("curl/8.5.0")).isFalse();
        assertThat(crawlers.isCrawler(null)).isFalse();
    }

    @Test
    void another_list_takes_the_place_of_the_one_inside(@TempDir Path directory) throws IOException {
        var list = Files.writeString(directory.resolve("regexes.yaml"), """
                user_agent_parsers:
                  - regex: '(moi)'
                os_parsers:
                  - regex: '(moi)'
                device_parsers:
                  - regex: 'may-do-tin'
                    device_replacement: 'Spider'
                """);
        var crawlers = crawlers(Map.of("bantin.views.crawler-list", list.toString()));
        assertThat(crawlers.isCrawler("may-do-tin/1.0")).isTrue();
        assertThat(crawlers.isCrawler("Googlebot/2.1")).isFalse();
    }

    @Test
    void what_was_asked_once_is_known_and_long_ones_are_cut() {
        var crawlers = crawlers(Map.of());
        assertThat(crawlers.isKnown("curl/8.5.0")).isEmpty();
        crawlers.isCrawler("curl/8.5.0");
        assertThat(crawlers.isKnown("curl/8.5.0")).contains(false);
        assertThat(crawlers.isKnown(null)).contains(false);
        assertThat(crawlers.isCrawler("x".repeat(100_000))).isFalse();
        assertThat(crawlers.isKnown("x".repeat(200_000))).contains(false);
    }
}
