package bantin.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ua_parser.Parser;

class CrawlerDetectorTest {

    private static CrawlerDetector crawlers(Map<String, String> configuration) {
        // only Quarkus reads "2s"
        var values = new HashMap<>(configuration);
        values.putAll(Map.of(
                "bantin.views.timeout", "PT2S",
                "bantin.views.deduplication-window", "PT30M",
                "bantin.views.hourly-retention", "P90D"));
        var crawlers = new CrawlerDetector();
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
        var crawlers = crawlers(Map.of("bantin.views.crawler-pattern", "^kiem-tra"));
        assertThat(crawlers.isCrawler("Googlebot/2.1 (+http://www.google.com/bot.html)"))
                .isTrue();
        assertThat(crawlers.isCrawler("kiem-tra/1.0")).isTrue();
        assertThat(crawlers.isCrawler("curl/8.5.0")).isFalse();
        assertThat(crawlers.isCrawler(null)).isFalse();
    }

    @Test
    void programs_of_readers_count_and_crawlers_that_look_like_browsers_do_not() {
        var crawlers = crawlers(Map.of());
        for (var program : List.of(
                "Python-urllib/3.12",
                "python-requests/2.32.3",
                "Java/17.0.15",
                "Java-http-client/17.0.15",
                "Wget/1.21",
                "Go-http-client/2.0",
                "okhttp/4.12.0",
                "Dalvik/2.1.0 (Linux; U; Android 14)",
                "axios/1.7.2",
                "curl/8.5.0",
                "Apache-HttpClient/4.5.14 (Java/17.0.15)",
                "TinNhanh/3 CFNetwork/1494.0.7 Darwin/23.4.0")) {
            assertThat(crawlers.isCrawler(program)).as(program).isFalse();
        }
        for (var crawler : List.of(
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/13.1.1 Safari/605.1.15"
                        + " (Applebot/0.1; +http://www.apple.com/go/applebot)",
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/120.0.0.0 Safari/537.36",
                "python-requests/2.32 (my-crawler; +https://example.org)",
                "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)")) {
            assertThat(crawlers.isCrawler(crawler)).as(crawler).isTrue();
        }
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

    @Test
    void names_are_judged_as_by_the_whole_list() {
        var crawlers = crawlers(Map.of());
        var list = new Parser();
        for (var userAgent : List.of(
                "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
                "Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X) AppleWebKit/537.36 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
                "Mozilla/5.0 (Linux; Android 10; CUBOT X30) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36",
                "Mozilla/5.0 (Linux; Android 11; KFTRWI) AppleWebKit/537.36 Silk/120.0 like Chrome/120.0 Safari/537.36",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Mobile/15E148 Safari/604.1",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0.0.0 Safari/537.36",
                "Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 Mobile (PetalBot;+https://webmaster.petalsearch.com/site/petalbot)",
                "facebookexternalhit/1.1",
                "SonyEricssonK800i/R1KG crawler.html",
                "okhttp/4.9.3",
                "curl/8.5.0",
                "yahoo",
                "\u0000 \ud83d\ude00",
                "")) {
            assertThat(crawlers.isCrawler(userAgent))
                    .as(userAgent)
                    .isEqualTo("Spider".equals(list.parseDevice(userAgent).family));
        }
    }

    /** Compared with the cost of the whole list on the same machine at the same time. */
    @Test
    void a_name_never_seen_before_costs_a_fraction_of_the_whole_list() {
        var crawlers = crawlers(Map.of());
        var list = new Parser();
        crawlers.isCrawler("warm up");
        var random = new Random(1);
        var names = Stream.generate(() ->
                        "Mozilla/5.0 (" + Long.toString(random.nextLong(), 36) + ") Firefox/" + random.nextInt(200))
                .limit(100)
                .toList();
        var byAll = cpuOf(() -> names.forEach(list::parseDevice));
        assertThat(cpuOf(() -> names.forEach(crawlers::isCrawler))).isLessThan(byAll / 4);
    }

    private static long cpuOf(Runnable work) {
        var threads = ManagementFactory.getThreadMXBean();
        var before = threads.getCurrentThreadCpuTime();
        work.run();
        return threads.getCurrentThreadCpuTime() - before;
    }
}
