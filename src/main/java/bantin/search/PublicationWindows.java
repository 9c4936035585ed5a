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
 * Spans of time, the newest first, in which a search looks one after the other until it has enough: a common word is in
 * half a million articles of a million, of which nobody wants but the newest.
 */
@ApplicationScoped
class PublicationWindows {

    /** The least window that is worth to be one; articles, about. */
    static final int MIN_SIZE = 4_000;

    /** How many articles lie before each border, at least. */
    private static final List<Integer> BORDERS = List.of(MIN_SIZE, 12_000, 24_000, 48_000, 96_000, 192_000);

    /** How many articles are sooner looked at one by one than found by the index. */
    static final int RECENT = 500;

    /** Longer spans begin with a year: each part of a span is one more word to be looked up. */
    private static final int MAX_MONTHS = 12;

    private static final Duration GOOD_FOR = Duration.ofMinutes(1);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("'@m'yyyyMM");
    private static final DateTimeFormatter YEAR = DateTimeFormatter.ofPattern("'@y'yyyy");

    @Inject
    Session database;

    private volatile Borders borders;

    /**
     * @param moments when the article was published that so many newer ones lie before, as far as there are so many
     */
    private record Borders(Instant asked, NavigableMap<Integer, Instant> moments) {}

    /**
     * @param spans its months and years, as a query; null where it has no beginning
     * @param from when it begins; null without a beginning
     * @param to when it ends; null without an end
     */
    record Window(String spans, Instant from, Instant to) {

        static final Window ALL = new Window(null, null, null);

        /** Whether something of it may be after the one and before the other, each null without a limit. */
        boolean mayBeWithin(Instant after, Instant before) {
            return (after == null || to == null || to.isAfter(after))
                    && (before == null || from == null || from.isBefore(before));
        }

        /** When it ends, where its spans do not tell. */
        Instant untoldEnd() {
            return spans == null ? to : null;
        }
    }

    /** As finely parted as can be. */
    List<Window> at(Instant now) {
        return at(now, BORDERS);
    }

    /** Parted where at least so many articles lie before, in ascending order; the last window has all the rest. */
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
        var spans = new ArrayList<String>();
        var next = from;
        while (next.isBefore(to)) {
            var year = next.plusYears(1);
            boolean isWhole = next.equals(january(next)) && !year.isAfter(to);
            spans.add(TsQueryBuilder.quoted((isWhole ? YEAR : MONTH).format(next)));
            next = isWhole ? year : next.plusMonths(1);
        }
        return String.join(" | ", spans);
    }

    private static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /**
     * When the article was published that so many newer ones lie before; null where there are not so many.
     *
     * @param articles {@link #RECENT} or one of the {@link #BORDERS}
     */
    Instant behind(int articles, Instant now) {
        return borders(now).moments.get(articles);
    }

    private Borders borders(Instant now) {
        var known = borders;
        if (known == null || Duration.between(known.asked, now).abs().compareTo(GOOD_FOR) > 0) {
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
