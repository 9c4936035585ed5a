package bantin.search;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
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
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("'@m'yyyyMM");
    private static final DateTimeFormatter YEAR = DateTimeFormatter.ofPattern("'@y'yyyy");

    @Inject
    Session database;

    private volatile Borders borders;

    /**
     * @param moments for a number of newer articles, when the article behind these was published; as far as there are
     * so many
     */
    private record Borders(Instant read, NavigableMap<Integer, Instant> moments) {}

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
        var windows = new ArrayList<Window>();
        var next = january(YearMonth.from(now.atOffset(ZoneOffset.UTC)).plusYears(1));
        var months = articles.stream()
                .map(borders(now).moments::ceilingEntry)
                .filter(Objects::nonNull)
                .map(border -> YearMonth.from(border.getValue().atOffset(ZoneOffset.UTC)))
                .toList();
        for (var month : months) {
            var from = month.plusMonths(MAX_MONTHS).isBefore(next) ? january(month) : month;
            if (from.isBefore(next)) {
                windows.add(new Window(query(from, next), start(from), start(next)));
                next = from;
            }
        }
        windows.add(new Window(null, null, start(next)));
        return windows;
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
        return borders(now).moments.get(articles);
    }

    private Borders borders(Instant now) {
        var known = borders;
        if (known == null || Duration.between(known.read, now).abs().compareTo(VALIDITY) > 0) {
            var moments = new TreeMap<Integer, Instant>();
            Stream.concat(Stream.of(RECENT), BORDERS.stream()).forEach(articles -> {
                var published = publishedBehind(articles, now);
                if (published != null) {
                    moments.put(articles, published);
                }
            });
            known = new Borders(now, moments);
            borders = known;
        }
        return known;
    }

    private Instant publishedBehind(int articles, Instant now) {
        return database
                .createNativeQuery("""
                        select published_at from article where status = 'published' and published_at <= :now
                         order by published_at desc, id desc offset :articles limit 1""", Instant.class)
                .setParameter("now", now)
                .setParameter("articles", articles)
                .getResultList()
                .stream()
                .findFirst()
                .orElse(null);
    }
}
