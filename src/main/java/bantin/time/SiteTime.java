package bantin.time;

import bantin.site.SiteConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The site's clock and zone, and the one form in which times enter and leave: RFC 3339, printed with the zone's
 * offset ({@code 2021-10-11T07:28:00+07:00}), accepted with any.
 */
@Singleton
public class SiteTime {

    private static final Pattern RFC_3339 =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?([Zz]|[+-]\\d\\d:\\d\\d)");
    private static final Instant EARLIEST = Instant.parse("0001-01-02T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-30T00:00:00Z");

    @Inject
    SiteConfig site;

    /** The only source of "now": in microseconds, which is what PostgreSQL keeps. */
    @Produces
    @Singleton
    static Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS));
    }

    public String print(Instant instant) {
        // Before zones had whole minutes, RFC 3339 has no way to write their offset.
        var seconds = site.zone().getRules().getOffset(instant).getTotalSeconds();
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                instant.atOffset(ZoneOffset.ofTotalSeconds(seconds / 60 * 60)));
    }

    /**
     * The instant that an RFC 3339 text names; empty where the text is none, or is finer than the microseconds that
     * PostgreSQL keeps.
     */
    public static Optional<Instant> parse(String text) {
        if (!RFC_3339.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant())
                    .filter(instant -> !instant.isBefore(EARLIEST) && instant.isBefore(LATEST));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
