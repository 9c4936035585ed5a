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
 * The clock and the time zone of the site, and the format of times: RFC 3339. Any offset and any number of fraction
 * digits are accepted. Times in responses have the offset of the time zone and always six fraction digits
 * ({@code 2021-10-11T07:28:00.000000+07:00}), so that a parser with a fixed pattern can read all of them, and a time
 * that a client sends back does not change.
 */
@Singleton
public class SiteTime {

    /** The message for a text that is not a time. */
    public static final String MESSAGE =
            "must be an RFC 3339 time with an offset, from year 1 to 9999, like 2021-10-11T07:28:00+07:00";

    private static final Pattern RFC_3339 = Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\d)[Tt](\\d\\d:\\d\\d):(\\d\\d)(?:\\.(\\d++))?(?:[Zz]|([+-])(\\d\\d):(\\d\\d))");
    private static final DateTimeFormatter PRINTED = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx");
    private static final int MICROSECOND_DIGITS = 6;
    /** RFC 3339 years have four digits, and PostgreSQL prints the year before year 1 as BC. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    @Inject
    SiteConfig site;

    /** The only source of the current time, in microseconds, the precision of PostgreSQL. */
    @Produces
    @Singleton
    static Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS));
    }

    /** The beginning of the local hour. In India, it is half past an hour of UTC. */
    public static Instant hourOf(Instant time, ZoneId zone) {
        return time.atZone(zone).truncatedTo(ChronoUnit.HOURS).toInstant();
    }

    public String print(Instant instant) {
        // RFC 3339 cannot express the offsets of earlier times, which have seconds.
        var seconds = site.timeZone().getRules().getOffset(instant).getTotalSeconds();
        var time = instant.atOffset(ZoneOffset.ofTotalSeconds(seconds / 60 * 60));
        // East of Greenwich, the last hours of the year 9999 are in the year 10000.
        return PRINTED.format(time.getYear() < 1 || time.getYear() > 9999 ? instant.atOffset(ZoneOffset.UTC) : time);
    }

    /**
     * Parses an RFC 3339 time and cuts it to microseconds, the precision of PostgreSQL. A leap second
     * ({@code 23:59:60Z}) is read as the second before it. Empty if the text is not a time, or not in the years 1 to
     * 9999.
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

    /** @throws DateTimeException if hours or minutes are out of range */
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
