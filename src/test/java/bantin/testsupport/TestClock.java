package bantin.testsupport;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The real clock, until a test moves or stops it. */
@Alternative
@Priority(1)
@ApplicationScoped
public class TestClock extends Clock {

    private static volatile Instant stoppedAt;

    /** The time stands still at this moment. */
    public static void stopAt(Instant instant) {
        stoppedAt = instant;
    }

    public static void advance(Duration duration) {
        stoppedAt = now().plus(duration);
    }

    static void run() {
        stoppedAt = null;
    }

    private static Instant now() {
        var at = stoppedAt;
        return at != null ? at : Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public Instant instant() {
        return now();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
