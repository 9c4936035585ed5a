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
 * Tells crawlers by their {@code User-Agent}, as the list of uap-core knows them. The list has a thousand patterns, and
 * trying them all takes tens of milliseconds. Most names match none of the few that are crawlers' and are settled by
 * these; all are tried only for others, because the first that matches counts: a phone may be called "Cubot". What was
 * found is kept for those who come again. Programs that readers use, like curl or an app's HTTP library, are no crawlers.
 */
@ApplicationScoped
class CrawlerDetector {

    private static final int KEPT = 10_000;
    private static final int MAX_LENGTH = 512;
    private static final String CRAWLER = "Spider";
    /** Programs of readers and of newsrooms, some of which the list has among the crawlers. */
    private static final Pattern PROGRAMS = Pattern.compile(
            "^(curl|Wget|HTTPie|python-requests|Python-urllib|aiohttp|python-httpx|Java|Java-http-client|okhttp|"
                    + "Apache-HttpClient|Dalvik|Go-http-client|axios|node-fetch|node|undici|Ruby|libwww-perl|GuzzleHttp|"
                    + "PostmanRuntime|Dart|CFNetwork|reqwest|Faraday)\\b(?!.*(bot|crawl|spider))",
            Pattern.CASE_INSENSITIVE);

    /** Crawlers that call themselves browsers, and browsers that nobody looks at, which the list does not know. */
    private static final Pattern FURTHER = Pattern.compile("\\bApplebot\\b|\\bHeadlessChrome\\b");

    private static final String LIST_INSIDE = "/ua_parser/regexes.yaml";

    @Inject
    ViewsConfig config;

    private final Cache<String, Boolean> known =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    private DeviceList list;

    /**
     * The patterns for devices.
     *
     * @param crawlers those that mean a crawler
     * @param all in the order in which they are tried
     */
    private record DeviceList(List<Pattern> crawlers, Parser all) {

        boolean isCrawler(String userAgent) {
            return crawlers.stream()
                            .anyMatch(crawler -> crawler.matcher(userAgent).find())
                    && CRAWLER.equals(all.parseDevice(userAgent).family);
        }
    }

    /** What is known already: empty where the list must be asked, which takes milliseconds. */
    Optional<Boolean> isKnown(String userAgent) {
        return userAgent == null ? Optional.of(false) : Optional.ofNullable(known.getIfPresent(cut(userAgent)));
    }

    /** May take milliseconds, and the first time a second: not for an event loop. */
    boolean isCrawler(String userAgent) {
        return userAgent != null && known.get(cut(userAgent), this::ask);
    }

    private static String cut(String userAgent) {
        return userAgent.length() <= MAX_LENGTH ? userAgent : userAgent.substring(0, MAX_LENGTH);
    }

    private boolean ask(String userAgent) {
        var isConfigured = config.crawlerPattern()
                .map(pattern -> pattern.matcher(userAgent).find())
                .orElse(false);
        return isConfigured
                || FURTHER.matcher(userAgent).find()
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
        try (var inside = Parser.class.getResourceAsStream(LIST_INSIDE)) {
            return file.isPresent() ? Files.readAllBytes(file.get()) : inside.readAllBytes();
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
