package bantin.time;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The site's clock and zone, and the one form in which times enter and leave: RFC 3339, printed with the zone's
 * offset ({@code 2021-10-11T07:28:00+07:00}), accepted with any.
 */
@Singleton
public class SiteTime extends JsonSerializer<Instant> {

    @Inject
    @ConfigProperty(name = "bantin.zone", defaultValue = "Asia/Ho_Chi_Minh")
    ZoneId zone;

    /** The only source of "now": in microseconds, which is what PostgreSQL keeps. */
    @Produces
    @Singleton
    static Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS));
    }

    public String print(Instant instant) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                instant.atZone(zone).toOffsetDateTime());
    }

    /** The instant that an RFC 3339 text names, in whole microseconds; empty where the text is none. */
    public static Optional<Instant> parse(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS))
                    .filter(SiteTime::isStorable);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Years of four digits: what RFC 3339 can print and PostgreSQL can keep. */
    private static boolean isStorable(Instant instant) {
        return !instant.isBefore(Instant.parse("0001-01-02T00:00:00Z"))
                && instant.isBefore(Instant.parse("9999-12-30T00:00:00Z"));
    }

    @Override
    public void serialize(Instant value, JsonGenerator generator, SerializerProvider provider) throws IOException {
        generator.writeString(print(value));
    }
}
