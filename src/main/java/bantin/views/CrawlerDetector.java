package bantin.views;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import ua_parser.Parser;

/**
 * Recognizes crawlers by their {@code User-Agent}, with the list of uap-core. The list has a thousand patterns, and
 * trying all of them is slow. A {@code User-Agent} that matches none of the few crawler patterns is no crawler. Only
 * for others are all patterns tried, because the first match decides: a phone may be called "Cubot". Results are
 * cached. Programs of readers, such as curl or the HTTP library of an app, are no crawlers.
 */
@ApplicationScoped
class CrawlerDetector {

    private static final int MAX_CACHED = 10_000;
    private static final int MAX_LENGTH = 512;
    private static final String CRAWLER = "Spider";
    /** Programs of readers and newsrooms, some of which the list calls crawlers. */
    private static final Pattern PROGRAMS = Pattern.compile(
            "^(curl|Wget|HTTPie|python-requests|Python-urllib|aiohttp|python-httpx|Java|Java-http-client|okhttp|"
                    + "Apache-HttpClient|Dalvik|Go-http-client|axios|node-fetch|node|undici|Ruby|libwww-perl|GuzzleHttp|"
                    + "PostmanRuntime|Dart|CFNetwork|reqwest|Faraday)\\b(?!.*(bot|crawl|spider))",
            Pattern.CASE_INSENSITIVE);

    /** Crawlers and headless browsers that the list does not recognize. */
    private static final Pattern MORE_CRAWLERS = Pattern.compile("\\bApplebot\\b|\\bHeadlessChrome\\b");

    private static final String BUILT_IN_LIST = "/ua_parser/regexes.yaml";

    @Inject
    ViewsConfig config;

    private final Cache<String, Boolean> known =
            Caffeine.newBuilder().maximumSize(MAX_CACHED).build();

    private DeviceList list;

    /**
     * The patterns for devices.
     *
     * @param crawlers the patterns of crawlers
     * @param all all patterns, in the order in which they are tried
     */
    private record DeviceList(List<Pattern> crawlers, Parser all) {

        boolean isCrawler(String userAgent) {
            return crawlers.stream()
                            .anyMatch(crawler -> crawler.matcher(userAgent).find())
                    && CRAWLER.equals(all.parseDevice(userAgent).family);
        }
    }

    /** The cached result; empty if the list must be searched, which is too slow for the event loop. */
    Optional<Boolean> isKnown(String userAgent) {
        return userAgent == null ? Optional.of(false) : Optional.ofNullable(known.getIfPresent(truncated(userAgent)));
    }

    /** Searches the list if the result is not cached. Too slow for the event loop. */
    boolean isCrawler(String userAgent) {
        return userAgent != null && known.get(truncated(userAgent), this::search);
    }

    private static String truncated(String userAgent) {
        return userAgent.length() <= MAX_LENGTH ? userAgent : userAgent.substring(0, MAX_LENGTH);
    }

    private boolean search(String userAgent) {
        var isConfigured = config.crawlerPattern()
                .map(pattern -> pattern.matcher(userAgent).find())
                .orElse(false);
        return isConfigured
                || MORE_CRAWLERS.matcher(userAgent).find()
                || !PROGRAMS.matcher(userAgent).find() && list().isCrawler(userAgent);
    }

    private synchronized DeviceList list() {
        if (list == null) {
            var yaml = yaml();
            list = new DeviceList(crawlersIn(yaml), new Parser(new ByteArrayInputStream(yaml)));
        }
        return list;
    }

    private byte[] yaml() {
        var file = config.crawlerList();
        try (var builtIn = Parser.class.getResourceAsStream(BUILT_IN_LIST)) {
            return file.isPresent() ? Files.readAllBytes(file.get()) : builtIn.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("The file of bantin.views.crawler-list cannot be read: " + file, e);
        }
    }

    private static List<Pattern> crawlersIn(byte[] yaml) {
        var options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        Map<String, List<Map<String, String>>> list =
                new Yaml(new SafeConstructor(options)).load(new ByteArrayInputStream(yaml));
        return list.get("device_parsers").stream()
                .filter(entry -> CRAWLER.equals(entry.get("device_replacement")))
                .map(entry -> Pattern.compile(
                        entry.get("regex"), "i".equals(entry.get("regex_flag")) ? Pattern.CASE_INSENSITIVE : 0))
                .toList();
    }
}
