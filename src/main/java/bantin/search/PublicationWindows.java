package bantin.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;

/**
 * Periods of publication, the newest first, that are searched one after the other until there are enough hits: a common
 * word is in half of a million articles, and only the newest of these are wanted. The index finds the articles of a
 * window by its time buckets: lexemes for the month and the year of publication.
 */
@ApplicationScoped
class PublicationWindows {

    /** The smallest window for which a search of its own pays, in articles, roughly. */
    static final int MIN_SIZE = 4_000;

    /** How many newer articles there are at each border, at least. */
    static final List<Integer> BORDERS = List.of(MIN_SIZE, 12_000, 24_000, 48_000, 96_000, 192_000);

    /** So many articles are read one by one faster than the index finds hits among them. */
    static final int RECENT = 500;

    /** Longer windows begin with a year: each bucket is one more lexeme to look up. */
    private static final int MAX_MONTHS = 12;

    private static final Duration VALIDITY = Duration.ofMinutes(1);
    private static final int MAX_BORDERS = 10_000;
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("'@m'yyyyMM");
    private static final DateTimeFormatter YEAR = DateTimeFormatter.ofPattern("'@y'yyyy");

    @Inject
    Session database;

    private final Cache<Border, Behind> known =
            Caffeine.newBuilder().maximumSize(MAX_BORDERS).build();

    /** Behind so many public articles that were published before a month. */
    private record Border(int articles, YearMonth before) {}

    /** @param published when the article behind the border was published; null if there are not so many */
    private record Behind(Instant read, Instant published) {}

    /**
     * @param buckets its months and years, as a tsquery; null if it has no beginning
     * @param from when it begins; null if it has no beginning
     * @param to when it ends; null if it has no end
     */
    record Window(String buckets, Instant from, Instant to) {

        static final Window ALL = new Window(null, null, null);

        /** Whether it touches the period after the one time and before the other; each may be null. */
        boolean mayBeWithin(Instant after, Instant before) {
            return (after == null || to == null || to.isAfter(after))
                    && (before == null || from == null || from.isBefore(before));
        }

        /** When it ends, if that does not follow from its buckets. */
        Instant endIfNotInBuckets() {
            return buckets == null ? to : null;
        }
    }

    /**
     * Windows with borders where there are at least so many newer articles; the last window has all the rest.
     *
     * @param articles in ascending order
     */
    List<Window> at(Instant now, List<Integer> articles) {
        return before(endOfYear(now), now, articles);
    }

    /** The same for articles that were published before a time. */
    List<Window> endingAt(Instant time, Instant now, List<Integer> articles) {
        return before(month(time).plusMonths(1), now, articles);
    }

    private List<Window> before(YearMonth end, Instant now, List<Integer> articles) {
        var windows = new ArrayList<Window>();
        var next = end;
        for (int number : articles) {
            var border = BORDERS.stream()
                    .filter(each -> each >= number)
                    .findFirst()
                    .map(each -> publishedBehind(new Border(each, end), now))
                    .orElse(null);
            if (border != null) {
                var month = month(border);
                var from = month.plusMonths(MAX_MONTHS).isBefore(next) ? january(month) : month;
                if (from.isBefore(next)) {
                    windows.add(new Window(query(from, next), start(from), start(next)));
                    next = from;
                }
            }
        }
        windows.add(new Window(null, null, start(next)));
        return windows;
    }

    private static YearMonth month(Instant time) {
        return YearMonth.from(time.atOffset(ZoneOffset.UTC));
    }

    /** The month after the last one of the year. */
    private static YearMonth endOfYear(Instant time) {
        return january(month(time).plusYears(1));
    }

    private static YearMonth january(YearMonth month) {
        return month.withMonth(1);
    }

    private static String query(YearMonth from, YearMonth to) {
        var buckets = new ArrayList<String>();
        var next = from;
        while (next.isBefore(to)) {
            var year = next.plusYears(1);
            boolean isWhole = next.equals(january(next)) && !year.isAfter(to);
            buckets.add(TsQueryBuilder.quoted((isWhole ? YEAR : MONTH).format(next)));
            next = isWhole ? year : next.plusMonths(1);
        }
        return String.join(" | ", buckets);
    }

    private static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /**
     * When the article behind so many newer ones was published; null if there are not so many.
     *
     * @param articles {@link #RECENT} or one of the {@link #BORDERS}
     */
    Instant behind(int articles, Instant now) {
        return publishedBehind(new Border(articles, endOfYear(now)), now);
    }

    private Instant publishedBehind(Border border, Instant now) {
        var behind = known.getIfPresent(border);
        if (behind == null || Duration.between(behind.read, now).abs().compareTo(VALIDITY) > 0) {
            behind = new Behind(now, read(border, now));
            known.put(border, behind);
        }
        return behind.published;
    }

    private Instant read(Border border, Instant now) {
        var end = start(border.before);
        return database
                .createNativeQuery("""
                        select published_at from article where status = 'published' and published_at < :before
                         order by published_at desc, id desc offset :articles limit 1""", Instant.class)
                .setParameter("before", end.isBefore(now) ? end : now)
                .setParameter("articles", border.articles)
                .getResultList()
                .stream()
                .findFirst()
                .orElse(null);
    }
}
