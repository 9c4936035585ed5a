package bantin.views;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import ua_parser.Parser;

/**
 * Tells crawlers by their {@code User-Agent}, as the list of uap-core knows them; the list is long, so that what it said
 * is kept for those who come again. Programs that readers use, like curl or an app's HTTP library, are no crawlers.
 */
@ApplicationScoped
class Crawlers {

    private static final int KEPT = 10_000;
    private static final int MAX_LENGTH = 512;
    private static final String CRAWLER = "Spider";

    @Inject
    ViewsConfig config;

    private final Cache<String, Boolean> known =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    private Parser list;

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
        return config.crawlers()
                        .map(pattern -> pattern.matcher(userAgent).find())
                        .orElse(false)
                || CRAWLER.equals(list().parseDevice(userAgent).family);
    }

    private synchronized Parser list() {
        if (list == null) {
            list = config.crawlerList().map(Crawlers::read).orElseGet(Parser::new);
        }
        return list;
    }

    private static Parser read(java.nio.file.Path file) {
        try (var yaml = Files.newInputStream(file)) {
            return new Parser(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException("bantin.views.crawler-list cannot be read: " + file, e);
        }
    }
}
