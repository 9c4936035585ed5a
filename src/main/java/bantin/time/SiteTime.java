package bantin.time;

import bantin.site.SiteConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The site's clock and zone, and the form in which times enter and leave: RFC 3339. Any offset and any number of
 * fraction digits are accepted; what is printed has the zone's offset and always six fraction digits
 * ({@code 2021-10-11T07:28:00.000000+07:00}), so that a parser with a fixed pattern reads every answer and no time
 * changes when it is sent back.
 */
@Singleton
public class SiteTime {

    /** What is said of a text that is no time. */
    public static final String MESSAGE =
            "must be an RFC 3339 time with an offset, from year 1 to 9999, like " + "2021-10-11T07:28:00+07:00";

    private static final Pattern RFC_3339 = Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\d)[Tt](\\d\\d:\\d\\d):(\\d\\d)(?:\\.(\\d++))?(?:[Zz]|([+-])(\\d\\d):(\\d\\d))");
    private static final DateTimeFormatter PRINTED = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx");
    private static final int MICROSECOND_DIGITS = 6;
    /** RFC 3339 has four digits for the year, and PostgreSQL's year 1 follows one that it prints as BC. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    @Inject
    SiteConfig site;

    /** The only source of "now": in microseconds, which is what PostgreSQL keeps. */
    @Produces
    @Singleton
    static Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS));
    }

    /** When the hour of the clock on the wall began: in India half past the hours of UTC. */
    public static Instant hourOf(Instant time, ZoneId zone) {
        return time.atZone(zone).truncatedTo(ChronoUnit.HOURS).toInstant();
    }

    public String print(Instant instant) {
        // Before zones had whole minutes, RFC 3339 has no way to write their offset.
        var seconds = site.timeZone().getRules().getOffset(instant).getTotalSeconds();
        var time = instant.atOffset(ZoneOffset.ofTotalSeconds(seconds / 60 * 60));
        // the last hours of the year 9999 are in the year 10000 east of Greenwich
        return PRINTED.format(time.getYear() < 1 || time.getYear() > 9999 ? instant.atOffset(ZoneOffset.UTC) : time);
    }

    /**
     * The instant that an RFC 3339 text names, cut to the microseconds that PostgreSQL keeps. A leap second
     * ({@code 23:59:60Z}) is the second before it. Empty where the text is no time, or none of the years 1 to 9999.
     */
    public static Optional<Instant> parse(String text) {
        var parts = RFC_3339.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var isLeapSecond = parts.group(3).equals("60");
        try {
            var local = LocalDateTime.parse(
                    parts.group(1) + "T" + parts.group(2) + ":" + (isLeapSecond ? "59" : parts.group(3)));
            var instant = local.toInstant(ZoneOffset.UTC)
                    .minus(offset(parts))
                    .plus(micros(parts.group(4)), ChronoUnit.MICROS);
            return Optional.of(instant)
                    .filter(time -> !time.isBefore(EARLIEST) && !time.isAfter(LATEST))
                    .filter(time -> !isLeapSecond || isLastOfDay(time));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** @throws DateTimeException its hours or minutes are out of their range */
    private static Duration offset(Matcher parts) {
        if (parts.group(5) == null) {
            return Duration.ZERO;
        }
        var offset = Duration.ofSeconds(
                LocalTime.parse(parts.group(6) + ":" + parts.group(7)).toSecondOfDay());
        return parts.group(5).equals("-") ? offset.negated() : offset;
    }

    private static long micros(String fraction) {
        var digits = fraction == null ? "" : fraction.substring(0, Math.min(fraction.length(), MICROSECOND_DIGITS));
        return Long.parseLong(digits + "0".repeat(MICROSECOND_DIGITS - digits.length()));
    }

    private static boolean isLastOfDay(Instant time) {
        return !time.plusSeconds(1).truncatedTo(ChronoUnit.DAYS).equals(time.truncatedTo(ChronoUnit.DAYS));
    }
}
